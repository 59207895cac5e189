/// lvsd, the director of a Linux Virtual Server: the two command lines, and the director that puts the features
/// together.
@NullMarked
package dev.lvsd;

import org.jspecify.annotations.NullMarked;

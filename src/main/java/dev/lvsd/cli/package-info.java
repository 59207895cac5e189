/// The command lines `lvsd` and `lvsctl`: picocli commands, and the pure rendering of snapshots as text of at
/// most 80 columns.
@NullMarked
package dev.lvsd.cli;

import org.jspecify.annotations.NullMarked;

/// What operators order beside the configuration: drain, disable and weigh real servers. An order counts from the
/// moment it is given until it is revoked, over reloads and restarts, and is shown wherever the weight is shown.
@NullMarked
package dev.lvsd.orders;

import org.jspecify.annotations.NullMarked;

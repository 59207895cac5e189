/// Routes and routing rules as `ip route` and `ip rule` know them: values without any kernel behind them. Interfaces
/// have names here, tables and protocols numbers.
@NullMarked
package dev.lvsd.net.routing;

import org.jspecify.annotations.NullMarked;

package dev.lvsd.config;

import org.jspecify.annotations.Nullable;

/// The section `lvsd`. The options of `lvsd run` win over it.
///
/// @param controlSocket path of the control socket (`control: {socket: …}`), null for the default
/// @param httpListen address and port of the scrape address (`http: {listen: …}`) or `none`, null for the default
public record DaemonSettings(@Nullable String controlSocket, @Nullable String httpListen) {
    /// Nothing said: all defaults.
    public static final DaemonSettings DEFAULTS = new DaemonSettings(null, null);
}

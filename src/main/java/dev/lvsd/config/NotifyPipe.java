package dev.lvsd.config;

import org.jspecify.annotations.Nullable;

/// A named pipe that gets a line for each event (`notify_fifo`, `vrrp_notify_fifo`).
///
/// @param path of the pipe
/// @param owner user and group that it shall belong to, null for the daemon's
/// @param reader script that is started with the path as its last argument, null for none
public record NotifyPipe(String path, @Nullable ScriptUser owner, @Nullable NotifyScript reader) {}

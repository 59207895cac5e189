package dev.lvsd.watch;

/// What a service manager is told (sd_notify(3)).
public sealed interface Notice {
    /// Everything runs: the start, or a reload, is done.
    record Ready() implements Notice {}

    /// The configuration is read again. [Ready] ends it, whatever came out.
    ///
    /// @param monotonicMicros when it began, by CLOCK_MONOTONIC
    record Reloading(long monotonicMicros) implements Notice {}

    /// The end has begun.
    record Stopping() implements Notice {}

    /// All threads turn.
    record Alive() implements Notice {}

    /// What an operator sees in `systemctl status`.
    ///
    /// @param line of any length
    record Status(String line) implements Notice {}

    /// The lines to send.
    default String text() {
        return switch (this) {
            case Ready _ -> "READY=1";
            case Reloading(long micros) -> "RELOADING=1\nMONOTONIC_USEC=" + micros;
            case Stopping _ -> "STOPPING=1";
            case Alive _ -> "WATCHDOG=1";
            case Status(String line) -> "STATUS=" + line.replace('\n', ' ');
        };
    }
}

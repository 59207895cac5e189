package dev.lvsd.config;

import java.time.Duration;
import java.util.List;

/// What holds for all notifications.
///
/// @param pipes `notify_fifo` and `vrrp_notify_fifo`
/// @param mail how mail is sent
/// @param timeout `lvsd: {notify_timeout: …}`: how long a script may take
/// @param routerId `router_id`, in subjects of mail
/// @param policy what holds for all scripts
public record NotifySettings(
        List<NotifyPipe> pipes, MailSettings mail, Duration timeout, String routerId, ScriptPolicy policy) {
    /// Copies the list.
    public NotifySettings {
        pipes = List.copyOf(pipes);
    }
}

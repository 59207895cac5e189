package dev.lvsd.config;

import java.time.Duration;
import java.util.List;

/// What holds for all notifications.
///
/// @param pipes `notify_fifo` and `vrrp_notify_fifo`
/// @param statesOnReload `fifo_write_vrrp_states_on_reload`: pipes get all states after a reload
/// @param mail how mail is sent
/// @param timeout `lvsd: {notify_timeout: …}`: how long a script may take
/// @param routerId `router_id`, in subjects of mail
/// @param policy what holds for all scripts
public record NotifySettings(
        List<NotifyPipe> pipes,
        boolean statesOnReload,
        MailSettings mail,
        Duration timeout,
        String routerId,
        ScriptPolicy policy) {
    /// Copies the list.
    public NotifySettings {
        pipes = List.copyOf(pipes);
    }
}

package dev.lvsd.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How mail is sent.
///
/// @param to `notification_email`; nobody gets mail where it is empty
/// @param from `notification_email_from`
/// @param host name or address of the mail server (`smtp_server`), null where none is given
/// @param port its port
/// @param connectTimeout `smtp_connect_timeout`
/// @param helo `smtp_helo_name`
/// @param faults false with `no_email_faults`: no mail of faults
public record MailSettings(
        List<String> to,
        String from,
        @Nullable String host,
        int port,
        Duration connectTimeout,
        String helo,
        boolean faults) {
    /// Copies the list.
    public MailSettings {
        to = List.copyOf(to);
    }
}

package dev.lvsd.notify;

import dev.lvsd.config.MailSettings;
import org.jspecify.annotations.Nullable;

/// Hands a mail to a server.
interface MailPost {
    /// Sends a mail; waits for the server.
    ///
    /// @return why it was not sent, null where it was
    @Nullable String send(MailText text, MailSettings settings);
}

package dev.lvsd.notify;

import dev.lvsd.config.NotifyState;

/// A mail, as keepalived writes it.
///
/// @param subject of the mail
/// @param body of the mail
record MailText(String subject, String body) {
    /// The mail of a message.
    ///
    /// @param routerId `router_id`
    static MailText of(Message message, String routerId) {
        boolean group = message.subject().kind() == Subject.Kind.GROUP;
        NotifyState state = message.state();
        String what = state == NotifyState.STOP ? "Stopping" : "Entering " + state + " state";
        return new MailText(
                "[" + routerId + "] VRRP " + (group ? "Group " : "Instance ") + message.subject().name() + " - " + what,
                "=> " + (group ? ofGroup(state) : ofInstance(state)) + " <=");
    }

    private static String ofGroup(NotifyState state) {
        return state == NotifyState.STOP
                ? "All VRRP group instances are now stopping"
                : "All VRRP group instances are now in " + state + " state";
    }

    private static String ofInstance(NotifyState state) {
        return switch (state) {
            case MASTER -> "VRRP Instance is now owning VRRP VIPs";
            case STOP -> "VRRP Instance stopping";
            case DELETED -> "VRRP Instance was removed by a reload";
            case BACKUP, FAULT, MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY ->
                "VRRP Instance is no longer owning VRRP VIPs";
        };
    }
}

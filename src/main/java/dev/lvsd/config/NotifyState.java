package dev.lvsd.config;

/// What virtual routers and sync groups tell, in keepalived's words.
public enum NotifyState {
    /// Became master.
    MASTER("notify_master"),
    /// Became backup.
    BACKUP("notify_backup"),
    /// A fault.
    FAULT("notify_fault"),
    /// The daemon stops.
    STOP("notify_stop"),
    /// A reload removed the instance.
    DELETED("notify_deleted"),
    /// A master heard an advert of lower priority; no state.
    MASTER_RX_LOWER_PRI("notify_master_rx_lower_pri"),
    /// The priority of a master has changed; no state, told to pipes alone.
    MASTER_PRIORITY(""),
    /// The priority of a backup, or of one in a fault, has changed; no state, told to pipes alone.
    BACKUP_PRIORITY("");

    private final String keyword;

    NotifyState(String keyword) {
        this.keyword = keyword;
    }

    /// The keyword of its script; empty where there is none.
    public String keyword() {
        return keyword;
    }

    /// Whether it is a state, which `notify` and mail tell too.
    public boolean isState() {
        return switch (this) {
            case MASTER, BACKUP, FAULT, STOP, DELETED -> true;
            case MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY -> false;
        };
    }
}

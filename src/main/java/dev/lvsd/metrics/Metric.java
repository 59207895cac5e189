package dev.lvsd.metrics;

import static dev.lvsd.metrics.Metric.Kind.COUNTER;
import static dev.lvsd.metrics.Metric.Kind.GAUGE;
import static dev.lvsd.metrics.Metric.Kind.HISTOGRAM;
import static dev.lvsd.metrics.Metric.Kind.INFO;
import static dev.lvsd.metrics.Metric.Kind.SUMMARY;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Every metric family that lvsd shows: name, type, labels and help text, and nowhere else. Times are seconds,
/// sizes bytes. `conf/metrics.md` is made from it.
///
/// Names are those of Prometheus's text format: counters end in `_total`, infos in `_info`; histograms and
/// summaries have the series `_count` and `_sum`, histograms `_bucket` too.
enum Metric {
    BUILD(INFO, "lvsd_build_info", "Always 1: what runs.", "version", "java_version"),
    DIRECTOR(INFO, "lvsd_director_info", "Always 1: router_id, and where the table is, kernel or memory.",
            "router_id", "table"),
    READY(GAUGE, "lvsd_ready",
            "Whether the start is done: the table is programmed and every check has run once, or ready_wait is over."),
    START_TIME(GAUGE, "lvsd_start_time_seconds", "Wall-clock time of the start, seconds since 1970."),
    LOG_LOST(COUNTER, "lvsd_log_lines_lost_total",
            "Log lines dropped because they came faster than the journal took them."),
    REFUSED_CONNECTIONS(COUNTER, "lvsd_connections_refused_total",
            "Connections to the control socket or the scrape address closed at once because too many were open.",
            "server"),

    CONFIG_WARNINGS(GAUGE, "lvsd_config_warnings",
            "Warnings about the configuration in force; lvsctl status has them."),
    CONFIG_RELOAD_OK(GAUGE, "lvsd_config_last_reload_successful",
            "Whether the last reading of the configuration was put in force, the first at the start among them."),
    CONFIG_LOADED(GAUGE, "lvsd_config_last_reload_success_timestamp_seconds",
            "Wall-clock time since when the configuration is in force, seconds since 1970."),
    CONFIG_RELOADS(COUNTER, "lvsd_config_reloads_total", "Reloads since the start, done or refused.", "result"),

    VRRP_INSTANCE(INFO, "lvsd_vrrp_instance_info", "Always 1: where a virtual router runs.",
            "vrrp_instance", "interface", "virtual_router_id", "version"),
    VRRP_STATE(GAUGE, "lvsd_vrrp_state",
            "The state that the virtual router is in (init, backup, master or fault) has 1, the others have 0.",
            "vrrp_instance", "state"),
    VRRP_HELD(GAUGE, "lvsd_vrrp_address_held", "Whether this node has added the virtual address.",
            "vrrp_instance", "address", "interface"),
    VRRP_TRANSITIONS(COUNTER, "lvsd_vrrp_transitions_total", "Changes of state.", "vrrp_instance"),
    VRRP_SINCE(GAUGE, "lvsd_vrrp_last_transition_timestamp_seconds",
            "Wall-clock time of the last change of state, seconds since 1970; absent before the first.",
            "vrrp_instance"),
    VRRP_PRIORITY(GAUGE, "lvsd_vrrp_priority", "Our own priority, with what is tracked.", "vrrp_instance"),
    VRRP_BASE_PRIORITY(GAUGE, "lvsd_vrrp_configured_priority", "Our own priority in the configuration.",
            "vrrp_instance"),
    VRRP_MASTER_PRIORITY(GAUGE, "lvsd_vrrp_master_priority",
            "Priority of the master, 0 where none was heard or it has left.", "vrrp_instance"),
    VRRP_INTERVAL(GAUGE, "lvsd_vrrp_advert_interval_seconds",
            "Interval of adverts in force: the configured one, or in version 3 the master's.", "vrrp_instance"),
    VRRP_MASTER_DOWN(GAUGE, "lvsd_vrrp_master_down_interval_seconds",
            "Silence of the master after which a backup takes over.", "vrrp_instance"),
    VRRP_SENT(COUNTER, "lvsd_vrrp_adverts_sent_total",
            "Adverts sent, each unicast peer's copy and those with priority 0 among them.", "vrrp_instance"),
    VRRP_RECEIVED(COUNTER, "lvsd_vrrp_adverts_received_total",
            "Adverts accepted, those with priority 0 among them.", "vrrp_instance"),
    VRRP_ZERO_SENT(COUNTER, "lvsd_vrrp_priority_zero_sent_total",
            "Adverts sent with priority 0: the master leaves.", "vrrp_instance"),
    VRRP_ZERO_RECEIVED(COUNTER, "lvsd_vrrp_priority_zero_received_total",
            "Adverts accepted with priority 0.", "vrrp_instance"),
    VRRP_REJECTED(COUNTER, "lvsd_vrrp_adverts_rejected_total",
            "Packets that did not count, by the reason; they change nothing.", "vrrp_instance", "reason"),
    VRRP_SEND_ERRORS(COUNTER, "lvsd_vrrp_send_errors_total", "Adverts that the kernel refused to send.",
            "vrrp_instance"),
    VRRP_CHECKSUM_FORM(COUNTER, "lvsd_vrrp_checksum_form_differs_total",
            "Adverts accepted whose checksum has the other of version 3's two forms.", "vrrp_instance"),
    VRRP_CHECKSUMS(COUNTER, "lvsd_vrrp_checksums_total",
            "Adverts of version 3 accepted, by what their checksum covers: message, or pseudo_header too.",
            "vrrp_instance", "form"),
    VRRP_INTERVAL_DIFFERS(COUNTER, "lvsd_vrrp_interval_differs_total",
            "Adverts of version 3 accepted whose interval is not ours.", "vrrp_instance"),
    VRRP_UNKNOWN_PEER(COUNTER, "lvsd_vrrp_unknown_peer_total",
            "Unicast adverts accepted from a sender that is not in unicast_peer.", "vrrp_instance"),
    VRRP_FOREIGN(COUNTER, "lvsd_vrrp_foreign_adverts_total",
            "Adverts with our virtual router id and none of our virtual addresses: it is in use twice.",
            "vrrp_instance"),
    VRRP_ADDRESSES_DIFFER(COUNTER, "lvsd_vrrp_addresses_differ_total",
            "Adverts accepted whose virtual addresses are not ours.", "vrrp_instance"),
    VRRP_LATENESS(HISTOGRAM, "lvsd_vrrp_advert_lateness_seconds", "How long after its time an advert was sent.",
            "vrrp_instance"),
    VRRP_LATENESS_MAX(GAUGE, "lvsd_vrrp_advert_lateness_max_seconds",
            "The most that an advert was late since the start.", "vrrp_instance"),
    VRRP_ANNOUNCED(COUNTER, "lvsd_vrrp_gratuitous_arps_sent_total", "Gratuitous ARP frames sent.", "vrrp_instance"),
    VRRP_ADDRESS_ERRORS(COUNTER, "lvsd_vrrp_address_errors_total",
            "Changes of addresses and announcements that the kernel refused.", "vrrp_instance"),
    VRRP_PUT_BACK(COUNTER, "lvsd_vrrp_addresses_put_back_total",
            "Virtual addresses that someone else removed and lvsd added again.", "vrrp_instance"),
    STATIC_HELD(GAUGE, "lvsd_static_entry_held",
            "Whether a static entry (static_ipaddress, static_routes, static_rules) is there.", "keyword", "entry"),
    STATIC_PUT_BACK(COUNTER, "lvsd_static_entries_put_back_total",
            "Static entries that someone else removed and lvsd added again."),
    STATIC_ERRORS(COUNTER, "lvsd_static_entry_errors_total",
            "Changes of static entries that the kernel refused."),
    VRRP_ROUTES(GAUGE, "lvsd_vrrp_routes", "Routes and rules of the virtual router in the configuration.",
            "vrrp_instance"),
    VRRP_ROUTES_HELD(GAUGE, "lvsd_vrrp_routes_held", "Those of them that this node has added.", "vrrp_instance"),
    VRRP_ROUTE_ERRORS(COUNTER, "lvsd_vrrp_route_errors_total",
            "Changes of routes and rules that the kernel refused.", "vrrp_instance"),
    VRRP_ROUTES_PUT_BACK(COUNTER, "lvsd_vrrp_routes_put_back_total",
            "Routes and rules that had gone, by someone else or with their interface, and were added again.",
            "vrrp_instance"),
    VRRP_RENEWALS(COUNTER, "lvsd_vrrp_address_renewals_total",
            "How often the lifetime of the virtual addresses was renewed; none while they stay for ever.",
            "vrrp_instance"),
    VRRP_RENEWALS_REFUSED(COUNTER, "lvsd_vrrp_address_renewals_refused_total",
            "How often the kernel refused to renew one of the virtual addresses.", "vrrp_instance"),
    FIREWALL_ADDRESSES(GAUGE, "lvsd_vrrp_no_accept_addresses",
            "Virtual addresses to which packets are dropped, by no_accept or strict mode."),
    FIREWALL_PUT_BACK(COUNTER, "lvsd_vrrp_no_accept_put_back_total",
            "How often someone else had changed the nftables table that drops them, and it was made again."),
    FIREWALL_ERRORS(COUNTER, "lvsd_vrrp_no_accept_errors_total",
            "Changes and readings of that table that failed: packets may be accepted that should not be."),
    VRRP_UNKNOWN(COUNTER, "lvsd_vrrp_unknown_router_packets_total",
            "Packets with a virtual router id that no instance on their interface has."),
    VRRP_UNREADABLE(COUNTER, "lvsd_vrrp_unreadable_packets_total", "Packets too short to have a virtual router id."),
    TRACK_UP(GAUGE, "lvsd_vrrp_track_up",
            "Whether something that is tracked is up; absent before anything is known, and for files.",
            "type", "name"),
    TRACK_NUMBER(GAUGE, "lvsd_vrrp_track_number", "The number in a tracked file, and how many processes run.",
            "type", "name"),
    TRACK_RUNS(COUNTER, "lvsd_vrrp_track_script_runs_total", "Runs of a tracked script, by their end.",
            "name", "result"),
    TRACK_SKIPPED(COUNTER, "lvsd_vrrp_track_script_skipped_total",
            "Runs of a tracked script that were left out because the one before went on.", "name"),
    TRACK_DURATION(GAUGE, "lvsd_vrrp_track_script_last_duration_seconds",
            "How long the last run of a tracked script took; 0 before the first.", "name"),
    VRRP_SCHEDULING(INFO, "lvsd_thread_scheduling_info",
            "Always 1: how the kernel schedules the threads of VRRP, and why not in real time where it does not.",
            "thread", "scheduling"),

    VRRP_LOWER(COUNTER, "lvsd_vrrp_lower_priority_adverts_received_total",
            "Adverts heard as master that lose against ours.", "vrrp_instance"),
    VRRP_MAINTENANCE(GAUGE, "lvsd_node_maintenance",
            "Whether the node is in maintenance: any other node is master instead of it."),
    VRRP_GROUP_STATE(GAUGE, "lvsd_vrrp_sync_group_state",
            "The state that the members of a sync group are in together has 1, the others have 0.",
            "vrrp_sync_group", "state"),
    VRRP_GROUP_TRANSITIONS(COUNTER, "lvsd_vrrp_sync_group_transitions_total", "Changes of state of a sync group.",
            "vrrp_sync_group"),

    NOTIFY_RUNS(COUNTER, "lvsd_notify_script_runs_total",
            "Notify scripts of a virtual router or a sync group that ran or should have.", "kind", "name"),
    NOTIFY_FAILURES(COUNTER, "lvsd_notify_script_failures_total",
            "Those of them that could not run, were ended by notify_timeout, or had another exit status than 0.",
            "kind", "name"),
    NOTIFY_SKIPPED(COUNTER, "lvsd_notify_skipped_total",
            "Changes that a slow script was never told, since a later one replaced them.", "kind", "name"),
    NOTIFY_LAST(GAUGE, "lvsd_notify_script_last_successful",
            "Whether the last notify script succeeded; absent before the first.", "kind", "name"),
    NOTIFY_LINES(COUNTER, "lvsd_notify_fifo_lines_total", "Lines written to a named pipe.", "path"),
    NOTIFY_DROPPED(COUNTER, "lvsd_notify_fifo_lines_dropped_total",
            "Lines that a named pipe did not take: it is full since nobody reads it, or it could not be opened.",
            "path"),
    NOTIFY_MAILS(COUNTER, "lvsd_notify_mails_total",
            "Mails, by what became of them: sent, failed, or skipped since a later one replaced them.", "result"),

    IPVS_STEPS(COUNTER, "lvsd_ipvs_steps_total", "Changes of the table that the kernel has acknowledged, by kind.",
            "step"),
    IPVS_ERRORS(COUNTER, "lvsd_ipvs_errors_total",
            "Changes that the kernel refused, and readings and batches that failed as a whole."),
    IPVS_DRIFT(COUNTER, "lvsd_ipvs_drift_total", "Changes that it took to put back what someone else changed."),
    IPVS_IGNORED(COUNTER, "lvsd_ipvs_ignored_reports_total",
            "Reports of health for real servers or checkers that are not configured."),
    ORDERS(GAUGE, "lvsd_orders", "Operators' orders about real servers that count."),
    ORDERS_IDLE(GAUGE, "lvsd_orders_about_nothing", "Those of them whose target is not configured."),
    ORDERED(GAUGE, "lvsd_ordered_real_servers",
            "Real servers that an order is about, or that leave since they are not configured any more, by phase.",
            "phase"),
    DRAINS_ENDED(COUNTER, "lvsd_drains_ended_total",
            "Drains that have ended: idle, at the deadline, or gone (down, or deleted by someone else).", "result"),
    DRAIN_CONNECTIONS(COUNTER, "lvsd_drain_cut_connections_total", "Connections that deadlines of drains have cut."),
    DRAIN_TEMPLATES(COUNTER, "lvsd_drain_cut_templates_total",
            "Persistence templates that deadlines of drains have cut."),
    IPVS_FOREIGN(GAUGE, "lvsd_ipvs_foreign_virtual_servers",
            "Virtual servers in the table that are neither configured nor made by lvsd."),
    IPVS_FOREIGN_REMOVED(COUNTER, "lvsd_ipvs_foreign_removed_total",
            "Such virtual servers that were removed, as lvsd.foreign says."),
    IPVS_REPEATED(COUNTER, "lvsd_ipvs_repeated_dumps_total",
            "Lists that were read again because someone changed them meanwhile."),
    IPVS_READ(SUMMARY, "lvsd_ipvs_read_duration_seconds", "Readings of our part of the table, and their time."),
    IPVS_BATCH(SUMMARY, "lvsd_ipvs_batch_duration_seconds", "Batches of changes, and their time."),
    IPVS_READ_LAST(GAUGE, "lvsd_ipvs_last_read_duration_seconds", "How long the last reading took."),
    IPVS_READ_AT(GAUGE, "lvsd_ipvs_last_read_timestamp_seconds",
            "Wall-clock time of the last reading, seconds since 1970; absent before the first."),
    ALL_CONNECTIONS(COUNTER, "lvsd_ipvs_connections_total",
            "Connections that the kernel scheduled in this network namespace, those of others' services among them."),
    ALL_IN_PACKETS(COUNTER, "lvsd_ipvs_incoming_packets_total", "Packets from clients, of all services together."),
    ALL_OUT_PACKETS(COUNTER, "lvsd_ipvs_outgoing_packets_total", "Packets to clients that pass the director."),
    ALL_IN_BYTES(COUNTER, "lvsd_ipvs_incoming_bytes_total", "Bytes from clients, of all services together."),
    ALL_OUT_BYTES(COUNTER, "lvsd_ipvs_outgoing_bytes_total", "Bytes to clients that pass the director."),

    SYNC_RUNNING(GAUGE, "lvsd_sync_daemon_running",
            "Whether the synchronisation daemon runs; absent where it neither shall run nor does.", "state"),
    SYNC_WANTED(GAUGE, "lvsd_sync_daemon_wanted",
            "Whether the synchronisation daemon shall run, by who is master.", "state"),
    IPVS_WHOLE_ERRORS(COUNTER, "lvsd_ipvs_settings_errors_total",
            "Changes of timeouts and synchronisation daemons that the kernel refused, and readings that failed."),
    IPVS_WHOLE_DRIFT(COUNTER, "lvsd_ipvs_settings_drift_total",
            "Timeouts and synchronisation daemons that someone else changed and lvsd put back."),

    VS_GROUP(INFO, "lvsd_virtual_server_group_info",
            "Always 1: the virtual_server_group that a service is of. The checks of a group run once, and carry the"
                    + " labels of its first service.", "virtual_server", "protocol", "group"),
    VS_REFUSED(GAUGE, "lvsd_virtual_server_refused",
            "Whether the table refuses something of the service; lvsctl services and the log have the reason.",
            Labelled.VS),
    VS_IN_TABLE(GAUGE, "lvsd_virtual_server_in_table", "Whether the table has the virtual server.", Labelled.VS),
    VS_UP(GAUGE, "lvsd_virtual_server_up",
            "Whether a real server with a weight above 0 is in the table.", Labelled.VS),
    VS_WEIGHT(GAUGE, "lvsd_virtual_server_weight", "Sum of the weights in the table.", Labelled.VS),
    VS_QUORUM(GAUGE, "lvsd_virtual_server_quorum_up",
            "Whether the quorum is up; otherwise the sorry server serves, where there is one.", Labelled.VS),
    VS_REAL_SERVERS(GAUGE, "lvsd_virtual_server_real_servers", "Real servers configured.", Labelled.VS),
    VS_CONNECTIONS(COUNTER, "lvsd_virtual_server_connections_total", "Connections scheduled.", Labelled.VS),
    VS_IN_PACKETS(COUNTER, "lvsd_virtual_server_incoming_packets_total", "Packets from clients.", Labelled.VS),
    VS_OUT_PACKETS(COUNTER, "lvsd_virtual_server_outgoing_packets_total",
            "Packets to clients that pass the director; none with direct routing and tunnels.", Labelled.VS),
    VS_IN_BYTES(COUNTER, "lvsd_virtual_server_incoming_bytes_total", "Bytes from clients.", Labelled.VS),
    VS_OUT_BYTES(COUNTER, "lvsd_virtual_server_outgoing_bytes_total",
            "Bytes to clients that pass the director; none with direct routing and tunnels.", Labelled.VS),

    RS_UP(GAUGE, "lvsd_real_server_up",
            "Health: 1 up, 0 down; absent while no checker has said anything.", Labelled.RS),
    RS_IN_TABLE(GAUGE, "lvsd_real_server_in_table", "Whether the table has the real server.", Labelled.RS),
    RS_WEIGHT(GAUGE, "lvsd_real_server_weight", "Weight in the table, 0 where the table does not have it.",
            Labelled.RS),
    RS_CONFIGURED_WEIGHT(GAUGE, "lvsd_real_server_configured_weight", "Weight in the configuration.", Labelled.RS),
    RS_ACTIVE(GAUGE, "lvsd_real_server_active_connections", "Established connections: ActiveConn.", Labelled.RS),
    RS_INACTIVE(GAUGE, "lvsd_real_server_inactive_connections", "All other connections: InActConn.", Labelled.RS),
    RS_PERSISTENT(GAUGE, "lvsd_real_server_persistent_connections", "Persistence templates.", Labelled.RS),
    RS_CONNECTIONS(COUNTER, "lvsd_real_server_connections_total", "Connections scheduled.", Labelled.RS),
    RS_IN_PACKETS(COUNTER, "lvsd_real_server_incoming_packets_total", "Packets from clients.", Labelled.RS),
    RS_OUT_PACKETS(COUNTER, "lvsd_real_server_outgoing_packets_total", "Packets to clients.", Labelled.RS),
    RS_IN_BYTES(COUNTER, "lvsd_real_server_incoming_bytes_total", "Bytes from clients.", Labelled.RS),
    RS_OUT_BYTES(COUNTER, "lvsd_real_server_outgoing_bytes_total", "Bytes to clients.", Labelled.RS),

    SORRY_SERVING(GAUGE, "lvsd_sorry_server_serving",
            "Whether the sorry server gets the clients, since the quorum is down.", Labelled.SORRY),
    SORRY_IN_TABLE(GAUGE, "lvsd_sorry_server_in_table", "Whether the table has the sorry server.", Labelled.SORRY),
    SORRY_WEIGHT(GAUGE, "lvsd_sorry_server_weight", "Weight in the table, 0 where the table does not have it.",
            Labelled.SORRY),
    SORRY_ACTIVE(GAUGE, "lvsd_sorry_server_active_connections", "Established connections: ActiveConn.",
            Labelled.SORRY),
    SORRY_INACTIVE(GAUGE, "lvsd_sorry_server_inactive_connections", "All other connections: InActConn.",
            Labelled.SORRY),
    SORRY_PERSISTENT(GAUGE, "lvsd_sorry_server_persistent_connections", "Persistence templates.", Labelled.SORRY),
    SORRY_CONNECTIONS(COUNTER, "lvsd_sorry_server_connections_total",
            "Connections scheduled; begins anew each time the table gets the sorry server.", Labelled.SORRY),
    SORRY_IN_PACKETS(COUNTER, "lvsd_sorry_server_incoming_packets_total", "Packets from clients.", Labelled.SORRY),
    SORRY_OUT_PACKETS(COUNTER, "lvsd_sorry_server_outgoing_packets_total", "Packets to clients.", Labelled.SORRY),
    SORRY_IN_BYTES(COUNTER, "lvsd_sorry_server_incoming_bytes_total", "Bytes from clients.", Labelled.SORRY),
    SORRY_OUT_BYTES(COUNTER, "lvsd_sorry_server_outgoing_bytes_total", "Bytes to clients.", Labelled.SORRY),

    SYSCTL(GAUGE, "lvsd_sysctl",
            "Value of a kernel parameter that decides what becomes of connections, or that lvsd sets.", "name"),
    SYSCTL_MISMATCH(GAUGE, "lvsd_sysctl_mismatch",
            "Whether a kernel parameter has not the value that lvsd: {sysctl} asks for; lvsctl sysctl says why.",
            "name"),
    SYSCTL_PUT_BACK(COUNTER, "lvsd_sysctl_put_back_total",
            "Kernel parameters that someone else changed and lvsd set again."),
    SYSCTL_WARNINGS(GAUGE, "lvsd_sysctl_warnings",
            "What hurts with the kernel parameters of this node; lvsctl status has it."),

    CHECK_RESULT(GAUGE, "lvsd_check_last_result",
            "Last result of a checker: 1 passed, 0 failed, -1 this host could not run it; absent before the first.",
            Labelled.CHECK),
    CHECK_LAST_DURATION(GAUGE, "lvsd_check_last_duration_seconds", "How long the last check of a checker ran.",
            Labelled.CHECK),
    CHECK_DURATION(HISTOGRAM, "lvsd_check_duration_seconds", "How long checks ran, by keyword and result.",
            "type", "result"),
    CHECK_DURATION_MAX(GAUGE, "lvsd_check_duration_seconds_max", "The longest check of the last two minutes.",
            "type", "result"),

    JVM_PAUSE(HISTOGRAM, "lvsd_jvm_gc_pause_seconds",
            "Pauses of all Java threads for garbage collection; absent before the first.", "gc", "action", "cause"),
    JVM_PAUSE_MAX(GAUGE, "lvsd_jvm_gc_pause_seconds_max", "The longest pause of the last two minutes.",
            "gc", "action", "cause"),
    JVM_HEAP(GAUGE, "lvsd_jvm_heap_used_bytes", "Heap in use, garbage included."),
    JVM_HEAP_MAX(GAUGE, "lvsd_jvm_heap_max_bytes", "Heap at most."),
    JVM_THREADS(GAUGE, "lvsd_jvm_threads", "Java's platform threads."),
    PROCESS_CPU(COUNTER, "lvsd_process_cpu_seconds_total", "Processor time, user and system."),
    PROCESS_RSS(GAUGE, "lvsd_process_resident_memory_bytes", "Resident memory."),
    PROCESS_FDS(GAUGE, "lvsd_process_open_fds", "Open file descriptors."),
    PROCESS_FDS_MAX(GAUGE, "lvsd_process_max_fds", "File descriptors that may be open.");

    private final Kind kind;
    private final String exposed;
    private final String help;
    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it so.
    private final List<String> labels;
    @SuppressWarnings("ImmutableEnumChecker") // toList makes it so.
    private final List<Integer> alphabetical;

    Metric(Kind kind, String exposed, String help, String... labels) {
        this.kind = kind;
        this.exposed = exposed;
        this.help = help;
        this.labels = List.of(labels);
        this.alphabetical = IntStream.range(0, labels.length)
                .boxed()
                .sorted(Comparator.comparing(this.labels::get))
                .toList();
    }

    /// The type of a family in Prometheus's terms.
    enum Kind {
        /// Only grows, until the process or the kernel's entry begins anew.
        COUNTER,
        /// Goes up and down.
        GAUGE,
        /// Always 1, its labels are what it says; a gauge in the text format.
        INFO,
        /// Buckets, count and sum.
        HISTOGRAM,
        /// Count and sum.
        SUMMARY
    }

    /// Labels of the families that have a series for each thing of a kind.
    private static final class Labelled {
        private static final String[] VS = {"virtual_server", "protocol"};
        private static final String[] RS = {"virtual_server", "protocol", "real_server"};
        private static final String[] SORRY = {"virtual_server", "protocol", "sorry_server"};
        private static final String[] CHECK = {"virtual_server", "protocol", "real_server", "check", "type"};
    }

    /// The type.
    Kind kind() {
        return kind;
    }

    /// The name in the text format: `lvsd_ipvs_steps_total`.
    String exposed() {
        return exposed;
    }

    /// The name as the client library has it: without the suffix of its type.
    String base() {
        return switch (kind) {
            case COUNTER -> exposed.substring(0, exposed.length() - "_total".length());
            case INFO -> exposed.substring(0, exposed.length() - "_info".length());
            case GAUGE, HISTOGRAM, SUMMARY -> exposed;
        };
    }

    /// The help text, a sentence.
    String help() {
        return help;
    }

    /// The names of its labels, in their order; empty for a single series.
    List<String> labels() {
        return labels;
    }

    /// The indexes of its labels in the order of the text format, which is alphabetical.
    List<Integer> alphabetical() {
        return alphabetical;
    }
}

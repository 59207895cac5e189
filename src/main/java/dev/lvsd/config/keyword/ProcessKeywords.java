package dev.lvsd.config.keyword;

import static dev.lvsd.config.keyword.Keyword.later;
import static dev.lvsd.config.keyword.Keyword.silent;
import static dev.lvsd.config.keyword.Keyword.works;
import static dev.lvsd.config.keyword.Place.GLOBAL_DEFS;
import static dev.lvsd.config.keyword.Shapes.ANY_SECONDS;
import static dev.lvsd.config.keyword.Shapes.FLAG;
import static dev.lvsd.config.keyword.Shapes.SWITCH;
import static dev.lvsd.config.keyword.Shapes.WORD;
import static dev.lvsd.config.keyword.Shapes.WORDS;
import static dev.lvsd.config.keyword.Shapes.seconds;
import static dev.lvsd.config.keyword.Shapes.whole;

import java.util.ArrayList;
import java.util.List;

/// The part of `global_defs` that is about processes, files and other programs.
final class ProcessKeywords {
    private static final List<Keyword> SINGLE = List.of(
            silent(GLOBAL_DEFS, "process_names", FLAG, "threads have names of their own"),
            silent(GLOBAL_DEFS, "process_name", WORD, "threads have names of their own"),
            works(GLOBAL_DEFS, "script_user", WORDS, "", "user and group that run scripts"),
            works(GLOBAL_DEFS, "enable_script_security", FLAG, "", "run no script that others may write"),
            global("use_symlink_paths", SWITCH, "keep symbolic links in paths of scripts"),
            silent(GLOBAL_DEFS, "set_supplementary_groups", SWITCH, "scripts always get all groups of their user"),
            global("startup_script", WORDS, "script before anything starts"),
            global("startup_script_timeout", whole(1, 1000), "how long it may take in seconds"),
            global("shutdown_script", WORDS, "script after everything stopped"),
            global("shutdown_script_timeout", whole(1, 1000), "how long it may take in seconds"),
            silent(GLOBAL_DEFS, "max_auto_priority", WORDS, "the vrrp thread runs in real time from the start"),
            silent(GLOBAL_DEFS, "min_auto_priority_delay", whole(1, 10_000_000),
                    "the vrrp thread runs in real time from the start"),
            global("disable_local_igmp", FLAG, "no IGMP for link-local groups"),
            silent(GLOBAL_DEFS, "vrrp_rx_bufs_policy", WORDS, "sockets always have room for 1 MiB"),
            silent(GLOBAL_DEFS, "vrrp_rx_bufs_multiplier", whole(1, 1 << 30), "sockets always have room for 1 MiB"),
            silent(GLOBAL_DEFS, "vrrp_netlink_cmd_rcv_bufs", whole(0, 1 << 30),
                    "what a full buffer loses is read again"),
            silent(GLOBAL_DEFS, "vrrp_netlink_cmd_rcv_bufs_force", SWITCH, "buffers are forced where that is allowed"),
            silent(GLOBAL_DEFS, "vrrp_netlink_monitor_rcv_bufs", whole(0, 1 << 30),
                    "what a full buffer loses is read again"),
            silent(GLOBAL_DEFS, "vrrp_netlink_monitor_rcv_bufs_force", SWITCH,
                    "buffers are forced where that is allowed"),
            global("lvs_netlink_cmd_rcv_bufs", whole(0, 1 << 30), "size of a netlink buffer"),
            global("lvs_netlink_cmd_rcv_bufs_force", SWITCH, "beyond the system's limit"),
            global("lvs_netlink_monitor_rcv_bufs", whole(0, 1 << 30), "size of a netlink buffer"),
            global("lvs_netlink_monitor_rcv_bufs_force", SWITCH, "beyond the system's limit"),
            silent(GLOBAL_DEFS, "process_monitor_rcv_bufs", whole(0, 1 << 30),
                    "what a full buffer loses is read from /proc"),
            silent(GLOBAL_DEFS, "process_monitor_rcv_bufs_force", SWITCH, "buffers are forced where that is allowed"),
            global("snmp_socket", WORD, "socket of the SNMP agent"),
            global("enable_traps", FLAG, "SNMP traps"),
            global("enable_snmp_vrrp", FLAG, "virtual routers over SNMP"),
            global("enable_snmp_checker", FLAG, "virtual servers over SNMP"),
            global("enable_snmp_rfc", FLAG, "both RFC MIBs over SNMP"),
            global("enable_snmp_rfcv2", FLAG, "the MIB of RFC 2787 over SNMP"),
            global("enable_snmp_rfcv3", FLAG, "the MIB of RFC 6527 over SNMP"),
            global("snmp_vs_stats_update_interval", seconds("0.001", "30"), "age of statistics of virtual servers"),
            global("snmp_rs_stats_update_interval", seconds("0.001", "30"), "age of statistics of real servers"),
            global("enable_dbus", FLAG, "D-Bus"),
            global("dbus_service_name", WORD, "name on D-Bus"),
            global("dbus_no_interface_name", WORD, "name on D-Bus of an instance without interface"),
            silent(GLOBAL_DEFS, "umask", WORDS, "files that are made have modes of their own"),
            silent(GLOBAL_DEFS, "reload_check_config", WORDS, "a file with an error never changes anything"),
            global("reload_time_file", WORD, "file that says when to reload"),
            global("reload_repeat", FLAG, "reload again at that time"),
            global("reload_file", WORDS, "file that exists during a reload"),
            global("include_check", WORDS, "what an include must find"),
            global("config_save_dir", WORD, "where configurations are kept"),
            global("tmp_config_directory", WORD, "where the merged configuration is kept"),
            global("data_use_instance", SWITCH, "names of dumps contain the instance"),
            global("state_dump_file", WORD, "file of the state dump"),
            global("stats_dump_file", WORD, "file of the statistics dump"),
            global("json_dump_file", WORD, "file of the JSON dump"),
            global("json_version", whole(1, 2), "version of the JSON dump"),
            works(GLOBAL_DEFS, "iproute_usr_dir", WORD, "", "where iproute2 has its tables"),
            works(GLOBAL_DEFS, "iproute_etc_dir", WORD, "", "where iproute2 has its tables"));

    static final List<Keyword> ROWS = rows();

    private ProcessKeywords() {}

    private static List<Keyword> rows() {
        List<Keyword> rows = new ArrayList<>(SINGLE);
        rows.add(silent(GLOBAL_DEFS, "vrrp_process_name", WORD, "threads have names of their own"));
        rows.add(silent(GLOBAL_DEFS, "vrrp_priority", whole(-20, 19), "the vrrp thread runs in real time"));
        rows.add(silent(GLOBAL_DEFS, "vrrp_no_swap", FLAG, "memory is always locked, where that is allowed"));
        rows.add(works(GLOBAL_DEFS, "vrrp_rt_priority", whole(1, 99), "50", "real-time priority of the vrrp thread"));
        rows.add(works(GLOBAL_DEFS, "vrrp_cpu_affinity", WORDS, "", "processors that the vrrp thread runs on"));
        rows.add(silent(GLOBAL_DEFS, "vrrp_rlimit_rttime", ANY_SECONDS, "a thread that hangs is seen by the watchdog"));
        for (String process : List.of("checker", "bfd")) {
            rows.add(global(process + "_process_name", WORD, "name of the process"));
            rows.add(global(process + "_priority", whole(-20, 19), "nice value"));
            rows.add(global(process + "_no_swap", FLAG, "lock memory"));
            rows.add(global(process + "_rt_priority", whole(1, 99), "real-time priority"));
            rows.add(global(process + "_cpu_affinity", WORDS, "processors to run on"));
            rows.add(global(process + "_rlimit_rttime", ANY_SECONDS, "microseconds of real time without a pause"));
        }
        return List.copyOf(rows);
    }

    private static Keyword global(String name, Shape shape, String help) {
        return later(GLOBAL_DEFS, name, shape, "", help);
    }
}

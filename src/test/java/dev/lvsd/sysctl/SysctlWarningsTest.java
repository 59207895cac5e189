package dev.lvsd.sysctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.ConfigurationFile;
import dev.lvsd.config.Loaded;
import dev.lvsd.config.Syntax;
import dev.lvsd.config.SysctlName;
import dev.lvsd.config.text.SourceText;
import dev.lvsd.net.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SysctlWarningsTest {
    private static final String PAIR = "vrrp_instance: {VI_1: {interface: eth0, virtual_router_id: 51,"
            + " unicast_src_ip: 192.0.2.11, unicast_peer: [192.0.2.12], virtual_ipaddress: [192.0.2.100]}}\n";

    /// The defaults of a kernel, its release, words of the virtual server and of its real server; the subjects.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "persistence_timeout: 600, inhibit_on_failure: true | expire_quiescent_template",
        "persistence_timeout: 600, weight: 0 | expire_quiescent_template",
        "persistence_timeout: 600 | ''",
        "inhibit_on_failure: true | ''",
        "persistence_timeout: 600, inhibit_on_failure: true; expire_quiescent_template=1 | ''",
        "TCP_CHECK: {} | expire_nodest_conn",
        "TCP_CHECK: {}; expire_nodest_conn=1 | ''",
        "TCP_CHECK: {}, inhibit_on_failure: true | ''",
        "lb_kind: NAT | net.ipv4.ip_forward",
        "lb_kind: NAT; net.ipv4.ip_forward=1 | ''",
        "lb_kind: NAT; net.ipv4.ip_forward=1, nat=1 | conntrack",
        "lb_kind: NAT; net.ipv4.ip_forward=1, nat=1, conntrack=1 | ''",
        "inhibit_on_failure: true; conn_reuse_mode=0 | conn_reuse_mode",
        "inhibit_on_failure: true; conn_reuse_mode=0, expire_nodest_conn=1 | ''",
        "inhibit_on_failure: true; conn_reuse_mode=0, expire_nodest_conn=1, kernel=5.15.0-91 | conn_reuse_mode",
        "''; conntrack=1, kernel=5.4.0-100-generic | conn_reuse_mode",
        "''; conntrack=1, kernel=5.10.0-28-amd64 | ''",
        "lb_algo: mh | sloppy_tcp",
        "lb_algo: mh; sloppy_tcp=1 | ''",
        "lb_algo: wlc | ''",
    })
    void eachSubjectIsWarnedOfWhereItHurts(String words, String subjects) {
        String[] parts = words.split(";", 2);
        Map<String, String> values = values(parts.length == 1 ? "" : parts[1]);
        List<SysctlWarning> warnings = SysctlWarnings.of(
                configuration(PAIR + server("192.0.2.21", parts[0].replace("''", ""))), facts(values));
        assertEquals(subjects, String.join(" ", warnings.stream().map(SysctlWarning::subject).toList()));
        warnings.forEach(warning -> assertTrue(warning.sentence().startsWith("lvsd.yaml:3:5: "), warning::sentence));
    }

    @Test
    void ofManyTheFirstIsNamedAndTheOthersAreCounted() {
        String one = server("192.0.2.21", "persistence_timeout: 600, inhibit_on_failure: true");
        String two = one.replace("virtual_server:\n", "").replace("port: 80", "port: 443");
        List<SysctlWarning> warnings = SysctlWarnings.of(configuration(one + two), facts(values("")));
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().message().contains("virtual server TCP 192.0.2.100:80 and 1 more"),
                warnings::toString);
        assertEquals("set lvsd: {sysctl: {expire_quiescent_template: 1}}", warnings.getFirst().remedy());
    }

    @Test
    void withoutIpvsNothingIsKnownAndNothingWarnedOf() {
        Configuration configuration = configuration(server("192.0.2.21", "persistence_timeout: 600, weight: 0"));
        assertEquals(List.of(), SysctlWarnings.of(configuration, NodeFacts.NONE));
        assertEquals(List.of(), SysctlWarnings.of(configuration(
                server("192.0.2.21", "persistence_timeout: 600, weight: 0")
                        + "lvsd: {sysctl: {expire_quiescent_template: 1}}\n"),
                facts(values("")).with(configuration(server("192.0.2.21", "")
                        + "lvsd: {sysctl: {expire_quiescent_template: 1}}\n").daemon().sysctls())));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.12, lb_kind: DR, backup_only", "192.0.2.11, lb_kind: DR, backup_only",
        "192.0.2.13, lb_kind: DR, backup_only", "192.0.2.12, lb_kind: TUN, backup_only",
        "192.0.2.12, lb_kind: NAT, ''", "192.0.2.21, lb_kind: DR, ''", "127.0.0.1, lb_kind: DR, ''",
    })
    void directorsThatAreRealServersAreAskedForBackupOnly(String real, String words, String subjects) {
        Configuration configuration = configuration(PAIR + server(real, words));
        Map<String, String> values = values("net.ipv4.ip_forward=1, net.ipv4.conf.all.arp_ignore=1");
        List<SysctlWarning> warnings = SysctlWarnings.of(configuration, facts(values));
        assertEquals(subjects, String.join(" ", warnings.stream().map(SysctlWarning::subject).toList()));
    }

    @Test
    void directorThatIsARealServerIsToldThatItAnswersArp() {
        Configuration configuration = configuration(PAIR + server("192.0.2.11", "lb_kind: DR"));
        List<SysctlWarning> warnings = SysctlWarnings.of(configuration,
                facts(values("net.ipv4.conf.eth0.arp_ignore=0, net.ipv4.conf.all.arp_ignore=0")));
        assertEquals(List.of("backup_only", "arp_ignore"), warnings.stream().map(SysctlWarning::subject).toList());
    }

    @Test
    void backupOnlyWithoutTheSyncDaemonIsNotEnough() {
        Configuration configuration = configuration(PAIR + server("192.0.2.12", "lb_kind: DR"));
        List<SysctlWarning> warnings = SysctlWarnings.of(configuration, facts(values("backup_only=1")));
        assertEquals(List.of("backup_only"), warnings.stream().map(SysctlWarning::subject).toList());
        assertTrue(warnings.getFirst().remedy().contains("lvs_sync_daemon"), warnings::toString);
    }

    @Test
    void backupOnlyIsEnoughWhereTheSyncDaemonFollowsMastershipAndElseNot() {
        for (String sync : List.of("eth0 inst VI_1", "eth0")) {
            Configuration configuration = configuration("global_defs: {lvs_sync_daemon: " + sync + "}\n" + PAIR
                    + server("192.0.2.12", "lb_kind: DR"));
            List<SysctlWarning> warnings = SysctlWarnings.of(configuration, facts(values("backup_only=1")));
            assertEquals(sync.contains("inst"), warnings.isEmpty(), warnings::toString);
        }
    }

    private static String server(String real, String words) {
        String more = words.isBlank() ? "" : ", " + words.strip();
        String kind = words.contains("lb_kind") ? "" : ", lb_kind: DR";
        String inner = words.contains("TCP_CHECK") || words.contains("weight: 0") ? more : "";
        String outer = inner.isEmpty() ? more : words.contains("persistence") ? ", persistence_timeout: 600" : "";
        if (words.contains("weight: 0")) {
            inner = ", weight: 0";
        }
        return "virtual_server:\n  - {address: 192.0.2.100, port: 80, protocol: TCP" + kind + outer
                + ", real_server: [{address: " + real + ", port: 80" + inner + "}]}\n";
    }

    private static Map<String, String> values(String others) {
        Map<String, String> values = new HashMap<>(Map.of(
                "expire_nodest_conn", "0", "expire_quiescent_template", "0", "conn_reuse_mode", "1",
                "conntrack", "0", "sloppy_tcp", "0", "backup_only", "0", "net.ipv4.ip_forward", "0",
                "kernel", "6.1.0-18-amd64", "nat", "0"));
        for (String pair : others.isBlank() ? new String[0] : others.strip().split(", *", -1)) {
            values.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        return values;
    }

    private static NodeFacts facts(Map<String, String> texts) {
        Map<SysctlName, String> values = new HashMap<>();
        texts.forEach((name, value) -> values.put(Objects.requireNonNull(SysctlName.parse(name)), value));
        return new NodeFacts(values, Objects.requireNonNull(texts.get("kernel")), "1".equals(texts.get("nat")),
                Set.of(IpAddress.of("192.0.2.11")), Set.of(IpAddress.of("192.0.2.13")));
    }

    private static Configuration configuration(String yaml) {
        Loaded loaded = ConfigurationFile.read(new SourceText("lvsd.yaml", yaml), Syntax.YAML, "lb1");
        return Objects.requireNonNull(loaded.configuration(), () -> loaded.problems().render());
    }
}

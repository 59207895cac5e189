package dev.lvsd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.text.SourceText;
import java.util.Objects;

/// Reads texts of tests on the host `director1.example.org`.
final class Texts {
    private static final String HOST = "director1.example.org";

    private Texts() {}

    static Loaded conf(String text) {
        return ConfigurationFile.read(new SourceText("test.conf", text), Syntax.KEEPALIVED, HOST);
    }

    static Loaded yaml(String text) {
        return ConfigurationFile.read(new SourceText("test.yaml", text), Syntax.YAML, HOST);
    }

    /// The configuration of a text that has no problems.
    static Configuration clean(Loaded loaded) {
        assertEquals("", loaded.problems().render());
        return Objects.requireNonNull(loaded.configuration());
    }

    /// A `vrrp_instance` with what it needs, and some lines more.
    static VrrpInstance instance(String lines) {
        return clean(conf("vrrp_instance VI {\n interface eth0\n virtual_router_id 51\n"
                + " virtual_ipaddress {\n  192.0.2.113\n }\n" + lines + "\n}\n")).vrrpInstances().getFirst();
    }

    /// A `virtual_server` at port 80 of TCP with a real server, and some lines more.
    static VirtualServer server(String lines) {
        return clean(conf("virtual_server 192.0.2.113 80 {\n protocol TCP\n real_server 198.51.100.1 80 {\n"
                + "  TCP_CHECK {\n  }\n }\n" + lines + "\n}\n")).virtualServers().getFirst();
    }
}

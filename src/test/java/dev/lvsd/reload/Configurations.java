package dev.lvsd.reload;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.ConfigurationFile;
import dev.lvsd.config.Loaded;
import dev.lvsd.config.Syntax;
import dev.lvsd.config.text.SourceText;
import java.util.Objects;

/// Configurations of YAML texts.
final class Configurations {
    private Configurations() {}

    static Loaded loaded(String yaml) {
        return ConfigurationFile.read(new SourceText("test.yaml", yaml), Syntax.YAML, "lb1");
    }

    static Configuration of(String yaml) {
        Loaded loaded = loaded(yaml);
        return Objects.requireNonNull(loaded.configuration(), loaded.problems()::render);
    }

    static final String BASE = """
            vrrp_instance:
              VI_1:
                interface: eth0
                virtual_router_id: 51
                priority: 100
                authentication: {auth_type: PASS, auth_pass: "1111"}
                virtual_ipaddress: [192.0.2.113]
            virtual_server:
              - address: 192.0.2.113
                port: 80
                lb_algo: wlc
                lb_kind: DR
                protocol: TCP
                real_server:
                  - {address: 198.51.100.87, port: 80, weight: 100, TCP_CHECK: {connect_timeout: 3}}
                  - {address: 198.51.100.89, port: 80, weight: 100, TCP_CHECK: {connect_timeout: 3}}
            """;
}

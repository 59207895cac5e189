package dev.lvsd.config;

/// The two syntaxes of a configuration.
public enum Syntax {
    /// YAML 1.2: the native one.
    YAML,
    /// keepalived.conf.
    KEEPALIVED;

    /// The syntax of a file by its name: `.yaml` and `.yml` are YAML, anything else is keepalived.conf.
    public static Syntax ofFile(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml") ? YAML : KEEPALIVED;
    }
}

package dev.lvsd.config.keyword;

import java.util.List;

/// What stands between the keyword of a block and its brace; in YAML, how the block is written.
public enum Arguments {
    /// Nothing; YAML: a mapping, or a sequence of mappings where the block may be repeated.
    NONE,
    /// A name; YAML: a mapping from names to blocks.
    NAME,
    /// A real server; YAML: a sequence of mappings that have these keys beside the block's keywords.
    ENDPOINT,
    /// A virtual server: address and port, `fwmark N` or `group NAME`; YAML: as for a real server.
    SERVICE;

    /// The keys that say the arguments in YAML.
    public List<String> keys() {
        return switch (this) {
            case NONE, NAME -> List.of();
            case ENDPOINT -> List.of("address", "port");
            case SERVICE -> List.of("address", "port", "fwmark", "group");
        };
    }
}

package dev.lvsd.config;

/// `http_protocol`: how a page is asked for.
public enum HttpVersion {
    /// HTTP/1.0, without more.
    HTTP_1_0("HTTP/1.0", false),
    /// HTTP/1.0 with `Connection: close`: the word is `1.0C`.
    HTTP_1_0_CLOSE("HTTP/1.0", true),
    /// HTTP/1.1, with `Connection: close` as well.
    HTTP_1_1("HTTP/1.1", true);

    private final String protocol;
    private final boolean saysClose;

    HttpVersion(String protocol, boolean saysClose) {
        this.protocol = protocol;
        this.saysClose = saysClose;
    }

    /// The version as it stands in the request line.
    public String protocol() {
        return protocol;
    }

    /// Whether the request says `Connection: close`.
    public boolean saysClose() {
        return saysClose;
    }

    /// The version of one of keepalived's words: `1.0`, `1.0C` or `1.0c`, `1.1`.
    static HttpVersion of(String word) {
        return switch (word) {
            case "1.0C", "1.0c" -> HTTP_1_0_CLOSE;
            case "1.1" -> HTTP_1_1;
            case String _ -> HTTP_1_0;
        };
    }
}

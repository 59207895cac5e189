package dev.lvsd.check.http;

import dev.lvsd.config.HttpPage;
import dev.lvsd.config.HttpVersion;
import java.nio.charset.StandardCharsets;

/// The request for a page: the lines that keepalived sends, in its order, with lvsd's name.
final class RequestText {
    private RequestText() {}

    /// The bytes of the request.
    static byte[] of(HttpPage page, HttpVersion version) {
        String text = "GET " + page.path() + " " + version.protocol() + "\r\n"
                + "User-Agent: lvsd\r\n"
                + (version.saysClose() ? "Connection: close\r\n" : "")
                + "Host: " + page.host() + "\r\n\r\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

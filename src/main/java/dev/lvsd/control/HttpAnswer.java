package dev.lvsd.control;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// An answer of HTTP/1.1 whose connection was closed behind it (RFC 9112).
///
/// @param status status code; 0 where the bytes are no HTTP
/// @param server value of `Server`, empty where it is missing
/// @param contentLength value of `Content-Length`, -1 where it is missing or no number
/// @param bodyLength bytes that came after the headers
/// @param body those bytes, in UTF-8
record HttpAnswer(int status, String server, int contentLength, int bodyLength, String body) {
    private static final HttpAnswer NOT_HTTP = new HttpAnswer(0, "", -1, 0, "");

    /// Reads all bytes of a connection. Any bytes can be read; what is no HTTP has the status 0.
    static HttpAnswer parse(byte[] bytes) {
        int end = endOfHeaders(bytes);
        String[] lines = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        if (!lines[0].matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
            return NOT_HTTP;
        }
        String server = "";
        int contentLength = -1;
        for (String line : lines) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if (name.equals("server")) {
                server = value;
            } else if (name.equals("content-length") && value.matches("[0-9]{1,9}")) {
                contentLength = Integer.parseInt(value);
            }
        }
        int start = Math.min(end + 4, bytes.length);
        String body = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        int status = Integer.parseInt(lines[0].substring(9, 12));
        return new HttpAnswer(status, server, contentLength, bytes.length - start, body);
    }

    /// Whether a control server of lvsd sent it.
    boolean isFromLvsd() {
        return server.equals(ControlApi.SERVER);
    }

    /// Whether the whole body came.
    boolean isComplete() {
        return contentLength == bodyLength;
    }

    private static int endOfHeaders(byte[] bytes) {
        for (int i = 0; i + 3 < bytes.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i;
            }
        }
        return bytes.length;
    }
}

package dev.lvsd.ipvs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Messages recorded from a kernel: `messages.hex`.
final class Messages {
    private final Map<String, String> hexByName = new LinkedHashMap<>();

    Messages() {
        try (InputStream stream = Messages.class.getResourceAsStream("messages.hex")) {
            if (stream == null) {
                throw new IllegalStateException("messages.hex is missing");
            }
            String name = "";
            for (String line : new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.startsWith(" ")) {
                    hexByName.merge(name, line.strip(), String::concat);
                } else {
                    name = line;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A new array with one message.
    byte[] of(String name) {
        String hex = hexByName.get(name);
        if (hex == null) {
            throw new IllegalArgumentException("no message " + name);
        }
        return HexFormat.of().parseHex(hex);
    }
}

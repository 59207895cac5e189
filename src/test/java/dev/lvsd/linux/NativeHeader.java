package dev.lvsd.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One file of `native-headers`: as much of C as those files use.
///
/// @param name of the file
/// @param text of the file
/// @param systemHeaders that declare the same, as `#include` takes them; empty where none does
/// @param constants by name without `LVSD_`: a Long or a String
/// @param structs by name without `lvsd_`
record NativeHeader(
        String name,
        String text,
        List<String> systemHeaders,
        Map<String, Object> constants,
        Map<String, Struct> structs) {
    private static final Pattern SYSTEM = Pattern.compile("System headers: (.*)");
    private static final Pattern INCLUDE = Pattern.compile("<[^>]+>");
    private static final Pattern DEFINE = Pattern.compile("(?m)^#define LVSD_(\\w+) (\\S+)");
    private static final Pattern STRUCT = Pattern.compile("struct lvsd_(\\w+) \\{([^}]*)\\};");
    private static final Pattern FIELD = Pattern.compile("(struct lvsd_)?(\\w+) (\\w+)(?:\\[(\\d+)\\])?;");

    /// The layout of a structure under the rules of 64-bit Linux: each field at a multiple of its alignment.
    ///
    /// @param size in bytes
    /// @param alignment in bytes
    /// @param offsets of the fields, by name
    record Struct(int size, int alignment, Map<String, Integer> offsets) {}

    /// Every file of the directory; tests run in the project's directory.
    static List<NativeHeader> all() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("native-headers"))) {
            List<NativeHeader> headers = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".h")).sorted().toList()) {
                headers.add(parse(file.getFileName().toString(), Files.readString(file)));
            }
            return headers;
        }
    }

    static NativeHeader parse(String name, String text) {
        List<String> systemHeaders = SYSTEM.matcher(text).results()
                .flatMap(match -> INCLUDE.matcher(match.group(1)).results())
                .map(MatchResult::group)
                .toList();
        Map<String, Object> constants = new LinkedHashMap<>();
        Matcher define = DEFINE.matcher(text);
        while (define.find()) {
            String value = define.group(2);
            constants.put(define.group(1), value.startsWith("\"")
                    ? value.substring(1, value.length() - 1)
                    : Long.decode(value));
        }
        Map<String, Struct> structs = new LinkedHashMap<>();
        Matcher struct = STRUCT.matcher(text.replaceAll("(?s)/\\*.*?\\*/", ""));
        while (struct.find()) {
            structs.put(struct.group(1), layout(struct.group(2), structs));
        }
        return new NativeHeader(name, text, systemHeaders, constants, structs);
    }

    private static Struct layout(String body, Map<String, Struct> known) {
        Map<String, Integer> offsets = new LinkedHashMap<>();
        int end = 0;
        int alignment = 1;
        Matcher field = FIELD.matcher(body);
        while (field.find()) {
            Struct type = field.group(1) != null ? known.get(field.group(2)) : number(field.group(2));
            if (type == null) {
                throw new IllegalArgumentException("struct lvsd_" + field.group(2) + " stands after its use");
            }
            int count = field.group(4) == null ? 1 : Integer.parseInt(field.group(4));
            int offset = roundUp(end, type.alignment);
            offsets.put(field.group(3), offset);
            end = offset + count * type.size;
            alignment = Math.max(alignment, type.alignment);
        }
        return new Struct(roundUp(end, alignment), alignment, offsets);
    }

    private static Struct number(String type) {
        int size = switch (type) {
            case "char", "uint8_t" -> 1;
            case "int16_t", "uint16_t" -> 2;
            case "int32_t", "uint32_t" -> 4;
            case "int64_t", "uint64_t" -> 8;
            default -> throw new IllegalArgumentException("type " + type + ": not one of <stdint.h>");
        };
        return new Struct(size, size, Map.of());
    }

    private static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }
}

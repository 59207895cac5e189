package dev.lvsd.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Has gcc compare a header of ours with the system's: a C file of `_Static_assert`s on every constant and
/// every field, which compiles only if all of them hold.
final class SystemHeaderComparison {
    private SystemHeaderComparison() {}

    /// Compiles the comparison.
    ///
    /// @param directory for temporary files
    /// @return gcc's errors; empty where the headers agree
    static List<String> differences(NativeHeader header, Path directory) throws IOException, InterruptedException {
        Path ours = Files.writeString(directory.resolve("ours-" + header.name()), header.text());
        Path source = Files.writeString(directory.resolve("compare.c"), program(header, ours));
        Process gcc;
        try {
            ProcessBuilder command =
                    new ProcessBuilder("gcc", "-std=gnu11", "-Wall", "-fsyntax-only", source.toString());
            command.environment().put("LC_ALL", "C");
            gcc = command.redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException("gcc is needed to compare native-headers with the system's headers;"
                    + " install Debian's packages gcc and libc6-dev", e);
        }
        String output = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> errors =
                output.lines().filter(line -> line.contains("error:")).toList();
        return gcc.waitFor() != 0 && errors.isEmpty() ? List.of(output) : errors;
    }

    static String program(NativeHeader header, Path ours) {
        StringBuilder c = new StringBuilder("#define _GNU_SOURCE\n#include <stddef.h>\n");
        header.systemHeaders().forEach(name -> c.append("#include ").append(name).append('\n'));
        c.append("#include \"").append(ours).append("\"\n");
        boolean system = !header.systemHeaders().isEmpty();
        if (system) {
            header.constants().forEach((name, value) -> same(c, header, name, value));
        }
        header.structs().forEach((name, struct) -> {
            check(c, "sizeof(struct lvsd_" + name + ") == " + struct.size(), "size of lvsd_" + name);
            if (system) {
                check(c, "sizeof(struct " + name + ") == " + struct.size(), "size of lvsd_" + name);
            }
            struct.offsets().forEach((field, offset) -> {
                String what = header.name() + ": place or size of " + field + " in lvsd_" + name;
                check(c, "offsetof(struct lvsd_" + name + ", " + field + ") == " + offset, what);
                if (system) {
                    check(c, "offsetof(struct " + name + ", " + field + ") == " + offset, what);
                    check(c, "sizeof(((struct " + name + " *)0)->" + field + ") == sizeof(((struct lvsd_" + name
                            + " *)0)->" + field + ")", what);
                }
            });
        });
        return c.toString();
    }

    private static void same(StringBuilder c, NativeHeader header, String name, Object value) {
        String condition = value instanceof String
                ? "__builtin_strcmp(LVSD_" + name + ", " + name + ") == 0"
                : "LVSD_" + name + " == " + name;
        check(c, condition, header.name() + ": LVSD_" + name + " is " + value + ", the system has another value");
    }

    private static void check(StringBuilder c, String condition, String message) {
        c.append("_Static_assert(").append(condition).append(", \"").append(message).append("\");\n");
    }
}

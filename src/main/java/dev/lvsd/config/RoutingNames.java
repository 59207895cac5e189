package dev.lvsd.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The names that iproute2 has for numbers, from its files: `NUMBER NAME` in a line. Files that are not there have no
/// names, and so have lines that are neither; of several numbers with one name the lowest counts, as with `ip`.
final class RoutingNames {
    /// Bytes of the longest file that is read.
    private static final long LONGEST = 1 << 20;
    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{1,8}|\\d{1,10}");

    private final List<Path> directories;
    private final Map<Kind, Map<String, Long>> known = new EnumMap<>(Kind.class);

    /// What numbers stand for.
    enum Kind {
        /// Routing tables.
        TABLE("rt_tables", 0xffff_ffffL),
        /// Who makes routes.
        PROTOCOL("rt_protos", 0xff),
        /// How far a destination is.
        SCOPE("rt_scopes", 0xff),
        /// Types of service.
        TOS("rt_dsfield", 0xff),
        /// Realms of routes.
        REALM("rt_realms", 0xffff),
        /// Groups of interfaces.
        GROUP("group", 0x7fff_ffff);

        private final String file;
        private final long most;

        Kind(String file, long most) {
            this.file = file;
            this.most = most;
        }

        /// The names that are known without any file.
        private Map<String, Long> always() {
            return switch (this) {
                case TABLE -> Map.of("default", 253L, "main", 254L, "local", 255L);
                case PROTOCOL -> Map.of("redirect", 1L, "kernel", 2L, "boot", 3L, "static", 4L, "ra", 9L,
                        "zebra", 11L, "bird", 12L, "dhcp", 16L, "keepalived", 18L);
                case SCOPE -> Map.of("global", 0L, "universe", 0L, "site", 200L, "link", 253L, "host", 254L,
                        "nowhere", 255L);
                case TOS -> Map.of();
                case REALM -> Map.of("cosmos", 0L);
                case GROUP -> Map.of("default", 0L);
            };
        }

        /// The file's name, for messages.
        String file() {
            return file;
        }
    }

    /// @param directories where the files may be
    RoutingNames(List<Path> directories) {
        this.directories = List.copyOf(directories);
    }

    /// Numbers alone, and the names that never change.
    static RoutingNames none() {
        return new RoutingNames(List.of());
    }

    /// The number of a name, or that a text is itself, 0x-hexadecimal or decimal; null where it is neither, or more
    /// than the kind has.
    @Nullable Long number(Kind kind, String text) {
        Long number = number(text);
        if (number == null) {
            number = known.computeIfAbsent(kind, this::read).get(text);
        }
        return number == null || number > kind.most ? null : number;
    }

    /// A number of at most 32 bits as C writes it, null for anything else.
    static @Nullable Long number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        boolean hexadecimal = text.length() > 1 && Character.toLowerCase(text.charAt(1)) == 'x';
        long value = hexadecimal ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
        return value > 0xffff_ffffL ? null : value;
    }

    private Map<String, Long> read(Kind kind) {
        Map<String, Long> names = new HashMap<>(kind.always());
        for (Path directory : directories) {
            read(directory.resolve(kind.file), names);
            for (Path file : parts(directory.resolve(kind.file + ".d"))) {
                read(file, names);
            }
        }
        return names;
    }

    private static List<Path> parts(Path directory) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.conf")) {
            found.forEach(files::add);
        } catch (IOException _) {
            return List.of();
        }
        files.sort(null);
        return files;
    }

    private static void read(Path file, Map<String, Long> names) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
                return;
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            text.lines().forEach(line -> {
                String[] words = line.strip().split("\\s+", -1);
                Long number = words.length < 2 ? null : number(words[0]);
                if (number != null) {
                    names.merge(words[1], number, Math::min);
                }
            });
        } catch (IOException _) {
            return; // Its names are unknown then, which whoever uses one hears.
        }
    }
}

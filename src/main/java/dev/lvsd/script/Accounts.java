package dev.lvsd.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Users and groups, as `/etc/passwd` and `/etc/group` have them (passwd(5), group(5)).
final class Accounts {
    private static final int NUMBER = 2;
    private static final int GROUP = 3;

    private final List<String[]> users;
    private final List<String[]> groups;

    Accounts(List<String> users, List<String> groups) {
        this.users = users.stream().map(line -> line.split(":", -1)).toList();
        this.groups = groups.stream().map(line -> line.split(":", -1)).toList();
    }

    /// Those of this host.
    static Accounts ofHost() throws IOException {
        return new Accounts(Files.readAllLines(Path.of("/etc/passwd")), Files.readAllLines(Path.of("/etc/group")));
    }

    /// A user.
    ///
    /// @param name as in the file
    /// @param id its number
    /// @param group the number of its own group
    record User(String name, int id, int group) {}

    /// The user of a name or a number; null where there is none.
    @Nullable User user(String nameOrNumber) {
        for (String[] fields : users) {
            if (fields.length > GROUP && (fields[0].equals(nameOrNumber) || fields[NUMBER].equals(nameOrNumber))
                    && isNumber(fields[NUMBER]) && isNumber(fields[GROUP])) {
                return new User(fields[0], Integer.parseInt(fields[NUMBER]), Integer.parseInt(fields[GROUP]));
            }
        }
        return null;
    }

    /// The number of a group by name or number; null where there is none.
    @Nullable Integer group(String nameOrNumber) {
        for (String[] fields : groups) {
            if (fields.length > NUMBER && (fields[0].equals(nameOrNumber) || fields[NUMBER].equals(nameOrNumber))
                    && isNumber(fields[NUMBER])) {
                return Integer.valueOf(fields[NUMBER]);
            }
        }
        return null;
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,9}");
    }
}

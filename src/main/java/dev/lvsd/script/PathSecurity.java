package dev.lvsd.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether only root can decide what a path is (`enable_script_security`).
final class PathSecurity {
    private static final int GROUP_WRITE = 0020;
    private static final int OTHERS_WRITE = 0002;
    private static final int LINK = 0120000;
    private static final int TYPE = 0170000;

    private PathSecurity() {}

    /// Looks at each component of a path, and of where it leads.
    ///
    /// @return what is wrong, null where nothing is
    static @Nullable String problem(Path program) throws IOException {
        String asWritten = components(program.toAbsolutePath());
        return asWritten == null ? components(program.toRealPath()) : asWritten;
    }

    private static @Nullable String components(Path path) throws IOException {
        String found = null;
        for (Path part = path; part != null && found == null; part = part.getParent()) {
            found = component(part);
        }
        return found;
    }

    private static @Nullable String component(Path part) throws IOException {
        Map<String, Object> facts = Files.readAttributes(part, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
        return problem(part.toString(), number(facts, "uid"), number(facts, "gid"), number(facts, "mode"));
    }

    private static int number(Map<String, Object> facts, String name) {
        return (Integer) Objects.requireNonNull(facts.get(name));
    }

    /// What is wrong with one component.
    static @Nullable String problem(String part, int user, int group, int mode) {
        if (user != 0) {
            return part + " belongs to user " + user;
        }
        if ((mode & TYPE) == LINK) {
            return null;
        }
        if ((mode & OTHERS_WRITE) != 0) {
            return part + " may be written by everybody";
        }
        return (mode & GROUP_WRITE) != 0 && group != 0 ? part + " may be written by group " + group : null;
    }
}

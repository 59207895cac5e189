package dev.lvsd.script;

import dev.lvsd.config.ScriptCommand;
import dev.lvsd.config.ScriptPolicy;
import dev.lvsd.config.ScriptUser;
import dev.lvsd.linux.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides what is run of a configured command, and as whom. A command whose first argument is a program is run as it
/// is, any other by `sh -c`; as another user by setpriv(1); always in a session of its own by setsid(1), so that it
/// can be ended with all that it has started.
public final class Preparation {
    /// What gives the shipped unit's user the right to become others.
    public static final String DROP_IN = "systemd/lvsd.service.d/scripts.conf";

    private static final List<String> PATH =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");
    private static final String DEFAULT_USER = "keepalived_script";
    private static final int ROOT = 0;

    private final ScriptPolicy policy;
    private final Accounts accounts;
    private final Credentials own;

    Preparation(ScriptPolicy policy, Accounts accounts, Credentials own) {
        this.policy = policy;
        this.accounts = accounts;
        this.own = own;
    }

    /// For this host and this process.
    ///
    /// @throws IOException where the host's users cannot be read
    public static Preparation of(ScriptPolicy policy) throws IOException {
        return new Preparation(policy, Accounts.ofHost(), Credentials.own());
    }

    private record Who(String name, int user, int group, boolean asked) {}

    /// Prepares a command.
    ///
    /// @param user who shall run it, null for the default of all scripts
    public Prepared of(ScriptCommand command, @Nullable ScriptUser user) {
        ScriptUser asked = user == null ? policy.defaultUser() : user;
        Who who = asked == null ? defaultUser() : named(asked);
        if (who == null) {
            return new Prepared.Refused("the user or group " + asked + " is not in /etc/passwd or /etc/group");
        }
        Path program = program(command.arguments().getFirst());
        boolean switches = who.user() != own.user() || who.group() != own.group();
        boolean may = !switches || own.maySwitch();
        if (!may && who.asked()) {
            return new Prepared.Refused("it cannot run as " + who.name() + ": lvsd has no CAP_SETUID and CAP_SETGID;"
                    + " the drop-in " + DROP_IN + " gives them");
        }
        boolean asRoot = (may ? who.user() : own.user()) == ROOT;
        String insecure = policy.secure() && asRoot ? insecure(command, program) : null;
        if (insecure != null) {
            return new Prepared.Refused("enable_script_security: " + insecure + ", and it would run as root");
        }
        List<String> words = program == null ? List.of("sh", "-c", command.text()) : command.arguments();
        String note = may ? "" : "runs as user " + own.user() + " rather than " + who.name()
                + ": lvsd has no CAP_SETUID and CAP_SETGID; the drop-in " + DROP_IN + " gives them";
        return new Prepared.Command(
                arguments(words, switches && may ? who : null), may ? who.name() : Integer.toString(own.user()), note);
    }

    /// Whether some scripts need the drop-in under the shipped unit: they shall run as another user than lvsd.
    public static boolean needsDropIn(@Nullable ScriptUser user, ScriptPolicy policy) {
        ScriptUser asked = user == null ? policy.defaultUser() : user;
        return asked == null || !asked.user().equals("lvsd");
    }

    private Who defaultUser() {
        Accounts.User known = accounts.user(DEFAULT_USER);
        return known == null
                ? new Who("root", ROOT, ROOT, false)
                : new Who(known.name(), known.id(), known.group(), false);
    }

    private @Nullable Who named(ScriptUser asked) {
        Accounts.User known = accounts.user(asked.user());
        if (known == null) {
            return null;
        }
        String name = asked.group();
        Integer group = name == null ? Integer.valueOf(known.group()) : accounts.group(name);
        return group == null ? null : new Who(known.name(), known.id(), group, true);
    }

    private static List<String> arguments(List<String> words, @Nullable Who who) {
        List<String> all = new ArrayList<>();
        all.add("setsid");
        if (who != null) {
            all.addAll(List.of("setpriv", "--reuid", Integer.toString(who.user()), "--regid",
                    Integer.toString(who.group()), who.user() == ROOT ? "--clear-groups" : "--init-groups", "--"));
        }
        all.addAll(words);
        return all;
    }

    private static @Nullable String insecure(ScriptCommand command, @Nullable Path program) {
        if (program == null) {
            return command.arguments().getFirst() + " is no program";
        }
        try {
            return PathSecurity.problem(program);
        } catch (NoSuchFileException e) {
            return e.getFile() + " does not exist";
        } catch (IOException e) {
            return program + " cannot be judged: " + e;
        }
    }

    /// The file of a program; null where there is none that can be executed.
    private static @Nullable Path program(String name) {
        Stream<Path> places = name.indexOf('/') >= 0
                ? Stream.of(Path.of(name))
                : PATH.stream().map(directory -> Path.of(directory, name));
        return places.filter(path -> Files.isRegularFile(path) && Files.isExecutable(path)).findFirst().orElse(null);
    }
}

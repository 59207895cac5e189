package dev.lvsd.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.ScriptCommand;
import dev.lvsd.config.ScriptPolicy;
import dev.lvsd.config.ScriptUser;
import dev.lvsd.linux.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is run of a script, as whom, and how its end is told.
class ScriptsTest {
    private static final Accounts ACCOUNTS = new Accounts(
            List.of("root:x:0:0::/root:/bin/sh", "lvsd:x:900:901::/:/bin/false", "app:x:1000:1001::/:/bin/sh"),
            List.of("root:x:0:", "app:x:1001:", "web:x:33:"));
    private static final Credentials ROOT = new Credentials(0, 0, true);
    private static final Credentials UNIT = new Credentials(900, 901, false);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final ScriptCommand SHELL = command("/bin/sh", "-c", "exit 0");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void rootRunsAScriptAsItselfOrAsItsUser() {
        assertEquals(List.of("setsid", "/bin/sh", "-c", "exit 0"), arguments(ROOT, null));
        assertEquals(List.of("setsid", "setpriv", "--reuid", "1000", "--regid", "1001", "--init-groups",
                "--ambient-caps=-all", "--inh-caps=-all", "--",
                "/bin/sh", "-c", "exit 0"), arguments(ROOT, new ScriptUser("app", null)));
        assertEquals("33", arguments(ROOT, new ScriptUser("app", "web")).get(5));
    }

    @Test
    void unitsUserRunsWhatNobodyAskedForAnotherUserAndNamesTheDropIn() {
        Prepared prepared = prepare(UNIT, ScriptPolicy.DEFAULTS, null);
        assertTrue(assertInstanceOf(Prepared.Ready.class, prepared).note().contains(Preparation.DROP_IN));
        Prepared asked = prepare(UNIT, ScriptPolicy.DEFAULTS, new ScriptUser("app", null));
        assertTrue(assertInstanceOf(Prepared.Refused.class, asked).reason().contains(Preparation.DROP_IN));
        assertInstanceOf(Prepared.Ready.class,
                prepare(UNIT, new ScriptPolicy(new ScriptUser("lvsd", null), true), null));
    }

    @Test
    void noScriptOfAnotherUserThanRootGetsThePrivilegesOfTheDropIn() {
        Credentials dropIn = new Credentials(900, 901, true);
        for (String user : List.of("lvsd", "app")) {
            List<String> arguments = arguments(dropIn, new ScriptUser(user, null));
            assertTrue(arguments.containsAll(List.of("setpriv", "--ambient-caps=-all", "--inh-caps=-all")), user);
        }
        assertFalse(arguments(dropIn, null).contains("--ambient-caps=-all"));
    }

    @Test
    void unknownUserIsRefused() {
        Prepared prepared = prepare(ROOT, ScriptPolicy.DEFAULTS, new ScriptUser("ghost", null));
        assertTrue(assertInstanceOf(Prepared.Refused.class, prepared).reason().contains("ghost"));
    }

    @Test
    void whatIsNoProgramGoesToAShell() {
        Prepared prepared = new Preparation(ScriptPolicy.DEFAULTS, ACCOUNTS, ROOT)
                .of(new ScriptCommand("</dev/null", List.of("</dev/null")), null);
        assertEquals(List.of("setsid", "sh", "-c", "</dev/null"),
                assertInstanceOf(Prepared.Ready.class, prepared).arguments());
    }

    @Test
    void scriptThatOthersMayWriteIsNotRunAsRoot() throws IOException {
        Path script = Files.writeString(directory.resolve("check"), "#!/bin/sh\n");
        assertTrue(script.toFile().setExecutable(true));
        assertTrue(directory.toFile().setWritable(true, false));
        Preparation secure = new Preparation(new ScriptPolicy(null, true), ACCOUNTS, ROOT);
        Prepared prepared = secure.of(command(script.toString()), null);
        assertTrue(assertInstanceOf(Prepared.Refused.class, prepared).reason().startsWith("enable_script_security: /"));
        assertInstanceOf(Prepared.Ready.class, secure.of(command(script.toString()), new ScriptUser("app", null)));
    }

    @Test
    void onlyRootMayDecideWhatAPathIs() {
        assertNull(PathSecurity.problem("/a", 0, 0, 0100775));
        assertNotNull(PathSecurity.problem("/a", 0, 5, 0100775));
        assertNotNull(PathSecurity.problem("/a", 0, 0, 0041777));
        assertNotNull(PathSecurity.problem("/a", 1, 0, 0100755));
        assertNull(PathSecurity.problem("/link", 0, 0, 0120777));
    }

    @Test
    void scriptGetsOurEnvironmentWithoutWhatIsForOurOwnProcess() {
        Map<String, String> environment =
                new HashMap<>(Map.of("LANG", "C", "MALLOC_MMAP_THRESHOLD_", "30000", "IFS", ":"));
        ScriptRunner.adapt(environment, Map.of("STATE", "MASTER"));
        assertEquals(Set.of("LANG", "PATH", "STATE"), environment.keySet());
    }

    @Test
    void endOfAScriptIsTold() throws InterruptedException {
        assertEquals(new ScriptResult.Exited(0), run("exit 0", LONG));
        assertEquals("exit status 3", run("exit 3", LONG).text());
        assertEquals("exit status 127 (not found)", run("no-such-program-at-all", LONG).text());
        assertEquals("exit status 137 (signal 9)", run("kill -9 $$", LONG).text());
        assertInstanceOf(ScriptResult.NotRun.class, ScriptRunner.run(
                new Prepared.Ready(List.of("/no/such/program"), "me", ""), LONG, Map.of()));
    }

    @Test
    void scriptThatPrintsMegabytesEndsAsAnyOther() throws InterruptedException {
        assertTrue(run("head -c 20000000 /dev/zero; head -c 20000000 /dev/zero >&2", LONG).isSuccess());
    }

    @Test
    void scriptThatHangsIsEndedWithAllThatItStarted() throws InterruptedException, IOException {
        Path pid = directory.resolve("pid");
        ScriptResult result = run("sleep 1000 & echo $! > " + pid + "; wait", Duration.ofMillis(1500));
        assertEquals(new ScriptResult.TimedOut(Duration.ofMillis(1500)), result);
        long child = Long.parseLong(Files.readString(pid).strip());
        awaitEnd(child);
    }

    @Test
    void scriptThatIgnoresSigtermIsKilled() throws InterruptedException, IOException {
        Path pid = directory.resolve("pid");
        ScriptResult result =
                run("trap '' TERM; echo $$ > " + pid + "; while :; do sleep 1; done", Duration.ofMillis(1500));
        assertEquals(new ScriptResult.TimedOut(Duration.ofMillis(1500)), result);
        awaitEnd(Long.parseLong(Files.readString(pid).strip()));
    }

    private static void awaitEnd(long process) throws InterruptedException {
        ProcessHandle handle = ProcessHandle.of(process).orElse(null);
        if (handle != null) {
            long until = System.nanoTime() + 10_000_000_000L;
            while (handle.isAlive() && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            assertFalse(handle.isAlive(), "it lives on");
        }
    }

    private static ScriptResult run(String script, Duration limit) throws InterruptedException {
        return ScriptRunner.run(new Prepared.Ready(List.of("setsid", "sh", "-c", script), "me", ""), limit, Map.of());
    }

    private static Prepared prepare(Credentials own, ScriptPolicy policy, @Nullable ScriptUser user) {
        return new Preparation(policy, ACCOUNTS, own).of(SHELL, user);
    }

    private static List<String> arguments(Credentials own, @Nullable ScriptUser user) {
        return assertInstanceOf(Prepared.Ready.class, prepare(own, ScriptPolicy.DEFAULTS, user)).arguments();
    }

    private static ScriptCommand command(String... arguments) {
        return new ScriptCommand(String.join(" ", arguments), List.of(arguments));
    }
}

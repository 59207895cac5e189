package dev.lvsd.script;

import dev.lvsd.linux.ProcessGroup;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Runs a prepared script and waits for it: for virtual threads. What it prints goes nowhere, it reads nothing, and
/// it gets our environment without what is not for it, as from keepalived.
public final class ScriptRunner {
    /// From SIGTERM to SIGKILL, as keepalived has it.
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final File NOTHING = new File("/dev/null");
    /// What would change how programs are loaded and shells read, and what `bin/lvsd` sets for its own JVM.
    private static final Set<String> NOT_FOR_SCRIPTS =
            Set.of("IFS", "LD_PRELOAD", "LD_LIBRARY_PATH", "MALLOC_MMAP_THRESHOLD_");
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private ScriptRunner() {}

    /// Runs a script until it ends, or its time has passed: then it is ended with all of its process group.
    ///
    /// @param more variables of its environment
    /// @throws InterruptedException after the script was ended
    public static ScriptResult run(Prepared.Ready script, Duration limit, Map<String, String> more)
            throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(script.arguments())
                .redirectInput(NOTHING)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        adapt(builder.environment(), more);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new ScriptResult.NotRun("cannot be started: " + e.getMessage());
        }
        return await(process, limit);
    }

    /// Makes our environment a script's.
    static void adapt(Map<String, String> environment, Map<String, String> more) {
        environment.keySet().removeAll(NOT_FOR_SCRIPTS);
        environment.putIfAbsent("PATH", PATH);
        environment.putAll(more);
    }

    private static ScriptResult await(Process process, Duration limit) throws InterruptedException {
        boolean ended = false;
        try {
            ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (ended) {
                return new ScriptResult.Exited(process.exitValue());
            }
            if (!ProcessGroup.terminate(process.pid())) {
                process.destroy();
            }
            process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
            return new ScriptResult.TimedOut(limit);
        } finally {
            if (!ended) {
                ProcessGroup.kill(process.pid());
                process.destroyForcibly();
            }
        }
    }
}

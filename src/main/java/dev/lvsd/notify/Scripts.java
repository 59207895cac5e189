package dev.lvsd.notify;

import dev.lvsd.config.NotifyScript;
import dev.lvsd.config.ScriptCommand;
import dev.lvsd.config.ScriptPolicy;
import dev.lvsd.script.Preparation;
import dev.lvsd.script.Prepared;
import dev.lvsd.script.ScriptResult;
import dev.lvsd.script.ScriptRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs scripts, with arguments behind their own.
interface Scripts {
    /// Runs a script until it ends or its time has passed; for virtual threads.
    ScriptResult run(NotifyScript script, List<String> more, Duration limit, ScriptPolicy policy)
            throws InterruptedException;

    /// Those of this host.
    static Scripts ofHost() {
        return (script, more, limit, policy) -> {
            Prepared prepared;
            try {
                prepared = Preparation.of(policy).of(with(script.command(), more), script.user());
            } catch (IOException e) {
                return new ScriptResult.NotRun("the host's users cannot be read: " + e.getMessage());
            }
            return switch (prepared) {
                case Prepared.Ready command -> ScriptRunner.run(command, limit, Map.of());
                case Prepared.Refused(String reason) -> new ScriptResult.NotRun(reason);
            };
        };
    }

    /// A command with further arguments.
    static ScriptCommand with(ScriptCommand command, List<String> more) {
        List<String> arguments = new ArrayList<>(command.arguments());
        arguments.addAll(more);
        StringBuilder text = new StringBuilder(command.text());
        more.forEach(word -> text.append(" '").append(word.replace("'", "'\\''")).append('\''));
        return new ScriptCommand(text.toString(), arguments);
    }
}

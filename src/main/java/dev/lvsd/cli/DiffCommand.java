package dev.lvsd.cli;

import dev.lvsd.control.ControlException;
import dev.lvsd.control.PlanSnapshot;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `lvsctl diff`: what the daemon would do to the table.
@Command(
        name = "diff",
        description = {
            "What the daemon has to do to the IPVS table now: commands of ipvsadm, or nothing. A step that the kernel"
                    + " refuses shows with the reason.",
            "The daemon reads no other file than its own for this; \"lvsd plan -c FILE\" does."
        },
        footer = {"", "Exit status: 0 nothing to do, 4 something to do, 1 lvsd answered with an error."})
final class DiffCommand implements Callable<Integer> {
    @Option(names = "--reload", description = "What a reload would do, with the health that is known.")
    private boolean reload;

    @ParentCommand
    private @Nullable LvsctlCommand lvsctl;

    @Override
    public Integer call() throws ControlException {
        if (lvsctl == null) {
            throw new IllegalStateException("picocli has not set the parent command");
        }
        PlanSnapshot plan = lvsctl.slowClient().diff(reload);
        int _ = lvsctl.print(plan, PlanTable::render);
        return PlanTable.exitStatus(plan);
    }
}

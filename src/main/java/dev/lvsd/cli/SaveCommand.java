package dev.lvsd.cli;

import dev.lvsd.control.ControlException;
import dev.lvsd.control.SaveSnapshot;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `lvsctl save`: the table as `ipvsadm -S -n` writes it.
@Command(
        name = "save",
        description = {
            "The daemon's part of the IPVS table as \"ipvsadm -S -n\" writes it, with the thresholds that ipvsadm"
                    + " leaves out.",
            "\"ipvsadm -R\" restores it, \"lvsd convert\" makes a configuration of it."
        })
final class SaveCommand implements Callable<Integer> {
    @Option(names = "--all", description = "With the virtual servers of other programs.")
    private boolean all;

    @ParentCommand
    private @Nullable LvsctlCommand lvsctl;

    @Override
    public Integer call() throws ControlException {
        if (lvsctl == null) {
            throw new IllegalStateException("picocli has not set the parent command");
        }
        return lvsctl.print(lvsctl.slowClient().save(all), SaveSnapshot::text);
    }
}

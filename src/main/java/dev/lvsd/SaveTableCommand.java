package dev.lvsd;

import dev.lvsd.ipvs.IpvsUnavailableException;
import dev.lvsd.ipvs.IpvsadmSave;
import dev.lvsd.ipvs.KernelTable;
import dev.lvsd.ipvs.TableAccess;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.TableException;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.reconciler.OwnedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lvsd save`: the kernel's table as `ipvsadm -S -n` writes it, without a daemon.
@Command(
        name = "save",
        description = {
            "Prints lvsd's part of the kernel's IPVS table as \"ipvsadm -S -n\" writes it, with the thresholds that"
                    + " ipvsadm leaves out; \"lvsctl save\" asks a running lvsd for the same.",
            "\"ipvsadm -R\" restores it, \"lvsd convert\" makes a configuration of it."
        },
        footer = {"", "It needs CAP_NET_ADMIN. Exit status: 0 saved, 1 error, 2 wrong usage."})
final class SaveTableCommand implements Callable<Integer> {
    @Option(names = "--all", description = "The whole table, whoever made it.")
    private boolean all;

    @Option(names = "--state", paramLabel = "DIR", defaultValue = "/var/lib/lvsd",
            description = "The state directory, whose list says what is lvsd's; default ${DEFAULT-VALUE}.")
    private Path state = Path.of("/var/lib/lvsd");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the command's specification");
        }
        try (TableAccess table = KernelTable.open()) {
            Set<VirtualServerKey> wanted = all ? Set.of() : new OwnedFile(RunOptions.owned(state)).read();
            TableDump dump = table.dump(wanted);
            if (all) {
                dump = table.dump(new HashSet<>(dump.others().keySet()));
            }
            spec.commandLine().getOut().print(IpvsadmSave.text(dump.table()));
            spec.commandLine().getOut().flush();
            return 0;
        } catch (IpvsUnavailableException | TableException e) {
            spec.commandLine().getErr().println(
                    "lvsd: cannot read the table, which needs CAP_NET_ADMIN: " + e.getMessage());
        } catch (IOException e) {
            spec.commandLine().getErr().println("lvsd: " + e.getMessage());
        }
        return 1;
    }
}

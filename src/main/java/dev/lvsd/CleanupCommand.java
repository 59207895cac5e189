package dev.lvsd;

import dev.lvsd.config.RoutingText;
import dev.lvsd.config.TableSettings;
import dev.lvsd.ipvs.IpvsUnavailableException;
import dev.lvsd.ipvs.KernelTable;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.StepError;
import dev.lvsd.ipvs.SyncDaemon;
import dev.lvsd.ipvs.TableAccess;
import dev.lvsd.ipvs.TableException;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.reconciler.OwnedFile;
import dev.lvsd.ipvs.whole.Leftover;
import dev.lvsd.ipvs.whole.LeftoverFile;
import dev.lvsd.ipvs.whole.Mastership;
import dev.lvsd.ipvs.whole.WholeKeeper;
import dev.lvsd.linux.AbstractSocketLock;
import dev.lvsd.linux.LockTakenException;
import dev.lvsd.owned.StateLock;
import dev.lvsd.vrrp.OwnedAddress;
import dev.lvsd.vrrp.driver.OwnedTables;
import dev.lvsd.vrrp.driver.VirtualInterfaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lvsd cleanup`: removes what a dead lvsd left, by the lists in its state directory. Exit status 0 where nothing of
/// it is left, 1 where something may be, or an lvsd runs here.
@Command(
        name = "cleanup",
        description = "Removes the VIPs, routes, rules, interfaces, sysctls and virtual servers that a dead lvsd left.")
final class CleanupCommand implements Callable<Integer> {
    @Option(names = "--state", paramLabel = "DIR", defaultValue = "/var/lib/lvsd",
            description = "The state directory of the dead lvsd; default ${DEFAULT-VALUE}.")
    private Path state = Path.of("/var/lib/lvsd");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        try (AbstractSocketLock _ = AbstractSocketLock.take(Director.LOCK); StateLock _ = StateLock.take(state)) {
            boolean clean = attempt("routes and rules", this::routing);
            clean &= attempt("virtual addresses", this::addresses);
            clean &= attempt("nftables", this::tables);
            clean &= attempt("interfaces", this::interfaces);
            clean &= attempt("sysctls", this::sysctls);
            clean &= attempt("virtual servers", this::virtualServers);
            clean &= attempt("timeouts and sync daemons of IPVS", this::wholeTable);
            return clean ? 0 : 1;
        } catch (LockTakenException e) {
            error(e.getMessage() + "; it removes what is its own when it is stopped");
        } catch (IOException e) {
            error(e.getMessage());
        }
        return 1;
    }

    /// One kind of things to remove.
    private interface Removal {
        void run() throws IOException, IpvsUnavailableException, TableException;
    }

    private boolean attempt(String what, Removal removal) {
        try {
            removal.run();
            return true;
        } catch (IOException | IpvsUnavailableException | TableException e) {
            error(what + ": " + e.getMessage());
            return false;
        }
    }

    private void routing() throws IOException {
        Owned.routing(state).removeAll().stream().map(RoutingText::of).sorted()
                .forEach(entry -> say("removed " + entry));
    }

    private void addresses() throws IOException {
        Set<OwnedAddress> removed = Owned.addresses(state).removeAll();
        removed.stream().map(Object::toString).sorted().forEach(address -> say("removed address " + address));
        if (removed.isEmpty()) {
            say("no virtual address was left");
        }
    }

    private void tables() throws IOException {
        new OwnedTables(RunOptions.ownedTables(state)).removeAll()
                .forEach(name -> say("removed nftables table inet " + name));
    }

    private void interfaces() throws IOException {
        new VirtualInterfaces(RunOptions.ownedInterfaces(state)).removeAll()
                .forEach(name -> say("removed interface " + name));
    }

    private void sysctls() throws IOException {
        Owned.sysctls(state).restoreAll().forEach(name -> say("set back " + name));
    }

    private void virtualServers() throws IOException, IpvsUnavailableException, TableException {
        OwnedFile file = new OwnedFile(RunOptions.owned(state));
        Set<VirtualServerKey> listed = file.read();
        if (listed.isEmpty()) {
            say("no virtual server was left");
            return;
        }
        try (TableAccess table = KernelTable.open()) {
            Set<VirtualServerKey> there = new HashSet<>(table.dump(listed).table().virtualServers().keySet());
            there.retainAll(listed);
            List<Step> steps = there.stream().<Step>map(Step.DeleteVirtualServer::new).toList();
            List<StepError> errors = steps.isEmpty() ? List.of() : table.apply(steps);
            Set<VirtualServerKey> left = StepError.left(errors);
            there.stream().filter(key -> !left.contains(key)).map(Object::toString).sorted()
                    .forEach(key -> say("removed virtual server " + key));
            file.write(left);
            if (!left.isEmpty()) {
                throw new IOException("could not remove " + left);
            }
        }
    }

    private void wholeTable() throws IOException, IpvsUnavailableException, TableException {
        LeftoverFile file = OwnedTable.file(state);
        Leftover left = file.read();
        if (left.equals(Leftover.NONE)) {
            return;
        }
        try (TableAccess table = KernelTable.open()) {
            WholeKeeper keeper = new WholeKeeper(
                    TableSettings.NONE, left, new OwnedTable(file), _ -> Mastership.Standing.UNKNOWN);
            keeper.end(table.whole());
            String problem = keeper.status().lastError();
            if (problem != null) {
                throw new IOException(problem);
            }
            left.daemons().stream().map(SyncDaemon.Role::word).sorted()
                    .forEach(role -> say("stopped the " + role + " sync daemon"));
            if (!left.originals().isNone()) {
                say("restored the timeouts (tcp tcpfin udp): " + table.whole().timeouts());
            }
        }
    }

    private void say(String text) {
        spec().commandLine().getOut().println(text);
    }

    private void error(@Nullable String text) {
        spec().commandLine().getErr().println("lvsd: " + text);
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the command's specification");
        }
        return spec;
    }
}

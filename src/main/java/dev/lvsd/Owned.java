package dev.lvsd;

import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.reconciler.OwnedFile;
import dev.lvsd.ipvs.reconciler.ReconcilerListener;
import dev.lvsd.linux.BootClock;
import dev.lvsd.sysctl.SysctlKeeper;
import dev.lvsd.vrrp.driver.OwnedAddresses;
import dev.lvsd.vrrp.driver.OwnedRouting;
import dev.lvsd.vrrp.driver.OwnedTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the list of the virtual servers that are ours for the next start, and tells when the table is
/// programmed. A table in memory goes with the process and leaves nothing to list.
///
/// @param file the list, null for a table in memory
/// @param programmed told when the table has answered the first batch
record Owned(@Nullable OwnedFile file, Runnable programmed) implements ReconcilerListener {
    private static final Logger LOG = LoggerFactory.getLogger(Owned.class);

    /// The list of this director.
    static Owned of(RunOptions options, Runnable programmed) {
        OwnedFile file = new OwnedFile(RunOptions.owned(options.stateDirectory()));
        return new Owned(options.table() == TableKind.KERNEL ? file : null, programmed);
    }

    /// The lists of what virtual routers make.
    static OwnedAddresses addresses(Path stateDirectory) {
        return new OwnedAddresses(RunOptions.ownedAddresses(stateDirectory),
                new OwnedTables(RunOptions.ownedTables(stateDirectory)));
    }

    /// The list of their routes and rules.
    static OwnedRouting routing(Path stateDirectory) {
        return new OwnedRouting(RunOptions.ownedRouting(stateDirectory));
    }

    /// The sysctls that are changed, with the list of them.
    static SysctlKeeper sysctls(Path stateDirectory) throws IOException {
        return new SysctlKeeper(RunOptions.ownedSysctls(stateDirectory), BootClock.bootId().toString());
    }

    /// What an earlier run left in the list.
    Set<VirtualServerKey> read() throws IOException {
        return file == null ? Set.of() : file.read();
    }

    @Override
    public boolean owning(Set<VirtualServerKey> ours) {
        if (file == null) {
            return true;
        }
        try {
            file.write(ours);
            return true;
        } catch (IOException e) {
            LOG.error("a crash may leave virtual servers behind: their list {}", e.getMessage());
            return false;
        }
    }

    @Override
    public void acknowledged() {
        LOG.info("the IPVS table is as configured");
        programmed.run();
    }
}

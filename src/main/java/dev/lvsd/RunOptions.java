package dev.lvsd;

import dev.lvsd.ipvs.TableKind;
import java.nio.file.Path;

/// What `lvsd run` was told, beside the configuration.
///
/// @param controlSocket path of the control socket (`--control`)
/// @param stateDirectory what must survive a restart (`--state`)
/// @param scrapeAddress where metrics are (`--http`)
/// @param table where the table is (`--table`)
record RunOptions(Path controlSocket, Path stateDirectory, ScrapeAddress scrapeAddress, TableKind table) {
    /// What the vrrp thread leaves for its successor; beside the control socket, so that each daemon has its own.
    Path restartPage() {
        return controlSocket.resolveSibling(controlSocket.getFileName() + ".page");
    }

    /// The list of the virtual servers that are ours.
    static Path owned(Path stateDirectory) {
        return stateDirectory.resolve("owned");
    }

    /// The list of the virtual addresses that are ours.
    static Path ownedAddresses(Path stateDirectory) {
        return stateDirectory.resolve("owned-addresses");
    }

    /// The list of the nftables tables that are ours.
    static Path ownedTables(Path stateDirectory) {
        return stateDirectory.resolve("owned-nftables");
    }

    /// The list of the interfaces that are ours.
    static Path ownedInterfaces(Path stateDirectory) {
        return stateDirectory.resolve("owned-interfaces");
    }

    /// Where it is kept that the node is in maintenance.
    static Path maintenance(Path stateDirectory) {
        return stateDirectory.resolve("maintenance");
    }

    /// The list of the sysctls that we have changed.
    static Path ownedSysctls(Path stateDirectory) {
        return stateDirectory.resolve("owned-sysctls");
    }

    /// What has to be undone of the table as a whole.
    static Path ownedTable(Path stateDirectory) {
        return stateDirectory.resolve("owned-ipvs");
    }

    /// The list of the routes and rules that are ours.
    static Path ownedRouting(Path stateDirectory) {
        return stateDirectory.resolve("owned-routing");
    }
}

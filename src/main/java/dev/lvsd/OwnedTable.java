package dev.lvsd;

import dev.lvsd.config.TableSettings;
import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.whole.Leftover;
import dev.lvsd.ipvs.whole.LeftoverFile;
import dev.lvsd.ipvs.whole.Mastership;
import dev.lvsd.ipvs.whole.WholeKeeper;
import dev.lvsd.linux.BootClock;
import dev.lvsd.vrrp.RouterState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what has to be undone of the table as a whole for the next start. A table in memory goes with the process.
///
/// @param file where, null for a table in memory
record OwnedTable(@Nullable LeftoverFile file) implements WholeKeeper.Memory {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedTable.class);

    /// The file of a state directory.
    static LeftoverFile file(Path stateDirectory) throws IOException {
        return new LeftoverFile(RunOptions.ownedTable(stateDirectory), BootClock.bootId().toString());
    }

    /// Who keeps the table of this director.
    ///
    /// @param states of virtual routers by name, null where there is none
    static WholeKeeper keeper(
            RunOptions options, TableSettings settings, Function<String, @Nullable RouterState> states)
            throws IOException {
        LeftoverFile file = options.table() == TableKind.KERNEL ? file(options.stateDirectory()) : null;
        Leftover left = file == null ? Leftover.NONE : file.read();
        return new WholeKeeper(settings, left, new OwnedTable(file), name -> standing(states.apply(name)));
    }

    private static Mastership.Standing standing(@Nullable RouterState state) {
        return switch (state) {
            case null -> Mastership.Standing.UNKNOWN;
            case INITIALIZE -> Mastership.Standing.UNKNOWN;
            case MASTER -> Mastership.Standing.MASTER;
            case BACKUP, FAULT -> Mastership.Standing.NOT_MASTER;
        };
    }

    @Override
    public boolean keep(Leftover leftover) {
        try {
            if (file != null) {
                file.write(leftover);
            }
            return true;
        } catch (IOException e) {
            LOG.error("a crash may leave timeouts and sync daemons of IPVS behind: {}", e.getMessage());
            return false;
        }
    }
}

package dev.lvsd;

import dev.lvsd.control.MaintenanceSnapshot;
import dev.lvsd.control.NodeSwitch;
import dev.lvsd.owned.MaintenanceFile;
import dev.lvsd.vrrp.Maintenance;
import dev.lvsd.vrrp.driver.VrrpDriver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the maintenance of the node in the state directory and tells the virtual routers. What is not on the disk they
/// are not told.
final class NodeMaintenance implements NodeSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(NodeMaintenance.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final MaintenanceFile file;
    private final VrrpDriver vrrp;

    NodeMaintenance(MaintenanceFile file, VrrpDriver vrrp) {
        this.file = file;
        this.vrrp = vrrp;
    }

    /// Goes on with what an earlier run left; to be called before the virtual routers start.
    void resume() throws IOException {
        Maintenance kept = file.read();
        if (kept != null) {
            CompletableFuture<Void> _ = vrrp.maintain(kept);
        }
    }

    @Override
    public synchronized @Nullable String maintain(@Nullable MaintenanceSnapshot wanted) {
        Maintenance next = wanted == null ? null : new Maintenance(wanted.by(), wanted.at(), wanted.reason());
        try {
            if (next == null) {
                file.remove();
            } else {
                file.write(next);
            }
            vrrp.maintain(next).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (IOException e) {
            LOG.error("maintenance of the node is refused, since a restart would forget it: {}", e.getMessage());
            return "it could not be kept over a restart: " + e.getMessage();
        } catch (TimeoutException _) {
            return "the virtual routers have not answered within " + PATIENCE.toSeconds() + " s; the log says why";
        } catch (ExecutionException e) {
            throw new IllegalStateException("maintenance", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "lvsd stops";
        }
    }
}

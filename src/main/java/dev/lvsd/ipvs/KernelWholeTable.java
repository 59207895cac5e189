package dev.lvsd.ipvs;

import dev.lvsd.ipvs.SyncDaemon.Role;
import dev.lvsd.linux.Errno;
import dev.lvsd.netlink.NetlinkConnection;
import dev.lvsd.netlink.NetlinkException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/// What belongs to the kernel's table as a whole, over the connection of [KernelTable].
final class KernelWholeTable implements WholeTable {
    private final NetlinkConnection connection;
    private final IntSupplier family;

    /// @param family the number of the family `IPVS` now
    KernelWholeTable(NetlinkConnection connection, IntSupplier family) {
        this.connection = connection;
        this.family = family;
    }

    /// A conversation with the kernel.
    private interface Talk<T> {
        T run() throws IOException;
    }

    @Override
    public Timeouts timeouts() throws TableException {
        List<Timeouts> answers = talk(() ->
                connection.query(new WholeRequest.ReadTimeouts(family.getAsInt()), WholeDecoder::timeouts));
        if (answers.isEmpty()) {
            throw new TableException("IPVS does not tell its timeouts");
        }
        return answers.getFirst();
    }

    @Override
    public void change(Timeouts timeouts) throws TableException {
        request(new WholeRequest.ChangeTimeouts(family.getAsInt(), timeouts));
    }

    @Override
    public List<SyncDaemon> daemons() throws TableException {
        return talk(() -> connection.dump(new WholeRequest.Daemons(family.getAsInt()), WholeDecoder::daemon));
    }

    @Override
    public void start(SyncDaemon daemon) throws TableException {
        try {
            connection.request(new WholeRequest.Start(family.getAsInt(), daemon));
        } catch (NetlinkException e) {
            throw new TableException(e.getMessage() + hint(daemon, e.errno()), e);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void stop(Role role) throws TableException {
        try {
            connection.request(new WholeRequest.Stop(family.getAsInt(), role));
        } catch (NetlinkException e) {
            if (!e.errno().equals(Errno.ESRCH)) {
                throw failure(e);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public Set<VirtualServerKey> virtualServers() throws TableException {
        Set<VirtualServerKey> keys = new LinkedHashSet<>();
        talk(() -> connection.dump(new IpvsRequest.VirtualServers(family.getAsInt()), IpvsDecoder::virtualServer))
                .forEach(one -> keys.add(one.key()));
        return keys;
    }

    @Override
    public void flush() throws TableException {
        request(new WholeRequest.Flush(family.getAsInt()));
    }

    private void request(WholeRequest request) throws TableException {
        talk(() -> {
            connection.request(request);
            return true;
        });
    }

    private static <T> T talk(Talk<T> talk) throws TableException {
        try {
            return talk.run();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static TableException failure(IOException e) {
        return new TableException(String.valueOf(e.getMessage()), e);
    }

    /// What the kernel's numbers mean here (`net/netfilter/ipvs/ip_vs_sync.c`, `start_sync_thread`).
    private static String hint(SyncDaemon daemon, Errno errno) {
        if (errno.equals(Errno.ENODEV)) {
            return "; there is no interface " + daemon.interfaceName() + ", or it is down";
        }
        return errno.equals(Errno.EINVAL)
                ? "; the kernel synchronises nothing while a virtual server has a real server of the other family"
                : "";
    }
}

package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.Faults;
import dev.lvsd.ipvs.FaultyKernel;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.ipvs.RandomTables;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.TableModel;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.linux.Errno;
import dev.lvsd.net.Endpoint;
import dev.lvsd.netlink.NetlinkAbi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Faults of every kind by a seed, each kind as often as the seed has it; and a program that edits its own virtual
/// servers and ours.
final class RandomFaults implements Faults {
    private static final List<Errno> OF_THE_SOCKET =
            List.of(Errno.ENOBUFS, Errno.ENOBUFS, Errno.EAGAIN, Errno.EBUSY, Errno.ENOMEM, Errno.EPERM, Errno.EIO);
    private static final List<Errno> OF_A_CHANGE =
            List.of(Errno.ENOMEM, Errno.EPERM, Errno.EBUSY, Errno.EEXIST, Errno.ENOENT, Errno.ESRCH, Errno.EINVAL);

    private enum Kind { SEND, RECEIVE, LOST, TWICE, LATE, CUT, STRAY, REFUSED, INTERRUPTED, THEIRS, OURS, MODULE }

    private final Random random;
    private final RandomTables tables;
    private final Supplier<List<VirtualServerKey>> ours;
    private final Map<Kind, Double> frequency = new EnumMap<>(Kind.class);
    private final List<byte[]> held = new ArrayList<>();
    private final TableModel theirs = new TableModel();
    private boolean over;

    /// @param ours virtual servers of ours that the other program edits
    RandomFaults(long seed, Supplier<List<VirtualServerKey>> ours) {
        this.random = new Random(seed);
        this.tables = new RandomTables(seed);
        this.ours = ours;
        for (Kind kind : Kind.values()) {
            double most = kind == Kind.MODULE ? 0.002 : 0.1;
            frequency.put(kind, random.nextBoolean() ? 0 : most * random.nextDouble() * random.nextDouble());
        }
    }

    /// What the other program has made of its own virtual servers.
    TableModel theirs() {
        return theirs;
    }

    /// Nothing goes wrong from now on, but for answers that come late.
    void stop() {
        over = true;
    }

    /// Whether a key is one of the other program's.
    static boolean isTheirs(VirtualServerKey key) {
        return key.toString().hashCode() % 3 == 0;
    }

    @Override
    public @Nullable Errno onSend() {
        return strikes(Kind.SEND) ? pick(OF_THE_SOCKET) : null;
    }

    @Override
    public @Nullable Errno onReceive() {
        return strikes(Kind.RECEIVE) ? pick(OF_THE_SOCKET) : null;
    }

    @Override
    public List<byte[]> onAnswer(byte[] answer) {
        List<byte[]> given = new ArrayList<>();
        if (strikes(Kind.STRAY)) {
            given.add(FaultyKernel.message(NetlinkAbi.NLMSG_ERROR, random.nextInt(), -random.nextInt(200)));
        }
        if (strikes(Kind.LATE)) {
            held.add(answer);
        } else if (strikes(Kind.CUT)) {
            given.add(Arrays.copyOf(answer, 1 + random.nextInt(answer.length - 1)));
        } else if (!strikes(Kind.LOST)) {
            given.add(answer);
        }
        if (strikes(Kind.TWICE)) {
            given.add(answer);
        }
        if (over || random.nextInt(4) == 0) {
            given.addAll(held);
            held.clear();
        }
        return given;
    }

    @Override
    public @Nullable Errno onChange(Step step) {
        return strikes(Kind.REFUSED) ? pick(OF_A_CHANGE) : null;
    }

    @Override
    public int dumpFlags() {
        return strikes(Kind.INTERRUPTED) ? NetlinkAbi.NLM_F_DUMP_INTR : 0;
    }

    @Override
    public void meanwhile(FaultyKernel kernel) {
        if (!kernel.isLoaded()) {
            return;
        }
        if (strikes(Kind.THEIRS)) {
            VirtualServerKey key = tables.key();
            if (isTheirs(key)) {
                Step step = edit(key, theirs.entry(key));
                theirs.apply(step);
                kernel.table().apply(step);
            }
        }
        List<VirtualServerKey> keys = ours.get();
        if (strikes(Kind.OURS) && !keys.isEmpty()) {
            VirtualServerKey key = pick(keys);
            kernel.table().apply(edit(key, kernel.table().entry(key)));
        }
        if (strikes(Kind.MODULE) && kernel.unload(random.nextBoolean())) {
            theirs.snapshot().virtualServers().keySet().forEach(key -> theirs.set(key, null));
        }
    }

    private Step edit(VirtualServerKey key, @Nullable VirtualServerEntry present) {
        if (present == null) {
            return new Step.AddVirtualServer(key, tables.options(key.family()));
        }
        SortedMap<Endpoint, RealServerOptions> realServers = present.realServers();
        RealServerOptions options = RealServerOptions.of(Forwarding.NAT, random.nextInt(5));
        List<Endpoint> there = List.copyOf(realServers.keySet());
        return switch (random.nextInt(there.isEmpty() ? 3 : 5)) {
            case 0 -> new Step.DeleteVirtualServer(key);
            case 1 -> new Step.EditVirtualServer(key, tables.options(key.family()));
            case 2 -> new Step.AddRealServer(key, tables.realServer(key.family()), options);
            case 3 -> new Step.EditRealServer(key, pick(there), options);
            default -> new Step.DeleteRealServer(key, pick(there));
        };
    }

    private boolean strikes(Kind kind) {
        return !over && random.nextDouble() < frequency.getOrDefault(kind, 0.0);
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}

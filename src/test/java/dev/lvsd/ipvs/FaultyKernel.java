package dev.lvsd.ipvs;

import dev.lvsd.linux.Errno;
import dev.lvsd.linux.LinuxException;
import dev.lvsd.netlink.MessageCursor;
import dev.lvsd.netlink.MessageWriter;
import dev.lvsd.netlink.NetlinkAbi;
import dev.lvsd.netlink.NetlinkConnection;
import dev.lvsd.netlink.NetlinkFormatException;
import dev.lvsd.netlink.NetlinkTransport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A kernel with an IPVS table, and with [Faults]. It does what Linux does (`ip_vs_ctl.c`, `af_netlink.c`): errors
/// without being asked, acknowledgements where asked; a dump in parts that goes on at an entry's number, and one dump
/// at a time; a queue that overflows; a family whose number changes with each loading of the module. It has a clock,
/// which waiting moves. Of one thread.
public final class FaultyKernel implements NetlinkTransport {
    /// Entries in one part of a dump.
    private static final int PART = 2;
    private static final int ANSWER_BYTES = 2048;

    private final TableModel table = new TableModel();
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private final List<Step> changes = new ArrayList<>();
    private Faults faults = Faults.NONE;
    private Consumer<Step> judge = _ -> { };
    private @Nullable Dumping dumping;
    private int receiveBufferBytes = 1 << 20;
    private boolean overrun;
    private boolean loaded = true;
    private boolean loadable = true;
    private int family = 28;
    private long nowNanos;
    private long sent;

    private static final class Dumping {
        private final int sequence;
        private final @Nullable VirtualServerKey of;
        private int next;

        Dumping(int sequence, @Nullable VirtualServerKey of) {
            this.sequence = sequence;
            this.of = of;
        }
    }

    /// The table as lvsd sees it.
    public KernelTable open() {
        try {
            return new KernelTable(new NetlinkConnection(this), family);
        } catch (IpvsUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    /// What goes wrong from now on.
    public void faults(Faults next) {
        faults = next;
    }

    /// Hears of every change that is asked for, before it is judged.
    public void judge(Consumer<Step> next) {
        judge = next;
    }

    /// Room for answers: one takes 2,048 bytes of it.
    public void receiveBuffer(int bytes) {
        receiveBufferBytes = bytes;
    }

    /// The table itself, which another program changes too.
    public TableModel table() {
        return table;
    }

    /// Changes that were asked for.
    public List<Step> changes() {
        return changes;
    }

    /// Requests so far.
    public long requests() {
        return sent;
    }

    /// The clock, in nanoseconds.
    public long nowNanos() {
        return nowNanos;
    }

    /// Moves the clock on.
    public void sleepUntil(long nanos) {
        nowNanos = Math.max(nowNanos, nanos);
    }

    /// Takes the module out, and the table with it, unless a dump has it in use.
    ///
    /// @param comesBack whether a look-up of the family loads it again
    /// @return whether it was taken out now
    public boolean unload(boolean comesBack) {
        if (dumping != null || !loaded) {
            return false;
        }
        for (VirtualServerKey key : table.snapshot().virtualServers().keySet()) {
            table.set(key, null);
        }
        loaded = false;
        loadable = comesBack;
        return true;
    }

    /// Whether there is a table that another program could change.
    public boolean isLoaded() {
        return loaded;
    }

    /// From now on a look-up of the family loads the module.
    public void loadable() {
        loadable = true;
    }

    @Override
    public void send(byte[] bytes, int offset, int length) throws LinuxException {
        Errno failure = faults.onSend();
        if (failure != null) {
            throw new LinuxException("sendto", failure, "the test");
        }
        MessageCursor message = new MessageCursor(Arrays.copyOfRange(bytes, offset, offset + length), length);
        try {
            while (message.next()) {
                sent++;
                faults.meanwhile(this);
                answer(message);
            }
        } catch (NetlinkFormatException e) {
            throw new AssertionError("the request is malformed", e);
        }
    }

    private void answer(MessageCursor request) throws NetlinkFormatException {
        boolean ofIpvs = loaded && request.type() == family;
        if (request.type() == NetlinkAbi.GENL_ID_CTRL) {
            lookUp(request);
        } else if (!ofIpvs) {
            error(request, Errno.ENOENT);
        } else if ((request.flags() & NetlinkAbi.NLM_F_DUMP) == NetlinkAbi.NLM_F_DUMP) {
            dump(request);
        } else {
            switch (request.u8(0)) {
                case IpvsAbi.IPVS_CMD_GET_INFO -> end(request, null);
                case IpvsAbi.IPVS_CMD_GET_SERVICE -> {
                    boolean there = table.entry(RequestDecoder.key(request)) != null;
                    end(request, there ? null : Errno.ESRCH);
                }
                default -> end(request, change(RequestDecoder.step(request)));
            }
        }
    }

    private void lookUp(MessageCursor request) throws NetlinkFormatException {
        if (!loaded && loadable) {
            loaded = true;
            family++;
        }
        if (loaded) {
            queue(new MessageWriter().open(NetlinkAbi.GENL_ID_CTRL, 0, request.sequence())
                    .u8(NetlinkAbi.CTRL_CMD_NEWFAMILY).u8(2).u16(0)
                    .u16(NetlinkAbi.CTRL_ATTR_FAMILY_ID, family)
                    .string(NetlinkAbi.CTRL_ATTR_FAMILY_NAME, IpvsAbi.IPVS_GENL_NAME).close().toByteArray());
        }
        end(request, loaded ? null : Errno.ENOENT);
    }

    private @Nullable Errno change(Step step) {
        judge.accept(step);
        changes.add(step);
        Errno refused = faults.onChange(step);
        return refused != null ? refused : switch (table.apply(step)) {
            case null -> null;
            case StepFailure.AlreadyExists() -> Errno.EEXIST;
            case StepFailure.NoSuchVirtualServer() -> Errno.ESRCH;
            case StepFailure.NoSuchRealServer(), StepFailure.NoSuchModule _ -> Errno.ENOENT;
            case StepFailure.Refused(int errno, _) -> Errno.of(errno);
        };
    }

    private void end(MessageCursor request, @Nullable Errno refused) throws NetlinkFormatException {
        if (refused != null) {
            error(request, refused);
        } else if ((request.flags() & NetlinkAbi.NLM_F_ACK) != 0) {
            queue(message(NetlinkAbi.NLMSG_ERROR, request.sequence(), 0));
        }
    }

    private void error(MessageCursor request, Errno errno) {
        queue(message(NetlinkAbi.NLMSG_ERROR, request.sequence(), -errno.number()));
    }

    /// An `NLMSG_ERROR`, or an `NLMSG_DONE`, with a number.
    public static byte[] message(int type, int sequence, int number) {
        return new MessageWriter().open(type, 0, sequence).u32(number).u64(0).u64(0).close().toByteArray();
    }

    private void dump(MessageCursor request) throws NetlinkFormatException {
        if (dumping != null) {
            error(request, Errno.EBUSY);
            return;
        }
        boolean all = request.u8(0) == IpvsAbi.IPVS_CMD_GET_SERVICE;
        dumping = new Dumping(request.sequence(), all ? null : RequestDecoder.key(request));
        part(dumping);
    }

    private void part(Dumping dump) {
        faults.meanwhile(this);
        List<Step> entries = entries(dump.of);
        int end = Math.min(dump.next + PART, entries.size());
        if (dump.next >= entries.size()) {
            dumping = null;
            queue(message(NetlinkAbi.NLMSG_DONE, dump.sequence, 0));
            return;
        }
        MessageWriter writer = new MessageWriter();
        int flags = NetlinkAbi.NLM_F_MULTI | faults.dumpFlags();
        for (Step entry : entries.subList(dump.next, end)) {
            IpvsEncoder.write(writer.open(family, flags, dump.sequence), entry);
            writer.close();
        }
        dump.next = end;
        queue(writer.toByteArray());
    }

    private List<Step> entries(@Nullable VirtualServerKey of) {
        List<Step> entries = new ArrayList<>();
        if (of == null) {
            table.snapshot().virtualServers().forEach((key, entry) ->
                    entries.add(new Step.AddVirtualServer(key, entry.options())));
        } else {
            VirtualServerEntry entry = table.entry(of);
            if (entry != null) {
                entry.realServers().forEach((realServer, options) ->
                        entries.add(new Step.AddRealServer(of, realServer, options)));
            }
        }
        return entries;
    }

    private void queue(byte[] answer) {
        for (byte[] datagram : faults.onAnswer(answer)) {
            if (queue.size() < receiveBufferBytes / ANSWER_BYTES) {
                queue.add(datagram);
            } else {
                overrun = true;
            }
        }
    }

    @Override
    public int receive(byte[] into, long timeoutNanos) throws LinuxException {
        Errno failure = overrun ? Errno.ENOBUFS : faults.onReceive();
        if (failure != null) {
            if (!overrun && failure.equals(Errno.ENOBUFS)) {
                queue.clear();
            }
            overrun = false;
            throw new LinuxException("recvfrom", failure, "the test");
        }
        if (queue.isEmpty() && dumping != null) {
            part(dumping);
        }
        byte[] answer = queue.poll();
        if (answer == null) {
            nowNanos += timeoutNanos;
            return NOTHING;
        }
        System.arraycopy(answer, 0, into, 0, answer.length);
        return answer.length;
    }

    @Override
    public int receiveBufferBytes() {
        return receiveBufferBytes;
    }

    @Override
    public void close() {}
}

package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.NLMSG_DONE;
import static dev.lvsd.netlink.NetlinkAbi.NLMSG_ERROR;
import static dev.lvsd.netlink.NetlinkAbi.NLMSG_OVERRUN;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_ACK;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_DUMP;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_DUMP_INTR;

import dev.lvsd.linux.Errno;
import dev.lvsd.linux.LinuxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests and their answers over one netlink socket. Of one thread; one operation at a time, so one
/// dump at a time too. After an exception it can be used on.
public final class NetlinkConnection implements AutoCloseable {
    private static final int DUMP_ATTEMPTS = 10;

    private final Exchange exchange;
    private final Recording recording = new Recording();
    private long repeats;

    /// Speaks through a transport, which is closed with this.
    public NetlinkConnection(NetlinkTransport transport) {
        this.exchange = new Exchange(transport);
    }

    /// Asks for one thing to be done and waits for the acknowledgement.
    ///
    /// @throws NetlinkException where the kernel refuses
    /// @throws LinuxException where the socket fails
    /// @throws NetlinkFormatException where the answer is none
    public void request(NetlinkRequest request) throws IOException {
        query(request, _ -> null);
    }

    /// Asks one thing and takes the replies up to the acknowledgement.
    ///
    /// @return what the decoder made of the replies
    /// @throws NetlinkException where the kernel refuses
    /// @throws LinuxException where the socket fails
    /// @throws NetlinkFormatException where a reply is not what it should be
    public <T> List<T> query(NetlinkRequest request, MessageDecoder<T> decoder) throws IOException {
        int sequence = exchange.begin(1);
        exchange.write(request, NLM_F_ACK, sequence);
        exchange.send();
        List<T> values = new ArrayList<>();
        while (true) {
            MessageCursor message = exchange.receive(request.command());
            while (message.next()) {
                if (message.sequence() != sequence) {
                    exchange.stray();
                } else if (message.type() == NLMSG_ERROR) {
                    exchange.end();
                    refuse(request, NetlinkError.parse(message));
                    return values;
                } else {
                    add(values, decoder.decode(message));
                }
            }
        }
    }

    /// Reads a list of the kernel's, whole or not at all: what changed while it was read is read again.
    ///
    /// @return what the decoder made of the entries
    /// @throws DumpInterruptedException where it changed each time
    /// @throws NetlinkException where the kernel refuses
    /// @throws LinuxException where the socket fails
    /// @throws NetlinkFormatException where an entry is not what it should be
    public <T> List<T> dump(NetlinkRequest request, MessageDecoder<T> decoder) throws IOException {
        return dump(request, decoder, null).values();
    }

    /// Reads a list again that was read before, and decodes it only if a byte of it is another.
    ///
    /// @param before what the same request gave with the same decoder, null for nothing yet
    /// @return `before` itself where the list is the same, otherwise what the decoder made of the entries
    /// @throws DumpInterruptedException where it changed each time
    /// @throws NetlinkException where the kernel refuses
    /// @throws LinuxException where the socket fails
    /// @throws NetlinkFormatException where an entry is not what it should be
    public <T> Dump<T> dump(NetlinkRequest request, MessageDecoder<T> decoder, @Nullable Dump<T> before)
            throws IOException {
        String reason = "";
        for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
            repeats += Math.min(attempt, 1);
            try {
                if (read(request)) {
                    Fingerprint fingerprint = recording.fingerprint();
                    return before != null && fingerprint.equals(before.fingerprint())
                            ? before
                            : new Dump<>(recording.decode(decoder), fingerprint);
                }
                reason = "it changed while it was read";
            } catch (NetlinkException e) {
                if (!e.errno().equals(Errno.EBUSY)) {
                    throw e;
                }
                reason = Errno.EBUSY.toString();
            } catch (LinuxException e) {
                if (!e.errno().equals(Errno.ENOBUFS)) {
                    throw e;
                }
                reason = Errno.ENOBUFS.toString();
            }
        }
        throw new DumpInterruptedException(request.command(), DUMP_ATTEMPTS, reason);
    }

    /// Sends many requests at nearly the speed at which the kernel does them, without waiting for each.
    /// A refused one does not stop those after it.
    ///
    /// @throws LinuxException where the socket fails: how far the kernel came is unknown then
    /// @throws NetlinkFormatException where an answer is none
    public BatchOutcome batch(List<? extends NetlinkRequest> requests)
            throws LinuxException, NetlinkFormatException {
        return new Batch(exchange, requests).run();
    }

    /// Sends requests of which all are done or none, in one datagram.
    ///
    /// @param begin what stands before them; its command names the whole
    /// @param requests at least one
    /// @param end what stands behind them
    /// @throws NetlinkException where the kernel refuses: nothing was done then
    /// @throws LinuxException where the socket fails: what was done is unknown then
    /// @throws NetlinkFormatException where an answer is none
    public void transaction(NetlinkRequest begin, List<? extends NetlinkRequest> requests, NetlinkRequest end)
            throws IOException {
        new Transaction(exchange, begin, requests, end).run();
    }

    /// Messages dropped because they answered nothing that was being asked.
    public long strays() {
        return exchange.strays();
    }

    /// Dumps that were asked for again, because what they read changed meanwhile or the kernel could not answer.
    public long repeats() {
        return repeats;
    }

    @Override
    public void close() {
        exchange.transport().close();
    }

    /// Records one dump to its end.
    ///
    /// @return whether it is consistent
    private boolean read(NetlinkRequest request) throws IOException {
        int sequence = exchange.begin(1);
        exchange.write(request, NLM_F_DUMP, sequence);
        exchange.send();
        recording.clear();
        boolean consistent = true;
        while (true) {
            MessageCursor message = exchange.receive(request.command());
            while (message.next()) {
                if (message.sequence() != sequence) {
                    exchange.stray();
                    continue;
                }
                consistent &= (message.flags() & NLM_F_DUMP_INTR) == 0;
                switch (message.type()) {
                    case NLMSG_DONE -> {
                        exchange.end();
                        refuse(request, result(message));
                        return consistent;
                    }
                    case NLMSG_ERROR -> refuse(request, NetlinkError.parse(message));
                    case NLMSG_OVERRUN -> consistent = false;
                    default -> recording.add(message);
                }
            }
        }
    }

    /// The error that a dump ended with, if any: `NLMSG_DONE` carries it since Linux 4.15.
    private static @Nullable NetlinkError result(MessageCursor done) throws NetlinkFormatException {
        int error = done.payloadLength() < Integer.BYTES ? 0 : done.u32(0);
        return error < 0 ? NetlinkError.of(done.sequence(), Errno.of(-error)) : null;
    }

    private static void refuse(NetlinkRequest request, @Nullable NetlinkError error) throws NetlinkException {
        if (error != null) {
            throw new NetlinkException(request.command(), error);
        }
    }

    private static <T> void add(List<T> values, @Nullable T value) {
        if (value != null) {
            values.add(value);
        }
    }
}

package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.NLMSG_ERROR;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_ACK;

import dev.lvsd.linux.Errno;
import dev.lvsd.linux.LinuxException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One pipelined run of requests: many in a datagram, an acknowledgement asked of the very last only,
/// since errors come with their sequence number anyway. After each datagram the errors are taken out of
/// the queue, and a datagram holds no more requests than the queue could take errors. Datagrams are written
/// before the first is sent: so the kernel is between the old state and the new for a short time only.
final class Batch {
    private static final int CHUNK_BYTES = 1 << 16;
    /// What an error with its sentence occupies in the kernel's queue at most, by the kernel's counting.
    private static final int ERROR_BYTES = 2048;
    /// What is written before it is sent, at most.
    private static final int AHEAD_BYTES = 1 << 22;
    private static final int MIN_CHUNK = 16;
    private static final int MAX_CHUNK = 1024;

    private final Exchange exchange;
    private final List<? extends NetlinkRequest> requests;
    private final List<BatchOutcome.Failure> failures = new ArrayList<>();
    private final int chunk;
    private int first;
    private boolean answered;

    Batch(Exchange exchange, List<? extends NetlinkRequest> requests) throws LinuxException {
        this.exchange = exchange;
        this.requests = requests;
        this.chunk = Math.clamp(exchange.transport().receiveBufferBytes() / ERROR_BYTES, MIN_CHUNK, MAX_CHUNK);
    }

    BatchOutcome run() throws LinuxException, NetlinkFormatException {
        if (requests.isEmpty()) {
            return new BatchOutcome.Complete(List.of());
        }
        first = exchange.begin(requests.size());
        int sent = 0;
        try {
            while (sent < requests.size()) {
                for (Datagram datagram : write(sent)) {
                    exchange.send(datagram.from, datagram.end);
                    sent = datagram.next;
                    readWaiting();
                }
            }
            while (!answered) {
                read(exchange.receive(requests.getLast().command()));
            }
        } catch (LinuxException e) {
            if (sent > 0 && e.errno().equals(Errno.ENOBUFS)) {
                return new BatchOutcome.Overrun(sent, sorted());
            }
            throw e;
        }
        exchange.end();
        return new BatchOutcome.Complete(sorted());
    }

    /// Requests in the writer that are sent together.
    ///
    /// @param from offset of the first
    /// @param end offset behind the last
    /// @param next index of the request after them
    private record Datagram(int from, int end, int next) {}

    private List<Datagram> write(int firstRequest) {
        List<Datagram> datagrams = new ArrayList<>();
        MessageWriter writer = exchange.writer().clear();
        int next = firstRequest;
        while (next < requests.size() && writer.length() < AHEAD_BYTES) {
            int from = writer.length();
            next = writeOne(next);
            datagrams.add(new Datagram(from, writer.length(), next));
        }
        return datagrams;
    }

    private int writeOne(int firstRequest) {
        int last = requests.size() - 1;
        int full = exchange.writer().length() + CHUNK_BYTES;
        int next = firstRequest;
        while (next <= last && next - firstRequest < chunk && exchange.writer().length() < full) {
            exchange.write(requests.get(next), next == last ? NLM_F_ACK : 0, first + next);
            next++;
        }
        return next;
    }

    private void readWaiting() throws LinuxException, NetlinkFormatException {
        for (MessageCursor message = exchange.poll(); message != null; message = exchange.poll()) {
            read(message);
        }
    }

    private void read(MessageCursor message) throws NetlinkFormatException {
        while (message.next()) {
            int index = message.sequence() - first;
            if (message.type() != NLMSG_ERROR || index < 0 || index >= requests.size()) {
                exchange.stray();
                continue;
            }
            @Nullable NetlinkError error = NetlinkError.parse(message);
            if (error != null) {
                failures.add(new BatchOutcome.Failure(index, error));
            }
            answered |= index == requests.size() - 1;
        }
    }

    /// The refusals by their index, one for each.
    private List<BatchOutcome.Failure> sorted() {
        SortedMap<Integer, BatchOutcome.Failure> byIndex = new TreeMap<>();
        failures.forEach(failure -> byIndex.putIfAbsent(failure.index(), failure));
        return List.copyOf(byIndex.values());
    }
}

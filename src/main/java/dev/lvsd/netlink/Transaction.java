package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.NLMSG_ERROR;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_ACK;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests in one datagram that are all done or none: those of nfnetlink between the messages that begin and end a
/// batch. The last of the requests asks for an acknowledgement. What is wrong with the batch as a whole comes as an
/// error of its beginning; then no other answer needs to follow.
final class Transaction {
    private final Exchange exchange;
    private final NetlinkRequest begin;
    private final List<? extends NetlinkRequest> requests;
    private final NetlinkRequest end;

    /// @param requests at least one
    Transaction(
            Exchange exchange, NetlinkRequest begin, List<? extends NetlinkRequest> requests, NetlinkRequest end) {
        this.exchange = exchange;
        this.begin = begin;
        this.requests = requests;
        this.end = end;
    }

    /// @throws NetlinkException for the first request that the kernel refuses, or for the beginning
    void run() throws IOException {
        int number = exchange.begin(requests.size() + 2);
        int last = number + requests.size();
        exchange.write(begin, 0, number);
        for (int i = 0; i < requests.size(); i++) {
            exchange.write(requests.get(i), number + 1 + i == last ? NLM_F_ACK : 0, number + 1 + i);
        }
        exchange.write(end, 0, last + 1);
        exchange.send();
        @Nullable NetlinkException refusal = null;
        boolean answered = false;
        while (!answered) {
            MessageCursor message = exchange.receive(requests.getLast().command());
            while (message.next()) {
                int index = message.sequence() - number;
                if (message.type() != NLMSG_ERROR || index < 0 || index > requests.size()) {
                    exchange.stray();
                    continue;
                }
                @Nullable NetlinkError error = NetlinkError.parse(message);
                if (error != null && refusal == null) {
                    refusal = new NetlinkException((index == 0 ? begin : requests.get(index - 1)).command(), error);
                }
                answered |= message.sequence() == last || (index == 0 && error != null);
            }
        }
        if (refusal != null) {
            throw refusal;
        }
        exchange.end();
    }
}

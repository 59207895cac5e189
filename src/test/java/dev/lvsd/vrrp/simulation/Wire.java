package dev.lvsd.vrrp.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;

/// The network: who reaches whom, and the packets that are under way. A heap of primitive keys, because it is what
/// a simulation does most.
final class Wire {
    static final long NEVER = Long.MAX_VALUE;
    /// The VRRP message begins here; the kernel has tested what is before it.
    private static final int MESSAGE = 20;
    /// A key is a time and, in the low bits, the place of its packet.
    private static final int PLACE_BITS = 16;
    private static final int PLACES = 1 << PLACE_BITS;

    private final int nodes;
    private final SplittableRandom random;
    private final int[][] cut;
    private final long[] trouble;
    private Weather weather = Weather.CLEAN;
    private long[] heap = new long[64];
    private int size;
    private byte[][] packets = new byte[64][];
    private int[] receivers = new int[64];
    private int[] free = new int[64];
    private int freed;
    private int places;
    private long copies;
    private long lost;

    /// @param segments of which each node is in each; one for each virtual router
    Wire(int segments, int nodes, SplittableRandom random) {
        this.nodes = nodes;
        this.random = random;
        cut = new int[segments][nodes];
        trouble = new long[segments * nodes * nodes];
        Arrays.fill(trouble, Long.MIN_VALUE / 2);
    }

    void weather(Weather next) {
        weather = next;
    }

    /// Who is not reached by a sender on any segment, a bit each.
    void cut(int from, int receivers) {
        for (int[] segment : cut) {
            segment[from] = receivers;
        }
    }

    /// Who is not reached by a sender on one segment, a bit each.
    void cut(int segment, int from, int receivers) {
        cut[segment][from] = receivers;
    }

    void heal() {
        for (int[] segment : cut) {
            Arrays.fill(segment, 0);
        }
    }

    /// The last time at which something was sent from one node to another that did not arrive whole within
    /// [Weather#DELAY].
    long trouble(int segment, int from, int to) {
        return trouble[(segment * nodes + from) * nodes + to];
    }

    private void troubled(int segment, int from, int to, long now) {
        trouble[(segment * nodes + from) * nodes + to] = now;
    }

    /// Packets that a sender sent, for each receiver one, and those that the network made of them.
    long copies() {
        return copies;
    }

    /// Packets that arrive nowhere.
    long lost() {
        return lost;
    }

    int underWay() {
        return size;
    }

    void send(int segment, int from, byte[] packet, long now) {
        for (int to = 0; to < nodes; to++) {
            if (to == from) {
                continue;
            }
            if ((cut[segment][from] >> to & 1) != 0) {
                copies++;
                lose(segment, from, to, now);
            } else if (weather.equals(Weather.CLEAN)) {
                copies++;
                add(now + 1 + random.nextInt((int) Weather.DELAY - 1), to, packet);
            } else {
                sendThrough(segment, from, to, packet, now);
            }
        }
    }

    private void sendThrough(int segment, int from, int to, byte[] packet, long now) {
        Weather through = weather;
        int number = happens(through.doubled()) ? 2 : 1;
        for (int i = 0; i < number; i++) {
            copies++;
            if (happens(through.lost())) {
                lose(segment, from, to, now);
                continue;
            }
            byte[] copy = packet;
            if (happens(through.damaged())) {
                copy = damaged(packet);
                troubled(segment, from, to, now);
            }
            long delay = Weather.DELAY;
            if (happens(through.late())) {
                delay = Weather.LATE;
                troubled(segment, from, to, now);
            }
            add(now + 1 + random.nextInt((int) delay - 1), to, copy);
        }
    }

    private boolean happens(int of256) {
        return random.nextInt(256) < of256;
    }

    private void lose(int segment, int from, int to, long now) {
        lost++;
        troubled(segment, from, to, now);
    }

    private byte[] damaged(byte[] packet) {
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(packet, random.nextInt(packet.length));
        }
        byte[] copy = packet.clone();
        copy[MESSAGE + random.nextInt(copy.length - MESSAGE)] ^= (byte) (1 + random.nextInt(255));
        return copy;
    }

    /// When the next packet arrives.
    long nextNanos() {
        return size == 0 ? NEVER : heap[0] >> PLACE_BITS;
    }

    /// Who gets the next packet.
    int nextReceiver() {
        return receivers[(int) heap[0] & PLACES - 1];
    }

    /// Takes the next packet from the network.
    byte[] take() {
        int place = (int) heap[0] & PLACES - 1;
        free[freed++] = place;
        long last = heap[--size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (last <= heap[child]) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = last;
        return packets[place];
    }

    private void add(long time, int to, byte[] packet) {
        int place = freed > 0 ? free[--freed] : places++;
        if (place >= PLACES) {
            throw new Violation(Rule.STORM, "more than " + PLACES + " packets under way");
        }
        if (place >= packets.length) {
            int capacity = 2 * packets.length;
            packets = Arrays.copyOf(packets, capacity);
            receivers = Arrays.copyOf(receivers, capacity);
            free = Arrays.copyOf(free, capacity);
            heap = Arrays.copyOf(heap, capacity);
        }
        packets[place] = packet;
        receivers[place] = to;
        long key = time << PLACE_BITS | place;
        int at = size++;
        while (at > 0 && heap[(at - 1) / 2] > key) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = key;
    }
}

package dev.lvsd.ipvs;

import java.util.function.IntBinaryOperator;

/// How long idle connections of the whole table are kept, in seconds. In a wish, 0 leaves a timeout as it is, to
/// the kernel too.
///
/// @param tcp established TCP
/// @param tcpFin TCP after a FIN
/// @param udp UDP
public record Timeouts(int tcp, int tcpFin, int udp) {
    /// No wish at all.
    public static final Timeouts NONE = new Timeouts(0, 0, 0);

    /// Refuses what is no time.
    public Timeouts {
        if (tcp < 0 || tcpFin < 0 || udp < 0) {
            throw new IllegalArgumentException("timeouts " + tcp + " " + tcpFin + " " + udp);
        }
    }

    /// Whether it wishes nothing.
    public boolean isNone() {
        return equals(NONE);
    }

    /// Takes each of the three from a pair of them.
    ///
    /// @param choice of ours and the other's
    public Timeouts with(Timeouts other, IntBinaryOperator choice) {
        return new Timeouts(
                choice.applyAsInt(tcp, other.tcp),
                choice.applyAsInt(tcpFin, other.tcpFin),
                choice.applyAsInt(udp, other.udp));
    }

    /// These, and the other's where these say nothing.
    public Timeouts or(Timeouts other) {
        return with(other, (ours, theirs) -> ours == 0 ? theirs : ours);
    }

    /// As ipvsadm prints them: `900 120 300`.
    @Override
    public String toString() {
        return tcp + " " + tcpFin + " " + udp;
    }
}

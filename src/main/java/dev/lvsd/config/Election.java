package dev.lvsd.config;

/// How a virtual router stands for election.
///
/// @param startsAsMaster `state MASTER`; as in keepalived it decides the default priority and clears `nopreempt`, and
///     the instance starts as backup all the same
/// @param preempt false with `nopreempt`
/// @param yieldsWithAdvert `higher_prio_send_advert`: a master that yields sends one more advert, so that the winner
///     announces its addresses again
public record Election(boolean startsAsMaster, boolean preempt, boolean yieldsWithAdvert) {
    /// What a file that says nothing gets.
    public static final Election DEFAULTS = new Election(false, true, true);
}

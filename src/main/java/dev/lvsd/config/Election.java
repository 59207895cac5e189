package dev.lvsd.config;

/// How a virtual router stands for election.
///
/// @param startsAsMaster `state MASTER`; as in keepalived it decides the default priority and clears `nopreempt`, and
///     the instance starts as backup all the same
/// @param preempt false with `nopreempt`
/// @param yieldsWithAdvert `higher_prio_send_advert`: a master that yields sends one more advert, so that the winner
///     announces its addresses again
/// @param answersLosers false with `lower_prio_no_advert`: a losing advert gets no advert at once, its addresses are
///     announced again all the same
/// @param ownerIgnoresAdverts `owner_ignore_adverts`: a master of priority 255 takes no notice of others
/// @param strict `strict_mode` or `vrrp_strict`
/// @param timers how long it waits
public record Election(
        boolean startsAsMaster,
        boolean preempt,
        boolean yieldsWithAdvert,
        boolean answersLosers,
        boolean ownerIgnoresAdverts,
        boolean strict,
        ElectionTimers timers) {
    /// What a file that says nothing gets.
    public static final Election DEFAULTS = new Election(false, true, true);

    /// All else as in a file that says nothing.
    public Election(boolean startsAsMaster, boolean preempt, boolean yieldsWithAdvert) {
        this(startsAsMaster, preempt, yieldsWithAdvert, true, false, false, ElectionTimers.DEFAULTS);
    }
}

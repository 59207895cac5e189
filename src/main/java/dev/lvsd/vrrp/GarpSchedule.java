package dev.lvsd.vrrp;

import dev.lvsd.config.GarpSettings;

/// When the addresses of one virtual router are announced, and how often: a burst at once, a second one
/// after a delay, refreshes while master. It opens nothing and reads no clock; confined to one thread.
///
/// Losing adverts may come fast: while the second burst for one is due, further ones are not answered.
public final class GarpSchedule {
    private GarpSettings settings;
    private long secondAt = VirtualRouter.NEVER;
    private int secondRepeat;
    private boolean isMaster;
    private long refreshAt = VirtualRouter.NEVER;

    /// A schedule on which nothing stands.
    public GarpSchedule(GarpSettings settings) {
        this.settings = settings;
    }

    /// The addresses are ours now.
    ///
    /// @return how often to announce each address now
    public int onMaster(long nowNanos) {
        isMaster = true;
        second(settings.delay().toNanos(), settings.repeat(), nowNanos);
        long refresh = settings.refresh().toNanos();
        refreshAt = refresh > 0 ? nowNanos + refresh : VirtualRouter.NEVER;
        return settings.repeat();
    }

    /// Somebody else believed to be master: the network may have learned his link-layer address.
    ///
    /// @return how often to announce each address now
    public int onLosingAdvert(long nowNanos) {
        if (secondAt != VirtualRouter.NEVER && settings.lowerPriorityDelay().isPositive()) {
            return 0;
        }
        second(settings.lowerPriorityDelay().toNanos(), settings.lowerPriorityRepeat(), nowNanos);
        return settings.lowerPriorityRepeat();
    }

    /// Takes other settings; what is due already stays due.
    public void reconfigure(GarpSettings next, long nowNanos) {
        long refresh = next.refresh().toNanos();
        if (refreshAt != VirtualRouter.NEVER) {
            refreshAt = refresh > 0 ? Math.min(refreshAt, nowNanos + refresh) : VirtualRouter.NEVER;
        } else if (isMaster && refresh > 0) {
            refreshAt = nowNanos + refresh;
        }
        settings = next;
    }

    /// The addresses are ours no longer.
    public void stop() {
        isMaster = false;
        secondAt = VirtualRouter.NEVER;
        refreshAt = VirtualRouter.NEVER;
    }

    /// When {@link #due} is to be asked, or {@link VirtualRouter#NEVER}.
    public long deadlineNanos() {
        return Math.min(secondAt, refreshAt);
    }

    /// Takes what is due from the schedule.
    ///
    /// @return how often to announce each address now
    public int due(long nowNanos) {
        int repeat = 0;
        if (nowNanos >= secondAt) {
            secondAt = VirtualRouter.NEVER;
            repeat = secondRepeat;
        }
        if (nowNanos >= refreshAt) {
            refreshAt = nowNanos + settings.refresh().toNanos();
            repeat = Math.max(repeat, settings.refreshRepeat());
        }
        return repeat;
    }

    private void second(long delay, int repeat, long now) {
        secondAt = delay > 0 && repeat > 0 ? now + delay : VirtualRouter.NEVER;
        secondRepeat = repeat;
    }
}

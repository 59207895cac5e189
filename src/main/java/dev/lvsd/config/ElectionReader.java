package dev.lvsd.config;

import dev.lvsd.config.keyword.Keywords;
import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads how an instance stands for election, as keepalived completes it.
final class ElectionReader {
    private static final Shape.Whole EXPIRY = new Shape.Whole(1, 254);
    private static final int HIGHEST_BACKUP = 254;

    private final Section section;
    private final ElectionDefaults defaults;
    private final Values values;
    private final ProblemCollector problems;
    private final boolean strict;

    private ElectionReader(Section section, ElectionDefaults defaults, Values values) {
        this.section = section;
        this.defaults = defaults;
        this.values = values;
        problems = section.problems();
        strict = isStrict(section, defaults);
    }

    /// The election of an instance.
    ///
    /// @param priority as given, null for the default
    static Election read(Section section, @Nullable Long priority, ElectionDefaults defaults, Values values) {
        return new ElectionReader(section, defaults, values).read(priority);
    }

    /// Whether an instance is in strict mode.
    static boolean isStrict(Section section, ElectionDefaults defaults) {
        Boolean given = section.givenOnOff("strict_mode");
        return given == null ? defaults.strict() : given;
    }

    private Election read(@Nullable Long priority) {
        boolean master = startsAsMaster(priority);
        boolean nopreempt = nopreempt(master);
        return new Election(
                master,
                !nopreempt,
                strictly("higher_prio_send_advert", defaults.yieldsWithAdvert(), false),
                !strictly("lower_prio_no_advert", !defaults.answersLosers(), true),
                strictly("owner_ignore_adverts", defaults.ownerIgnoresAdverts(), true),
                strict,
                new ElectionTimers(
                        preemptDelay(master, nopreempt), defaults.startupDelay(), defaults.delayAfterBoot(),
                        downTimerAdverts(), expiryPriority(nopreempt)));
    }

    /// In strict mode only the owner of the addresses, which is what has priority 255, may say so.
    private boolean startsAsMaster(@Nullable Long priority) {
        String state = section.givenChoice("state");
        boolean owner = priority != null && priority == 255;
        boolean says = state == null ? owner : state.equals("MASTER");
        if (strict && state != null && priority != null && says != owner) {
            problems.mistake(section.positionOf("state"), "strict mode allows state MASTER with priority 255 alone",
                    "it is " + (owner ? "MASTER" : "BACKUP"), null);
            return owner;
        }
        return says;
    }

    private boolean nopreempt(boolean master) {
        boolean nopreempt = section.flag("nopreempt");
        if (section.flag("preempt") && nopreempt) {
            problems.mistake(section.positionOf("preempt"), "preempt and nopreempt contradict each other",
                    "nopreempt is taken", null);
        }
        if (nopreempt && master) {
            problems.mistake(section.positionOf("nopreempt"),
                    "nopreempt has no effect with state MASTER or priority 255",
                    "say state BACKUP on all nodes");
        }
        return nopreempt && !master;
    }

    private Duration preemptDelay(boolean master, boolean nopreempt) {
        Duration given = section.seconds("preempt_delay");
        if (given.isZero() || !(master || nopreempt || strict)) {
            return given;
        }
        String by = master ? "state MASTER or priority 255" : nopreempt ? "nopreempt" : "strict mode";
        problems.mistake(section.positionOf("preempt_delay"), "preempt_delay has no effect with " + by,
                "leave one of them out");
        return Duration.ZERO;
    }

    private int downTimerAdverts() {
        Long given = section.givenWhole("down_timer_adverts");
        int standard = ElectionTimers.DEFAULTS.downTimerAdverts();
        if (strict && given != null && given != standard) {
            problems.mistake(section.positionOf("down_timer_adverts"),
                    "strict mode does not allow down_timer_adverts " + given, "it is " + standard, null);
        }
        return strict ? standard : given == null ? defaults.downTimerAdverts() : given.intValue();
    }

    private int expiryPriority(boolean nopreempt) {
        Node.@Nullable Statement statement = section.statement("timer_expired_backup");
        if (statement == null) {
            return 0;
        }
        if (!nopreempt) {
            problems.mistake(statement.position(), "timer_expired_backup has no effect without nopreempt",
                    "a master that comes back takes over again");
            return 0;
        }
        Long given = statement.words().isEmpty() ? null : values.whole(
                Keywords.of(Place.VRRP_INSTANCE, "timer_expired_backup"), EXPIRY, statement.words().getFirst());
        return given == null ? HIGHEST_BACKUP : given.intValue();
    }

    /// A switch that strict mode decides.
    private boolean strictly(String keyword, boolean preset, boolean inStrictMode) {
        Boolean given = section.givenOnOff(keyword);
        if (strict && given != null && given != inStrictMode) {
            problems.mistake(section.positionOf(keyword),
                    "strict mode does not allow " + keyword + (given ? "" : " off"),
                    "it is " + (inStrictMode ? "on" : "off"), null);
        }
        return strict ? inStrictMode : Objects.requireNonNullElse(given, preset);
    }
}

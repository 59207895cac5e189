package dev.lvsd.vrrp.simulation;

import dev.lvsd.config.Election;
import dev.lvsd.config.ElectionTimers;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Action;
import dev.lvsd.vrrp.Advert;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.Readiness;
import dev.lvsd.vrrp.RouterState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An engine that is broken on purpose: what it is told, or what it says, is not what it should be. Each names a rule
/// that finds it alone.
enum Mutation {
    /// As it is.
    NONE(Rule.STORM),
    /// A master hears no better one.
    NEVER_YIELDS(Rule.ONE_MASTER) {
        @Override
        @Nullable Input heard(Input.AdvertReceived advert, Mutant by) {
            return by.state() == RouterState.MASTER ? null : advert;
        }
    },
    /// A backup's timer runs on, whatever it hears.
    TIMER_NOT_RESET(Rule.FALSE_TAKEOVER) {
        @Override
        @Nullable Input heard(Input.AdvertReceived advert, Mutant by) {
            return by.state() == RouterState.BACKUP ? null : advert;
        }
    },
    /// Nobody hears that the master leaves.
    PRIORITY_ZERO_IGNORED(Rule.PATIENCE) {
        @Override
        @Nullable Input heard(Input.AdvertReceived advert, Mutant by) {
            return advert.advert().priority() == 0 ? null : advert;
        }
    },
    /// Of two masters of one priority the lower address wins.
    TIE_REVERSED(Rule.YIELD) {
        @Override
        Input heard(Input.AdvertReceived advert, Mutant by) {
            boolean higher = advert.source().compareTo(by.source()) < 0;
            return advert.source() instanceof IpAddress.V4 ? from(higher, advert.advert()) : advert;
        }
    },
    /// Addresses are compared as signed numbers.
    TIE_SIGNED(Rule.YIELD) {
        @Override
        Input heard(Input.AdvertReceived advert, Mutant by) {
            return advert.source() instanceof IpAddress.V4
                    ? from(bits(advert.source()) > bits(by.source()), advert.advert()) : advert;
        }
    },
    /// A backup waits for three intervals only.
    SKEW_LEFT_OUT(Rule.PATIENCE),
    /// Time is what the wall clock shows.
    WALL_CLOCK(Rule.PATIENCE),
    /// A node without interface advertises.
    ADVERTS_IN_FAULT(Rule.SILENCE),
    /// A master leaves without a word.
    LEAVES_SILENTLY(Rule.LEAVING) {
        @Override
        List<Action> said(List<Action> actions, RouterState before, Input input, Mutant by) {
            return without(Action.Order.SEND_PRIORITY_ZERO, actions);
        }
    },
    /// A master that yields keeps its addresses.
    KEEPS_ADDRESSES(Rule.ADDRESSES) {
        @Override
        List<Action> said(List<Action> actions, RouterState before, Input input, Mutant by) {
            return before == RouterState.MASTER && by.state() == RouterState.BACKUP
                    ? without(Action.Order.REMOVE_ADDRESSES, actions) : actions;
        }
    },
    /// A master misses every second advert.
    HALF_THE_ADVERTS(Rule.RHYTHM) {
        @Override
        List<Action> said(List<Action> actions, RouterState before, Input input, Mutant by) {
            return before == RouterState.MASTER && by.isOdd()
                    ? without(Action.Order.SEND_ADVERT, actions) : actions;
        }
    },
    /// A master of lower priority is replaced before this node can serve.
    PREEMPTS_UNREADY(Rule.PATIENCE) {
        @Override
        Readiness readiness(Readiness readiness) {
            return Readiness.READY;
        }
    },
    /// `nopreempt` is not read.
    NOPREEMPT_IGNORED(Rule.FALSE_TAKEOVER) {
        @Override
        VrrpInstance configuration(VrrpInstance instance) {
            return preempting(instance, true);
        }
    },
    /// A reload does not reach it.
    RELOAD_IGNORED(Rule.PATIENCE),
    /// A reload makes a master advertise.
    RELOAD_ADVERTISES(Rule.RELOAD) {
        @Override
        List<Action> said(List<Action> actions, RouterState before, Input input, Mutant by) {
            return input instanceof Input.Reconfigured && before == RouterState.MASTER
                    ? List.of(Action.Order.SEND_ADVERT) : actions;
        }
    },
    /// A packet that is refused counts like the last one that was not.
    REFUSED_HEEDED(Rule.REFUSED),
    /// A backup waits for ever.
    NEVER_TAKES_OVER(Rule.A_MASTER),
    /// A master of lower priority is left alone.
    NEVER_PREEMPTS(Rule.BEST) {
        @Override
        VrrpInstance configuration(VrrpInstance instance) {
            return preempting(instance, false);
        }
    },
    /// A takeover adds the addresses before the advert is sent.
    ADDRESSES_FIRST(Rule.ACTIONS) {
        @Override
        List<Action> said(List<Action> actions, RouterState before, Input input, Mutant by) {
            return actions.contains(Action.Order.ADD_ADDRESSES) ? actions.reversed() : actions;
        }
    },
    /// A member of a sync group takes over by itself.
    NEVER_JOINS(Rule.TOGETHER) {
        @Override
        @Nullable Input grouped(Input.Grouped said) {
            return said == Input.Group.JOIN ? null : said;
        }
    },
    /// A member goes on while another is in a fault.
    GROUP_FAULT_IGNORED(Rule.TOGETHER) {
        @Override
        @Nullable Input grouped(Input.Grouped said) {
            return said instanceof Input.GroupFault ? null : said;
        }
    },
    /// A member stays master while another has lost.
    GROUP_YIELD_IGNORED(Rule.TOGETHER) {
        @Override
        @Nullable Input grouped(Input.Grouped said) {
            return said == Input.Group.YIELD ? null : said;
        }
    },
    /// A member is elected and does nothing.
    ELECTION_IGNORED(Rule.TOGETHER) {
        @Override
        @Nullable Input grouped(Input.Grouped said) {
            return said == Input.Group.ELECTED ? null : said;
        }
    },
    /// One that has left its sync group still waits for it.
    NEVER_LEAVES(Rule.A_MASTER) {
        @Override
        @Nullable Input grouped(Input.Grouped said) {
            return said == Input.Group.LEAVE ? null : said;
        }
    },
    /// A script that fails is no fault.
    FAULT_IGNORED(Rule.LEAVING) {
        @Override
        Input tracked(Input.Tracked said, Mutant by) {
            return new Input.Tracked(said.priority(), null);
        }
    },
    /// Weights change nothing.
    WEIGHT_IGNORED(Rule.PATIENCE) {
        @Override
        Input tracked(Input.Tracked said, Mutant by) {
            return new Input.Tracked(by.priority(), said.fault());
        }
    },
    /// A master of lower priority is replaced at once.
    PREEMPT_DELAY_IGNORED(Rule.PATIENCE) {
        @Override
        VrrpInstance configuration(VrrpInstance instance) {
            Election said = instance.election();
            ElectionTimers timers = said.timers();
            return Cast.with(instance, Cast.election(said.preempt(), said.yieldsWithAdvert(), new ElectionTimers(
                    Duration.ZERO, timers.startupDelay(), timers.delayAfterBoot(), timers.downTimerAdverts(),
                    timers.expiryPriority())));
        }
    },
    /// `vrrp_startup_delay` is over at once.
    STARTUP_DELAY_IGNORED(Rule.PATIENCE),
    /// A node in maintenance stays what it is.
    MAINTENANCE_IGNORED(Rule.LEAVING),
    /// The timer is due again and again.
    ALWAYS_DUE(Rule.STORM);

    private static final IpAddress.V4 LOWEST = new IpAddress.V4(1);
    private static final IpAddress.V4 HIGHEST = new IpAddress.V4(-2);

    private final Rule foundBy;

    Mutation(Rule foundBy) {
        this.foundBy = foundBy;
    }

    /// A rule that finds it where no other rule is looked at.
    Rule foundBy() {
        return foundBy;
    }

    /// What the engine hears, null for nothing.
    @Nullable Input heard(Input.AdvertReceived advert, Mutant by) {
        return advert;
    }

    /// What the engine says.
    List<Action> said(List<Action> actions, RouterState before, Input input, Mutant by) {
        return actions;
    }

    /// What the engine hears of its sync group, null for nothing.
    @Nullable Input grouped(Input.Grouped said) {
        return said;
    }

    /// What the engine hears of what it tracks.
    Input tracked(Input.Tracked said, Mutant by) {
        return said;
    }

    Readiness readiness(Readiness readiness) {
        return readiness;
    }

    VrrpInstance configuration(VrrpInstance instance) {
        return instance;
    }

    private static int bits(IpAddress address) {
        return ((IpAddress.V4) address).bits();
    }

    private static Input from(boolean higher, Advert advert) {
        return new Input.AdvertReceived(higher ? HIGHEST : LOWEST, advert);
    }

    private static List<Action> without(Action forgotten, List<Action> actions) {
        return actions.stream().filter(action -> !action.equals(forgotten)).toList();
    }

    private static VrrpInstance preempting(VrrpInstance of, boolean preempts) {
        Election said = of.election();
        return Cast.with(of, new Election(preempts, preempts, said.yieldsWithAdvert(), said.answersLosers(),
                said.ownerIgnoresAdverts(), said.strict(), said.timers()));
    }
}

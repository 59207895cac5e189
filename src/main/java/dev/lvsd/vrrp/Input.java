package dev.lvsd.vrrp;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import org.jspecify.annotations.Nullable;

/// What can happen to a virtual router.
public sealed interface Input {
    /// The interface can be used: it is there, up and running, and has the source address. Said at first, it
    /// starts the virtual router; said again, it gives another source address.
    ///
    /// @param source primary address: the source of our adverts, which decides between equal priorities
    record InterfaceUp(IpAddress source) implements Input {}

    /// The interface cannot be used.
    ///
    /// @param reason for the log and the status: `interface eth0 is down`
    record InterfaceDown(String reason) implements Input {}

    /// An advert that the reader accepted.
    ///
    /// @param source the sender's primary address
    /// @param advert what it says
    record AdvertReceived(IpAddress source, Advert advert) implements Input {}

    /// What the instance tracks says this from now on. An instance that tracks anything that can be a fault does not
    /// start before this was said.
    ///
    /// @param priority in our adverts from now on
    /// @param fault what is wrong, for the log and the status: `script check: exit status 1`; null for nothing
    record Tracked(int priority, @Nullable String fault) implements Input {}

    /// The configuration of this virtual router is another one from now on. Its state stays, and so does its
    /// deadline where no interval has changed.
    ///
    /// @param instance the new configuration
    /// @param priority in our adverts from now on: the configured one with what is tracked
    record Reconfigured(VrrpInstance instance, int priority) implements Input {
        /// Nothing that is tracked changes the configured priority.
        public Reconfigured(VrrpInstance instance) {
            this(instance, instance.priority());
        }
    }

    /// What the sync group of a virtual router wants of it ([SyncGroup]).
    sealed interface Grouped extends Input {}

    /// Another member cannot run, or all can again: then those that were held start as from `up`.
    ///
    /// @param reason why the group is in a fault, null when it no longer is
    record GroupFault(@Nullable String reason) implements Grouped {}

    /// What a sync group says.
    enum Group implements Grouped {
        /// From now on it takes over only when it is elected.
        JOIN,
        /// From now on it takes over by itself.
        LEAVE,
        /// All members can take over: this one does.
        ELECTED,
        /// Another member has lost against a better master: this one yields, too, without priority 0.
        YIELD
    }

    /// Time has passed; to be said when {@link VirtualRouter#deadlineNanos()} is reached, harmless before.
    enum Timer implements Input {
        /// The only one.
        TICK
    }

    /// What stands behind the virtual addresses can serve now; said once to a virtual router that was made
    /// {@link Readiness#WAITING}, harmless to any other.
    enum Ready implements Input {
        /// The only one.
        READY
    }

    /// An earlier run of this daemon was master until just now, and its addresses are still there. Said before the
    /// first {@link InterfaceUp}; later it changes nothing.
    enum Resume implements Input {
        /// The only one.
        RESUME
    }

    /// The node is in maintenance, or no longer. The priority is 1 while it is, whatever else says otherwise.
    enum Maintenance implements Input {
        /// From now on; said again to a master that found no successor, it hands over again.
        BEGIN,
        /// No longer: the priority counts that the configuration and what is tracked make.
        END
    }

    /// The daemon stops.
    enum Shutdown implements Input {
        /// For good: the master hands over.
        STOP,
        /// It comes back at once: the addresses stay, and the others hear one more advert rather than priority 0.
        COME_BACK
    }
}

package dev.lvsd.config;

import java.util.List;

/// What an instance tracks. Names are those of blocks that the configuration has, or of interfaces.
///
/// @param ownInterface false with `dont_track_primary`: it stays as it is while its interface is down
/// @param things `track_interface`, `track_script`, `track_process` and `track_file`, in this order, and
///     the `track_group`s of static entries
public record Tracking(boolean ownInterface, List<Tracked> things) {
    /// What a file that says nothing gets.
    public static final Tracking DEFAULTS = new Tracking(true, List.of());

    /// Copies the list.
    public Tracking {
        things = List.copyOf(things);
    }

    /// What is tracked.
    public enum Kind {
        /// An interface, by its name.
        INTERFACE,
        /// A `vrrp_script`.
        SCRIPT,
        /// A `vrrp_track_process`.
        PROCESS,
        /// A `track_file`.
        FILE,
        /// The static entries of a `track_group` that has the instance among its members.
        GROUP;

        /// The keyword by which an instance tracks it: `track_script`.
        public String keyword() {
            return switch (this) {
                case INTERFACE -> "track_interface";
                case SCRIPT -> "track_script";
                case PROCESS -> "track_process";
                case FILE -> "track_file";
                case GROUP -> "track_group";
            };
        }
    }

    /// The identity of a tracked thing.
    ///
    /// @param kind of which kind
    /// @param name of the block or of the interface
    public record Key(Kind kind, String name) {}

    /// A line of a `track_…` block.
    ///
    /// @param key what is tracked
    /// @param weight of the line, otherwise that of the block
    public record Tracked(Key key, TrackWeight weight) {
        /// Whether it can be a fault rather than a change of the priority.
        public boolean canFault() {
            return weight.value() == 0;
        }

        /// The same without its weight: it can be a fault; `reverse` stays.
        Tracked withoutWeight() {
            return new Tracked(key, new TrackWeight(0, weight.reverse()));
        }
    }

    /// Whether anything but the own interface can be a fault.
    public boolean canFault() {
        return things.stream().anyMatch(Tracked::canFault);
    }
}

package dev.lvsd.ipvs;

import dev.lvsd.net.Endpoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An IPVS table that steps change, with the kernel's answers (`net/netfilter/ipvs/ip_vs_ctl.c`). Belongs to
/// one thread.
public final class TableModel {
    private final Map<VirtualServerKey, Entry> entries = new LinkedHashMap<>();

    /// Changes the table, or refuses the step and changes nothing.
    ///
    /// @return null where the step was done
    public @Nullable StepFailure apply(Step step) {
        Entry entry = entries.get(step.key());
        if (step instanceof Step.AddVirtualServer(var key, var options)) {
            return entry == null ? put(key, options) : new StepFailure.AlreadyExists();
        }
        return entry == null ? new StepFailure.NoSuchVirtualServer() : change(entry, step);
    }

    /// One virtual server as it is now, null where it is not in the table. It is the same object as long as nothing
    /// changes, the one given to [#set] too.
    public @Nullable VirtualServerEntry entry(VirtualServerKey key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.snapshot();
    }

    /// The whole table as it is now.
    public IpvsTable snapshot() {
        Map<VirtualServerKey, VirtualServerEntry> copy = LinkedHashMap.newLinkedHashMap(entries.size());
        entries.forEach((key, entry) -> copy.put(key, entry.snapshot()));
        return new IpvsTable(copy);
    }

    /// Puts one virtual server to what was read, null for its absence.
    public void set(VirtualServerKey key, @Nullable VirtualServerEntry read) {
        if (read == null) {
            entries.remove(key);
        } else {
            entries.put(key, new Entry(read));
        }
    }

    private @Nullable StepFailure put(VirtualServerKey key, VirtualServerOptions options) {
        entries.put(key, new Entry(new VirtualServerEntry(options, Collections.emptySortedMap())));
        return null;
    }

    private @Nullable StepFailure change(Entry entry, Step step) {
        return switch (step) {
            case Step.AddVirtualServer _ -> new StepFailure.AlreadyExists();
            case Step.EditVirtualServer(_, var options) -> {
                entry.edit(options);
                yield null;
            }
            case Step.DeleteVirtualServer(var key) -> {
                entries.remove(key);
                yield null;
            }
            case Step.AddRealServer(_, var realServer, var options) ->
                entry.changing().putIfAbsent(realServer, options) == null ? null : new StepFailure.AlreadyExists();
            case Step.EditRealServer(_, var realServer, var options) ->
                entry.changing().replace(realServer, options) == null ? new StepFailure.NoSuchRealServer() : null;
            case Step.DeleteRealServer(_, var realServer) ->
                entry.changing().remove(realServer) == null ? new StepFailure.NoSuchRealServer() : null;
        };
    }

    /// A virtual server. Its snapshot is the same object as long as nothing changes.
    private static final class Entry {
        private VirtualServerOptions options;
        private @Nullable VirtualServerEntry snapshot;
        private @Nullable SortedMap<Endpoint, RealServerOptions> realServers;

        Entry(VirtualServerEntry read) {
            options = read.options();
            snapshot = read;
        }

        void edit(VirtualServerOptions newOptions) {
            changing();
            options = newOptions;
        }

        /// The real servers, to be changed.
        SortedMap<Endpoint, RealServerOptions> changing() {
            SortedMap<Endpoint, RealServerOptions> own = realServers;
            if (own == null) {
                own = snapshot == null ? new TreeMap<>() : new TreeMap<>(snapshot.realServers());
                realServers = own;
            }
            snapshot = null;
            return own;
        }

        VirtualServerEntry snapshot() {
            VirtualServerEntry now = snapshot;
            if (now == null) {
                now = new VirtualServerEntry(options, changing());
                snapshot = now;
            }
            return now;
        }
    }
}

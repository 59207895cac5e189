package dev.lvsd.reload;

import dev.lvsd.config.RealServer;
import dev.lvsd.config.Service;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.control.ConfigurationChange;
import dev.lvsd.control.ConfigurationChange.Kind;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The difference of virtual servers in keepalived's words.
///
/// @param changes in the order of the new file, what is removed last
/// @param removed services and real servers behind them that the new configuration does not have
record ServerDiff(List<ConfigurationChange> changes, int removed) {
    private static final int SERVICES_TOLD_ONE_BY_ONE = 20;

    static ServerDiff between(List<VirtualServer> before, List<VirtualServer> after) {
        Draft draft = new Draft(after);
        Map<String, VirtualServer> byTitle = new LinkedHashMap<>();
        Map<VirtualServerKey, VirtualServer> byService = new HashMap<>();
        for (VirtualServer server : before) {
            byTitle.put(server.title(), server);
            server.services().forEach(service -> byService.put(service.key(), server));
        }
        Map<String, VirtualServer> left = new LinkedHashMap<>(byTitle);
        for (VirtualServer server : after) {
            VirtualServer old = left.remove(server.title());
            for (Service service : old == null ? server.services() : List.<Service>of()) {
                old = old == null ? byService.get(service.key()) : old;
            }
            if (old == null) {
                draft.add(Kind.ADDED, subject(server), "added with " + count(server));
            } else if (!old.equals(server)) {
                draft.changed(old, server);
            }
        }
        left.values().forEach(draft::removed);
        return new ServerDiff(draft.changes, draft.removed);
    }

    private static String subject(VirtualServer server) {
        return "virtual_server " + server.title();
    }

    private static String count(VirtualServer server) {
        int count = server.realServers().size();
        int services = server.services().size();
        return (services == 1 ? "" : services + " services and ")
                + count + (count == 1 ? " real server" : " real servers");
    }

    private static final class Draft {
        private final Set<VirtualServerKey> staying = new HashSet<>();
        private final List<ConfigurationChange> changes = new ArrayList<>();
        private int removed;

        /// @param after all virtual servers of the new configuration
        Draft(List<VirtualServer> after) {
            after.forEach(server -> server.services().forEach(service -> staying.add(service.key())));
        }

        void add(Kind kind, String subject, String detail) {
            changes.add(new ConfigurationChange(kind, subject, detail));
        }

        /// Of a virtual server that is no more: its services may be in another.
        void removed(VirtualServer server) {
            VirtualServer gone = server.only(key -> !staying.contains(key));
            if (gone != null) {
                removed += gone.services().size() * (1 + server.realServers().size());
                add(Kind.REMOVED, subject(server), "removed with " + count(gone));
            }
        }

        void changed(VirtualServer before, VirtualServer after) {
            int known = changes.size();
            services(before, after);
            if (!before.options().equals(after.options())) {
                changes.addAll(new Differences<>(subject(after), before.options(), after.options())
                        .value("lb_algo", options -> options.scheduler())
                        .value("persistence_timeout", options -> options.isPersistent()
                                ? options.timeoutSeconds() : null)
                        .changes());
            }
            Map<Endpoint, RealServer> left = new LinkedHashMap<>();
            before.realServers().forEach(server -> left.put(server.endpoint(), server));
            for (RealServer server : after.realServers()) {
                RealServer old = left.remove(server.endpoint());
                String subject = "real_server " + server.endpoint() + " of " + after.title();
                if (old == null) {
                    add(Kind.ADDED, subject, "added with weight " + server.options().weight());
                } else if (!old.equals(server)) {
                    changes.addAll(changed(subject, old, server));
                }
            }
            for (RealServer server : left.values()) {
                removed += after.services().size();
                add(Kind.REMOVED, "real_server " + server.endpoint() + " of " + after.title(), "removed");
            }
            if (changes.size() == known) {
                add(Kind.CHANGED, subject(after), "its settings are others");
            }
        }

        private void services(VirtualServer before, VirtualServer after) {
            if (!before.title().equals(after.title())) {
                add(Kind.CHANGED, subject(after), "goes on from " + subject(before));
                return;
            }
            Set<VirtualServerKey> old = new LinkedHashSet<>(before.keys());
            Set<VirtualServerKey> next = new LinkedHashSet<>(after.keys());
            tell(Kind.ADDED, subject(after), next.stream().filter(key -> !old.contains(key)).toList());
            List<VirtualServerKey> gone = old.stream().filter(key -> !next.contains(key)).toList();
            tell(Kind.REMOVED, subject(after), gone);
            removed += (int) gone.stream().filter(key -> !staying.contains(key)).count()
                    * (1 + before.realServers().size());
        }

        private void tell(Kind kind, String subject, List<VirtualServerKey> services) {
            String what = kind == Kind.ADDED ? " added" : " removed";
            services.stream().limit(SERVICES_TOLD_ONE_BY_ONE).forEach(key -> add(kind, subject, key + what));
            int more = services.size() - SERVICES_TOLD_ONE_BY_ONE;
            if (more > 0) {
                add(kind, subject, more + " more services" + what);
            }
        }

        private static List<ConfigurationChange> changed(String subject, RealServer before, RealServer after) {
            return new Differences<>(subject, before, after)
                    .value("weight", server -> server.options().weight())
                    .value("lb_kind", server -> server.options().forwarding())
                    .fact("its checkers are others", RealServer::checks)
                    .changes();
        }
    }
}

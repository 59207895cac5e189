package dev.lvsd.reload;

import dev.lvsd.config.RealServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.control.ConfigurationChange;
import dev.lvsd.control.ConfigurationChange.Kind;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The difference of virtual servers in keepalived's words.
///
/// @param changes in the order of the new file, what is removed last
/// @param removed virtual and real servers that the new configuration does not have
record ServerDiff(List<ConfigurationChange> changes, int removed) {
    static ServerDiff between(List<VirtualServer> before, List<VirtualServer> after) {
        Draft draft = new Draft();
        Map<VirtualServerKey, VirtualServer> left = new LinkedHashMap<>();
        before.forEach(server -> left.put(server.key(), server));
        for (VirtualServer server : after) {
            VirtualServer old = left.remove(server.key());
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
        return "virtual_server " + server.key();
    }

    private static String count(VirtualServer server) {
        int count = server.realServers().size();
        return count + (count == 1 ? " real server" : " real servers");
    }

    private static final class Draft {
        private final List<ConfigurationChange> changes = new ArrayList<>();
        private int removed;

        void add(Kind kind, String subject, String detail) {
            changes.add(new ConfigurationChange(kind, subject, detail));
        }

        void removed(VirtualServer server) {
            removed += 1 + server.realServers().size();
            add(Kind.REMOVED, subject(server), "removed with " + count(server));
        }

        void changed(VirtualServer before, VirtualServer after) {
            int known = changes.size();
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
                String subject = "real_server " + server.endpoint() + " of " + after.key();
                if (old == null) {
                    add(Kind.ADDED, subject, "added with weight " + server.options().weight());
                } else if (!old.equals(server)) {
                    changes.addAll(changed(subject, old, server));
                }
            }
            for (RealServer server : left.values()) {
                removed++;
                add(Kind.REMOVED, "real_server " + server.endpoint() + " of " + after.key(), "removed");
            }
            if (changes.size() == known) {
                add(Kind.CHANGED, subject(after), "its settings are others");
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

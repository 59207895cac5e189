package dev.lvsd.config;

import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.ipvs.IpvsAbi;
import dev.lvsd.ipvs.SyncDaemon;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `lvs_sync_daemon IF [[inst] VRRP] [id N] [maxlen N] [port N] [ttl N] [group MCAST]`. As in keepalived the
/// first statement counts.
final class SyncSettingsReader {
    private static final String KEYWORD = "lvs_sync_daemon";
    private static final Shape.Whole ID = new Shape.Whole(0, 255);
    private static final Shape.Whole LENGTH = new Shape.Whole(1, 65507);
    private static final Shape.Whole PORT = new Shape.Whole(1, 65535);
    private static final Shape.Whole TTL = new Shape.Whole(1, 255);

    private final List<VrrpInstance> instances;
    private final Values values;
    private final ProblemCollector problems;

    private @Nullable Word instance;
    private @Nullable Long syncId;
    private @Nullable Long maxLength;
    private @Nullable Long port;
    private @Nullable Long ttl;
    private @Nullable IpAddress group;

    private SyncSettingsReader(List<VrrpInstance> instances, Values values) {
        this.instances = instances;
        this.values = values;
        this.problems = values.problems();
    }

    static @Nullable SyncSettings read(
            Section globals, List<VrrpInstance> instances, List<VirtualServer> servers, Values values) {
        List<Node.Statement> statements = globals.all(KEYWORD);
        statements.stream().skip(1).forEach(again -> values.problems().mistake(
                again.position(), KEYWORD + " is given again", "the first one counts", null));
        if (statements.isEmpty()) {
            return null;
        }
        SyncSettingsReader reader = new SyncSettingsReader(instances, values);
        SyncSettings settings = reader.settings(statements.getFirst());
        if (settings != null) {
            reader.refuseMixedFamilies(statements.getFirst().position(), servers);
        }
        return settings;
    }

    private @Nullable SyncSettings settings(Node.Statement statement) {
        if (statement.words().isEmpty()) {
            problems.mistake(statement.position(), KEYWORD + " has no interface", "no connection is synchronised",
                    "such as " + KEYWORD + " eth0 inst VI_1");
            return null;
        }
        Word name = statement.words().getFirst();
        options(statement.words());
        if (name.text().length() >= IpvsAbi.IP_VS_IFNAME_MAXLEN) {
            problems.mistake(name.position(), "the name of the interface \"" + name.text() + "\" is longer than "
                    + (IpvsAbi.IP_VS_IFNAME_MAXLEN - 1) + " characters", "no connection is synchronised", null);
            return null;
        }
        VrrpInstance followed = null;
        if (instance != null) {
            followed = named(instance);
            if (followed == null) {
                return null;
            }
        }
        int number = followed == null ? 0 : followed.virtualRouterId();
        return new SyncSettings(
                name.text(),
                followed == null ? null : followed.name(),
                or(syncId, number),
                or(maxLength, 0),
                group == null ? SyncDaemon.GROUP : group,
                or(port, SyncDaemon.PORT),
                or(ttl, SyncDaemon.TTL));
    }

    private void options(List<Word> words) {
        for (int i = 1; i < words.size(); i++) {
            Word option = words.get(i);
            boolean named = switch (option.text()) {
                case "inst", "id", "maxlen", "port", "ttl", "group" -> true;
                case String _ -> false;
            };
            if (!named) {
                bare(i, option);
            } else if (i + 1 == words.size()) {
                problems.mistake(option.position(), option.text() + " of " + KEYWORD + " has no value",
                        "it is skipped", null);
            } else {
                option(option.text(), words.get(++i));
            }
        }
    }

    private void option(String name, Word value) {
        String what = name + " of " + KEYWORD;
        switch (name) {
            case "inst" -> instance = value;
            case "id" -> syncId = values.whole(what, ID, value);
            case "maxlen" -> maxLength = values.whole(what, LENGTH, value);
            case "port" -> port = values.whole(what, PORT, value);
            case "ttl" -> ttl = values.whole(what, TTL, value);
            case String _ -> group = group(what, value);
        }
    }

    /// Words without a name: the instance behind the interface, behind that the number.
    private void bare(int place, Word word) {
        if (place == 1) {
            instance = word;
        } else if (place == 2 && !word.text().isEmpty() && Character.isDigit(word.text().charAt(0))) {
            syncId = values.whole("id of " + KEYWORD, ID, word);
            problems.mistake(word.position(), "the number of " + KEYWORD + " wants \"id\" before it", "it counts",
                    null);
        } else {
            problems.mistake(word.position(), KEYWORD + " has inst, id, maxlen, port, ttl and group, not \""
                    + word.text() + "\"", "it is skipped", null);
        }
    }

    private @Nullable IpAddress group(String what, Word word) {
        IpAddress address = values.address(what, word);
        if (address == null || address.isMulticast()) {
            return address;
        }
        problems.mistake(word.position(), address + " is no multicast address", "it is skipped", null);
        return null;
    }

    private @Nullable VrrpInstance named(Word name) {
        for (VrrpInstance one : instances) {
            if (one.name().equals(name.text())) {
                return one;
            }
        }
        problems.mistake(name.position(), KEYWORD + " follows vrrp_instance " + name.text() + ", which there is not",
                "no connection is synchronised", null);
        return null;
    }

    /// The kernel takes either a synchronisation daemon or such real servers (`ip_vs_ctl.c`, EINVAL).
    private void refuseMixedFamilies(Position position, List<VirtualServer> servers) {
        for (VirtualServer server : servers) {
            for (RealServer real : server.realServers()) {
                Family family = real.endpoint().address().family();
                if (server.keys().stream().anyMatch(key -> key.family() != family)) {
                    problems.mistake(position, "the kernel synchronises no connections while virtual_server "
                            + server.title() + " has real_server " + real.endpoint() + " of the other family",
                            "it refuses whichever comes second", "give up one of them");
                    return;
                }
            }
        }
    }

    private static int or(@Nullable Long given, int otherwise) {
        return given == null ? otherwise : given.intValue();
    }
}

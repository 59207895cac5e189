package dev.lvsd.config;

import dev.lvsd.config.ipvsadm.SaveReader;
import dev.lvsd.config.ipvsadm.SaveTree;
import dev.lvsd.config.ipvsadm.SavedTable;
import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.Problem;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.text.Problems;
import dev.lvsd.config.text.Severity;
import dev.lvsd.config.text.SourceText;
import dev.lvsd.config.tree.Node;
import dev.lvsd.ipvs.IpvsTable;
import dev.lvsd.ipvs.Plan;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a configuration of a table that `ipvsadm -S -n` saved: one that programs the same table. Its real servers have
/// no checks.
final class SaveConversion {
    private SaveConversion() {}

    /// Converts a saved table. A line that cannot be read, and a virtual server that comes out otherwise than it was
    /// saved, is reported, and does not keep the others from being converted.
    static Conversion of(SourceText source, Syntax to, String hostName) {
        ProblemCollector reading = new ProblemCollector(Severity.ERROR);
        SavedTable saved = SaveReader.read(source, reading);
        if (saved.services().isEmpty()) {
            reading.error(Position.ofFile(source), "there is no virtual server in this table", null);
            return new Conversion("", reading.problems(), List.of(), null, null);
        }
        ProblemCollector decoding = new ProblemCollector(Severity.WARNING);
        List<Node> tree = SaveTree.of(saved);
        Configuration configuration = ConfigurationDecoder.decode(
                tree, Position.ofFile(source), Syntax.KEEPALIVED, hostName, decoding);
        List<Problem> problems = new ArrayList<>(reading.problems().all());
        problems.addAll(decoding.problems().all());
        Loaded loaded = new Loaded(configuration, new Problems(problems));
        Conversion conversion =
                Conversion.of(new ConfigurationFile.Parsed(tree, loaded), Syntax.KEEPALIVED, to, hostName);
        List<Problem> left = new ArrayList<>(conversion.left());
        left.addAll(differences(saved, conversion.after()));
        return new Conversion(
                conversion.text(), conversion.problems(), left, conversion.before(), conversion.after());
    }

    private static List<Problem> differences(SavedTable saved, @Nullable Configuration after) {
        IpvsTable desired = after == null ? IpvsTable.EMPTY : table(after.virtualServers());
        List<Problem> left = new ArrayList<>();
        for (SavedTable.Service service : saved.services()) {
            IpvsTable actual = new SavedTable(List.of(service)).table();
            VirtualServerKey key = service.key();
            VirtualServerEntry entry = desired.virtualServers().get(key);
            if (entry == null) {
                left.add(new Problem(service.position(), Severity.ERROR, key + " is left out", null));
                continue;
            }
            IpvsTable wanted = new IpvsTable(Map.of(key, entry));
            Plan.between(actual, wanted, Set.of()).steps().forEach(step -> left.add(new Problem(
                    service.position(), Severity.ERROR, key + " comes out otherwise: " + step, null)));
        }
        return left;
    }

    private static IpvsTable table(List<VirtualServer> virtualServers) {
        Map<VirtualServerKey, VirtualServerEntry> entries = new HashMap<>();
        for (VirtualServer server : virtualServers) {
            for (Service service : server.services()) {
                Map<Endpoint, RealServerOptions> realServers = new HashMap<>();
                server.realServers().forEach(real -> realServers.put(real.endpoint(service.key()), real.options()));
                entries.put(service.key(), VirtualServerEntry.of(service.options(), realServers));
            }
        }
        return new IpvsTable(entries);
    }
}

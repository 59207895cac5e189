package dev.lvsd;

import dev.lvsd.control.ConnectionsQuestion;
import dev.lvsd.control.ConnectionsSnapshot;
import dev.lvsd.control.NameException;
import dev.lvsd.control.RealServerName;
import dev.lvsd.control.ServiceName;
import dev.lvsd.control.TopQuestion;
import dev.lvsd.control.TopSnapshot;
import dev.lvsd.control.Views;
import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.TrafficCounters;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.connections.ConnectionFilter;
import dev.lvsd.ipvs.connections.ConnectionList;
import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.ipvs.reconciler.VirtualServerStatus;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.VrrpStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers for the control socket what takes words or time. For any thread.
final class DirectorViews implements Views {
    private final Supplier<TableStatus> table;
    private final Supplier<VrrpStatus> vrrp;
    private final Supplier<String> routerId;
    private final ConnectionReads reads;

    DirectorViews(
            Supplier<TableStatus> table, Supplier<VrrpStatus> vrrp, Supplier<String> routerId, ConnectionReads reads) {
        this.table = table;
        this.vrrp = vrrp;
        this.routerId = routerId;
        this.reads = reads;
    }

    @Override
    public ConnectionsSnapshot connections(ConnectionsQuestion question) throws NameException, IOException {
        TableStatus tableNow = table.get();
        if (tableNow.kind() == TableKind.MEMORY) {
            throw new IOException("the table is in memory only (--table memory): nothing is forwarded");
        }
        VirtualServerStatus virtualServer = virtualServer(question.virtualServer(), tableNow);
        RealServerName realServer = realServer(question.realServer());
        List<String> notes = new ArrayList<>();
        if (virtualServer != null && question.realServer() != null) {
            note(question.realServer(), virtualServer, notes);
        }
        ConnectionList list = new ConnectionList(
                new ConnectionFilter(
                        virtualServer == null ? null : virtualServer.key(),
                        keys(tableNow),
                        virtualServer == null ? Set.of() : addresses(virtualServer),
                        realServer == null ? null : realServer.at(),
                        realServer == null ? null : realServer.port(),
                        question.state(),
                        question.client(),
                        question.templates()),
                question.limit(),
                question.countBy());
        Instant at = Instant.now();
        long began = System.nanoTime();
        boolean complete = reads.read(list);
        return ConnectionsView.of(
                at, virtualServer == null ? null : ServiceName.of(virtualServer.key()), complete,
                Duration.ofNanos(System.nanoTime() - began), list, notes);
    }

    private static @Nullable VirtualServerStatus virtualServer(@Nullable String name, TableStatus tableNow)
            throws NameException {
        if (name == null) {
            return null;
        }
        VirtualServerKey key = ServiceName.one(name, keys(tableNow));
        return tableNow.virtualServers().stream()
                .filter(status -> status.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /// Connections to a real server that has left the configuration go on: its name need not be known.
    private static @Nullable RealServerName realServer(@Nullable String text) throws NameException {
        RealServerName name = text == null ? null : RealServerName.parse(text);
        if (text != null && name == null) {
            RealServerName.all(text, List.of());
        }
        return name;
    }

    private static void note(String realServer, VirtualServerStatus virtualServer, List<String> notes) {
        try {
            RealServerName.all(realServer, endpoints(virtualServer));
        } catch (NameException e) {
            notes.add(ServiceName.of(virtualServer.key()) + ": " + e.getMessage());
        }
    }

    private static List<Endpoint> endpoints(VirtualServerStatus virtualServer) {
        List<Endpoint> endpoints = new ArrayList<>();
        virtualServer.realServers().forEach(realServer -> endpoints.add(realServer.endpoint()));
        if (virtualServer.sorryServer() != null) {
            endpoints.add(virtualServer.sorryServer().endpoint());
        }
        return endpoints;
    }

    private static Set<IpAddress> addresses(VirtualServerStatus virtualServer) {
        Set<IpAddress> addresses = new HashSet<>();
        endpoints(virtualServer).forEach(endpoint -> addresses.add(endpoint.address()));
        return addresses;
    }

    /// In the order of the configuration, which messages keep.
    private static Set<VirtualServerKey> keys(TableStatus tableNow) {
        Set<VirtualServerKey> keys = new LinkedHashSet<>();
        tableNow.virtualServers().forEach(status -> keys.add(status.key()));
        return keys;
    }

    @Override
    public TopSnapshot top(TopQuestion question) throws NameException {
        TableStatus tableNow = table.get();
        List<VirtualServerStatus> asked = tableNow.virtualServers();
        if (!question.virtualServers().isEmpty()) {
            Set<VirtualServerKey> keys = new HashSet<>();
            for (String name : question.virtualServers()) {
                keys.addAll(ServiceName.all(name, keys(tableNow)));
            }
            asked = asked.stream().filter(status -> keys.contains(status.key())).toList();
        }
        TrafficCounters whole = WholeTrafficFile.read(tableNow.kind());
        TableView view = new TableView(List.of());
        return new TopSnapshot(
                Instant.now(),
                routerId.get(),
                vrrp.get().instances().stream()
                        .map(one -> new TopSnapshot.Instance(one.instance().name(), VrrpView.state(one.state())))
                        .toList(),
                TopView.totals(asked),
                whole == null ? null : TrafficView.traffic(whole),
                tableNow.totals().lastReadAt(),
                TableView.table(tableNow).kind(),
                TopView.first(asked, question.sort(), question.limit()).stream().map(view::virtualServer).toList());
    }
}

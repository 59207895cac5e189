package dev.lvsd.control;

import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Order;
import dev.lvsd.orders.OrderTarget;
import dev.lvsd.orders.Orders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads what operators order, refuses what is wrong or would hurt, and has the rest done.
public final class OrderDesk implements OrderService {
    private static final Duration LONGEST_DRAIN = Duration.ofDays(30);
    private static final Duration LONGEST_RAMP = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String VIRTUAL_SERVER = "virtual_server";
    private static final String REAL_SERVER = "real_server";

    private final Orders orders;
    private final Supplier<TableStatus> table;
    private final NodeSwitch node;
    private final InstantSource clock;

    /// @param orders takes orders about real servers
    /// @param table what there is
    /// @param node puts the node into maintenance
    /// @param clock the wall clock
    public OrderDesk(Orders orders, Supplier<TableStatus> table, NodeSwitch node, InstantSource clock) {
        this.orders = orders;
        this.table = table;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public OrderReport take(Verb verb, Form words, Caller caller) throws FormException {
        Set<String> known = new HashSet<>(verb.words());
        known.addAll(Set.of("reason", "sudo_user"));
        words.only(known);
        String reason = words.value("reason") == null ? "" : Reason.of(words.needed("reason"));
        String by = caller.as(words.value("sudo_user"));
        try {
            return switch (verb) {
                case DRAIN, DISABLE, WEIGHT -> give(order(verb, words), words, by, reason);
                case ENABLE -> enable(words, by);
                case NODE -> maintain(isOn(words), by, reason);
            };
        } catch (NameException e) {
            return OrderReport.refused(String.valueOf(e.getMessage()));
        }
    }

    private static Order order(Verb verb, Form words) throws FormException {
        return switch (verb) {
            case DRAIN -> new Order.Drain(span("timeout", words, LONGEST_DRAIN));
            case WEIGHT -> {
                Duration ramp = span("ramp", words, LONGEST_RAMP);
                yield new Order.Weight(weight(words.needed("weight")), ramp == null ? Duration.ZERO : ramp);
            }
            case DISABLE, ENABLE, NODE -> new Order.Disable();
        };
    }

    private static @Nullable Duration span(String name, Form words, Duration most) throws FormException {
        String text = words.value(name);
        return text == null ? null : Span.of(name, text, most);
    }

    private static int weight(String text) throws FormException {
        try {
            int weight = Integer.parseInt(text.strip());
            if (weight >= 0) {
                return weight;
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw new FormException("weight is a whole number from 0 to " + Integer.MAX_VALUE + ", not \"" + text + "\"");
    }

    private OrderReport give(Order order, Form words, String by, String reason) throws FormException, NameException {
        TableStatus before = table.get();
        OrderTarget target =
                new OrderTargets(before).named(words.needed(VIRTUAL_SERVER), words.needed(REAL_SERVER));
        boolean leaves = !(order instanceof Order.Weight(int weight, _)) || weight == 0;
        String hurt = leaves && !words.flag("force") ? LastServers.hurt(before, target) : null;
        if (hurt != null) {
            return OrderReport.refused(hurt);
        }
        GivenOrder given = new GivenOrder(target, order, by, clock.instant(), reason);
        String title = OrderSnapshot.of(given, List.of()).title();
        OrderReport report = report(orders.give(given), title);
        List<OrderTarget> over = leaves && report.outcome() == OrderReport.Outcome.DONE
                ? OrderTargets.weighed(before, target) : List.of();
        for (OrderTarget narrower : over) {
            report(orders.revoke(narrower, by), title);
        }
        return over.isEmpty() ? report
                : OrderReport.done(title + "; ends orders of a weight: " + over.size(),
                        OrdersSnapshot.servers(table.get(), OrderTargets.places(table.get(), target)));
    }

    /// Ends the orders that the words name; one about all virtual servers is named as such.
    private OrderReport enable(Form words, String by) throws FormException, NameException {
        OrderTargets targets = new OrderTargets(table.get());
        String service = words.needed(VIRTUAL_SERVER);
        String server = words.needed(REAL_SERVER);
        List<OrderTarget> ended = targets.ordered(service, server);
        OrderTarget wider = ended.isEmpty() ? targets.wider(server) : null;
        if (wider != null) {
            return OrderReport.refused("the order that counts here is about " + wider.address()
                    + " in all virtual servers; lvsctl enable all " + wider.address() + " ends it");
        }
        String what = "enable " + server + (service.equals(OrderTargets.ALL) ? " in all virtual servers"
                : " in " + service);
        if (ended.isEmpty()) {
            return OrderReport.done(what + ": there is no order about it", List.of());
        }
        OrderReport last = OrderReport.done(what, List.of());
        for (OrderTarget target : ended) {
            last = report(orders.revoke(target, by), what);
        }
        return last;
    }

    private OrderReport report(CompletableFuture<Orders.Outcome> pending, String what) {
        try {
            return switch (pending.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                case Orders.Outcome.Done(List<Orders.Place> about) ->
                    OrderReport.done(what, OrdersSnapshot.servers(table.get(), about));
                case Orders.Outcome.Refused(String reason) -> OrderReport.refused(reason);
            };
        } catch (TimeoutException _) {
            return OrderReport.refused("the table has not answered within " + PATIENCE.toSeconds()
                    + " s; lvsctl orders shows whether the order counts");
        } catch (ExecutionException e) {
            throw new IllegalStateException(what, e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return OrderReport.refused("lvsd stops");
        }
    }

    private OrderReport maintain(boolean on, String by, String reason) {
        String obstacle = node.maintain(on ? new MaintenanceSnapshot(by, clock.instant(), reason) : null);
        if (obstacle != null) {
            return OrderReport.refused(obstacle);
        }
        return OrderReport.done(on
                ? "the node is in maintenance: any other node becomes master, and this one only where there is none"
                : "the node is no longer in maintenance: it takes part in elections as configured", List.of());
    }

    private static boolean isOn(Form words) throws FormException {
        String state = words.value("state");
        return switch (state == null ? "on" : state) {
            case "on" -> true;
            case "off" -> false;
            case String other -> throw new FormException("state is on or off, not \"" + other + "\"");
        };
    }
}

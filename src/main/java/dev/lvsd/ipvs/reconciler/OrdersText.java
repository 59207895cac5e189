package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Order;
import dev.lvsd.orders.OrderTarget;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The lines of [OrdersFile]: a JSON object each, in ASCII. Fields that this lvsd does not know are skipped; a line
/// that says less than it needs, or has another kind of order, is none.
final class OrdersText {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private OrdersText() {}

    /// The line of an order.
    static String of(GivenOrder order) {
        ObjectNode line = JSON.createObjectNode();
        OrderTarget target = order.target();
        if (target.virtualServer() != null) {
            line.put("virtual_server", target.virtualServer().toString());
        }
        line.put("real_server", target.address().toString());
        if (target.port() != null) {
            line.put("port", target.port());
        }
        switch (order.order()) {
            case Order.Drain(var timeout) -> {
                line.put("order", "drain");
                if (timeout != null) {
                    line.put("timeout", timeout.toString());
                }
            }
            case Order.Disable() -> line.put("order", "disable");
            case Order.Weight(int weight, var ramp) -> {
                line.put("order", "weight").put("weight", weight);
                if (!ramp.isZero()) {
                    line.put("ramp", ramp.toString());
                }
            }
        }
        line.put("by", order.by()).put("at", order.at().toString());
        if (!order.reason().isEmpty()) {
            line.put("reason", order.reason());
        }
        return JSON.writeValueAsString(line);
    }

    /// The line of a departure.
    static String of(Departure departure) {
        return JSON.writeValueAsString(JSON.createObjectNode()
                .put("virtual_server", departure.key().toString())
                .put("real_server", departure.realServer().toString())
                .put("since", departure.since().toString())
                .put("deadline", departure.deadline().toString()));
    }

    /// The order of a line, null where it is none.
    static @Nullable GivenOrder order(String text) {
        try {
            JsonNode line = JSON.readTree(text);
            Order order = orderOf(line);
            OrderTarget target = target(line);
            return order == null || target == null ? null : new GivenOrder(
                    target,
                    order,
                    line.path("by").asString("unknown"),
                    Instant.parse(line.path("at").asString("")),
                    line.path("reason").asString(""));
        } catch (JacksonException | DateTimeException | IllegalArgumentException _) {
            return null;
        }
    }

    /// The departure of a line, null where it is none.
    static @Nullable Departure departure(String text) {
        try {
            JsonNode line = JSON.readTree(text);
            VirtualServerKey key = OwnedText.key(line.path("virtual_server").asString(""));
            Endpoint realServer = Endpoint.parse(line.path("real_server").asString(""));
            return key == null || realServer == null ? null : new Departure(
                    key,
                    realServer,
                    Instant.parse(line.path("since").asString("")),
                    Instant.parse(line.path("deadline").asString("")));
        } catch (JacksonException | DateTimeException _) {
            return null;
        }
    }

    private static @Nullable Order orderOf(JsonNode line) {
        return switch (line.path("order").asString("")) {
            case "drain" -> new Order.Drain(
                    line.has("timeout") ? Duration.parse(line.path("timeout").asString("")) : null);
            case "disable" -> new Order.Disable();
            case "weight" -> new Order.Weight(line.path("weight").asInt(-1), Duration.parse(
                    line.path("ramp").asString("PT0S")));
            default -> null;
        };
    }

    private static @Nullable OrderTarget target(JsonNode line) {
        IpAddress address = IpAddress.parse(line.path("real_server").asString(""));
        String name = line.path("virtual_server").asString("");
        VirtualServerKey key = name.isEmpty() ? null : OwnedText.key(name);
        int port = line.path("port").asInt(0);
        if (address == null || port < 0 || port > 65535 || (key == null && !name.isEmpty())) {
            return null;
        }
        return new OrderTarget(key, address, line.has("port") ? port : null);
    }
}

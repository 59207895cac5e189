package dev.lvsd.ipvs.reconciler;

import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.OrderBook;
import dev.lvsd.owned.OwnedList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files `orders` and `leaving` of the state directory. Lines that this lvsd cannot read are kept aside in
/// `orders.unreadable` and `leaving.unreadable`.
public final class OrdersFile implements OrderStore {
    private static final Logger LOG = LoggerFactory.getLogger(OrdersFile.class);

    private final Path orders;
    private final Path leaving;
    /// What keeps the orders of an earlier run from being read: writing would lose them.
    private @Nullable String unread;

    /// @param directory the state directory
    public OrdersFile(Path directory) {
        orders = directory.resolve("orders");
        leaving = directory.resolve("leaving");
    }

    @Override
    public OrderBook orders() {
        List<GivenOrder> read = List.of();
        try {
            read = read(orders, OrdersText::order);
        } catch (IOException e) {
            unread = e.getMessage();
            LOG.error("operators' orders of earlier runs do not count, and new ones are refused: {}", unread);
        }
        return OrderBook.of(read);
    }

    @Override
    public List<Departure> departures() {
        try {
            return read(leaving, OrdersText::departure);
        } catch (IOException e) {
            LOG.error("drains of real servers that are no longer configured begin anew: {}", e.getMessage());
            return List.of();
        }
    }

    @Override
    public void keep(OrderBook book) throws IOException {
        if (unread != null) {
            throw new IOException(unread + "; mend it and restart lvsd");
        }
        new OwnedList(orders, "orders").write(book.given().stream().map(OrdersText::of).toList());
    }

    @Override
    public void keep(Collection<Departure> departures) throws IOException {
        new OwnedList(leaving, "leaving").write(departures.stream().map(OrdersText::of).toList());
    }

    private static <T> List<T> read(Path path, Function<String, @Nullable T> reader) throws IOException {
        List<T> things = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (String line : new OwnedList(path, path.getFileName().toString()).read()) {
            if (line.isBlank()) {
                continue;
            }
            T thing = reader.apply(line);
            if (thing == null) {
                unreadable.add(line);
            } else {
                things.add(thing);
            }
        }
        if (!unreadable.isEmpty()) {
            keepAside(path, unreadable);
        }
        return things;
    }

    private static void keepAside(Path path, List<String> lines) {
        Path aside = path.resolveSibling(path.getFileName() + ".unreadable");
        LOG.warn("{}: {} of its lines cannot be read and do not count, kept in {}: {}",
                path, lines.size(), aside, lines.getFirst());
        try {
            List<String> missing = new ArrayList<>(lines);
            if (Files.exists(aside)) {
                missing.removeAll(Files.readAllLines(aside, StandardCharsets.ISO_8859_1));
            }
            Files.write(aside, missing, StandardCharsets.ISO_8859_1, StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.error("{} cannot be written: {}", aside, e.toString());
        }
    }
}

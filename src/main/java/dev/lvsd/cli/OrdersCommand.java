package dev.lvsd.cli;

import dev.lvsd.control.ControlException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// `lvsctl orders`.
@Command(name = "orders", description = "What operators have ordered, who, when and why, and how it stands.")
final class OrdersCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable LvsctlCommand parent;

    @Override
    public Integer call() throws ControlException {
        LvsctlCommand lvsctl = Objects.requireNonNull(parent, "picocli sets it");
        return lvsctl.print(lvsctl.client().orders(), orders -> OrderTable.render(orders, ZoneId.systemDefault()));
    }
}

package dev.lvsd.cli;

import dev.lvsd.control.ControlClient;
import dev.lvsd.control.ControlException;
import dev.lvsd.control.TopQuestion;
import dev.lvsd.control.TopSnapshot;
import dev.lvsd.control.TopSort;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows the screen again and again, and follows the keys. While the daemon does not answer the last screen stays,
/// with the reason above it.
final class TopLoop {
    private final Terminal terminal;
    private final ControlClient client;
    private final List<String> virtualServers;
    private final long intervalMillis;
    private final int frames;

    /// @param frames how many to show, 0 for no end
    TopLoop(
            Terminal terminal, ControlClient client, List<String> virtualServers, long intervalMillis, int frames) {
        this.terminal = terminal;
        this.client = client;
        this.virtualServers = virtualServers;
        this.intervalMillis = intervalMillis;
        this.frames = frames;
    }

    /// Returns when the user has had enough.
    ///
    /// @param first what to show while the first answer is on its way
    void run(TopSort firstSort, TopSnapshot first) throws InterruptedException {
        TopSort sort = firstSort;
        TopSnapshot shown = first;
        String trouble = null;
        int from = 0;
        int frame = 0;
        ScreenKey key = null;
        while (key != ScreenKey.QUIT) {
            Terminal.Size size = Terminal.size();
            int page = Math.max(1, size.rows() - TopScreen.HEAD);
            from = Math.clamp(moved(from, key, page), 0, Math.max(0, rows(shown) - page));
            sort = key == ScreenKey.SORT ? sort.next() : sort;
            if (frame > 0) {
                try {
                    shown = client.top(new TopQuestion(
                            sort, Math.min(from + 2 * page, TopQuestion.GREATEST_LIMIT), virtualServers));
                    trouble = null;
                } catch (ControlException e) {
                    trouble = e.getMessage();
                }
            }
            show(size, new TopScreen(size.columns(), size.rows(), sort, from), shown, trouble);
            frame++;
            key = frame == frames ? ScreenKey.QUIT : terminal.key(intervalMillis);
        }
    }

    private void show(Terminal.Size size, TopScreen screen, TopSnapshot shown, @Nullable String trouble) {
        terminal.show(screen.lines(shown, trouble, ZoneId.systemDefault()), TopScreen.HEAD - 1, size.columns());
    }

    private static int rows(TopSnapshot shown) {
        return shown.virtualServers().stream().mapToInt(one -> 1 + one.realServers().size()).sum();
    }

    private static int moved(int from, @Nullable ScreenKey key, int page) {
        return switch (key) {
            case UP -> from - 1;
            case DOWN -> from + 1;
            case PAGE_UP -> from - page;
            case PAGE_DOWN -> from + page;
            case QUIT, SORT, OTHER -> from;
            case null -> from;
        };
    }
}

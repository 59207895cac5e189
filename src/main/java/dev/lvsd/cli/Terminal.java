package dev.lvsd.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The terminal of this process as a screen with keys. stty(1) does what the JDK cannot: size, keys without Enter.
/// What it changed is put back at the end, also where a signal ends the process.
final class Terminal implements AutoCloseable {
    private static final String ENTER = "\033[?1049h\033[?25l";
    private static final String LEAVE = "\033[?25h\033[?1049l";
    private static final String HOME = "\033[H";
    private static final String TO_END_OF_LINE = "\033[K";
    private static final String TO_END_OF_SCREEN = "\033[J";
    private static final String INVERSE = "\033[7m";
    private static final String PLAIN = "\033[m";

    private final PrintWriter out;
    private final String before;
    private final BlockingQueue<ScreenKey> keys = new LinkedBlockingQueue<>();
    private final Thread restoring = new Thread(this::restore, "restore-terminal");
    private boolean restored;

    /// Columns and rows.
    record Size(int columns, int rows) {
        /// Of a terminal that does not tell.
        static final Size USUAL = new Size(80, 24);
    }

    private Terminal(PrintWriter out, String before) {
        this.out = out;
        this.before = before;
    }

    /// Takes the terminal over; null where there is none, or no stty.
    static @Nullable Terminal open(PrintWriter out) {
        String before = stty("-g");
        if (before == null || stty("-icanon", "-echo", "min", "1") == null) {
            return null;
        }
        Terminal terminal = new Terminal(out, before.strip());
        Runtime.getRuntime().addShutdownHook(terminal.restoring);
        Thread.ofPlatform().daemon().name("keys").start(() -> terminal.listen(System.in));
        out.print(ENTER);
        out.flush();
        return terminal;
    }

    /// What stty says; null where it fails.
    private static @Nullable String stty(String... arguments) {
        try {
            ProcessBuilder stty = new ProcessBuilder("stty");
            stty.command().addAll(List.of(arguments));
            Process process = stty.redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return process.waitFor() == 0 ? said : null;
        } catch (IOException _) {
            return null;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /// The size now.
    static Size size() {
        String said = stty("size");
        String[] words = said == null ? new String[0] : said.strip().split(" ", -1);
        if (words.length != 2 || !words[0].matches("[1-9][0-9]{0,3}") || !words[1].matches("[1-9][0-9]{0,3}")) {
            return Size.USUAL;
        }
        return new Size(Integer.parseInt(words[1]), Integer.parseInt(words[0]));
    }

    /// Shows lines in the place of what is there.
    ///
    /// @param inverse index of the line with light and dark exchanged
    void show(List<String> lines, int inverse, int columns) {
        StringBuilder screen = new StringBuilder(HOME);
        for (int i = 0; i < lines.size(); i++) {
            screen.append(i == 0 ? "" : "\r\n");
            screen.append(i == inverse ? INVERSE + Page.pad(lines.get(i), columns) + PLAIN : lines.get(i));
            screen.append(lines.get(i).length() < columns && i != inverse ? TO_END_OF_LINE : "");
        }
        out.print(screen.append(TO_END_OF_SCREEN));
        out.flush();
    }

    /// Waits for a key.
    ///
    /// @return null where none was pressed in time
    @Nullable ScreenKey key(long millis) throws InterruptedException {
        return keys.poll(millis, TimeUnit.MILLISECONDS);
    }

    private void listen(InputStream in) {
        KeyReader reader = new KeyReader();
        try {
            int next = in.read();
            while (next >= 0) {
                ScreenKey key = reader.take(next);
                if (key != null) {
                    keys.add(key);
                }
                next = in.read();
            }
        } catch (IOException _) {
            // No more keys.
        }
        keys.add(ScreenKey.QUIT);
    }

    private synchronized void restore() {
        if (!restored) {
            restored = true;
            out.print(LEAVE);
            out.flush();
            stty(before);
        }
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(restoring);
        } catch (IllegalStateException _) {
            // The process ends, and the hook finds nothing to do.
        }
    }
}

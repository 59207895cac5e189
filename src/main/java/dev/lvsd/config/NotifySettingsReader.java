package dev.lvsd.config;

import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what `global_defs` and `lvsd` say of notifications.
final class NotifySettingsReader {
    private static final int SMTP_PORT = 25;

    private final Section globals;
    private final Values values;

    private NotifySettingsReader(Section globals, Values values) {
        this.globals = globals;
        this.values = values;
    }

    /// @param hostName of this host: the default of what names it in mail
    /// @param policy what holds for all scripts
    static NotifySettings read(
            Section root, Section globals, String routerId, String hostName, ScriptPolicy policy, Values values) {
        NotifySettingsReader reader = new NotifySettingsReader(globals, values);
        return new NotifySettings(
                reader.pipes(),
                globals.flag("fifo_write_vrrp_states_on_reload"),
                reader.mail(hostName),
                root.section("lvsd", Place.LVSD).seconds("notify_timeout"),
                routerId,
                policy);
    }

    private List<NotifyPipe> pipes() {
        List<NotifyPipe> pipes = new ArrayList<>();
        for (String keyword : List.of("notify_fifo", "vrrp_notify_fifo")) {
            NotifyPipe pipe = pipe(keyword);
            if (pipe != null && pipes.stream().anyMatch(other -> other.path().equals(pipe.path()))) {
                globals.problems().mistake(globals.positionOf(keyword), "notify_fifo and vrrp_notify_fifo are the same"
                        + " pipe", keyword + " is ignored", null);
            } else if (pipe != null) {
                pipes.add(pipe);
            }
        }
        return pipes;
    }

    private @Nullable NotifyPipe pipe(String keyword) {
        NotifyScript reader = NotificationsReader.script(globals, keyword + "_script");
        List<Word> words = words(keyword);
        if (words.isEmpty()) {
            if (reader != null) {
                globals.problems().mistake(globals.positionOf(keyword + "_script"), keyword + "_script has no "
                        + keyword + " to read", "it is ignored", null);
            }
            return null;
        }
        Word path = words.getFirst();
        if (!path.text().startsWith("/")) {
            globals.problems().mistake(path.position(), "the path of " + keyword + " does not begin with \"/\"",
                    "it is ignored", null);
            return null;
        }
        return new NotifyPipe(
                path.text(), NotificationsReader.user(globals, words.subList(1, words.size())), reader);
    }

    private MailSettings mail(String hostName) {
        List<String> to = globals.lines("notification_email").stream()
                .flatMap(line -> line.words().stream())
                .map(Word::text)
                .toList();
        Word from = globals.word("notification_email_from");
        Word helo = globals.word("smtp_helo_name");
        List<Word> server = words("smtp_server");
        Duration timeout = globals.seconds("smtp_connect_timeout");
        return new MailSettings(
                to,
                from == null ? "keepalived@" + hostName : from.text(),
                server.isEmpty() ? null : server.getFirst().text(),
                port(server),
                timeout.isZero() ? Duration.ofSeconds(1) : timeout,
                helo == null ? hostName : helo.text(),
                !globals.onOff("no_email_faults"));
    }

    private int port(List<Word> server) {
        Long port = server.size() < 2 ? null
                : values.whole("the port of smtp_server", new Shape.Whole(1, 65535), server.get(1));
        return port == null ? SMTP_PORT : Math.toIntExact(port);
    }

    private List<Word> words(String keyword) {
        Node.Statement statement = globals.statement(keyword);
        return statement == null ? List.of() : statement.words();
    }
}

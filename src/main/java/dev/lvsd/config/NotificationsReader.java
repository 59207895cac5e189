package dev.lvsd.config;

import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what a block says of notifications: a script is one word, quoted where it has arguments; user and group may
/// follow.
final class NotificationsReader {
    private NotificationsReader() {}

    /// The notifications of an instance.
    static Notifications ofInstance(Section section, GlobalDefaults defaults) {
        boolean isDeleted = section.statement(NotifyState.DELETED.keyword()) != null;
        Boolean changes = section.givenOnOff("notify_priority_changes");
        return of(section, defaults, List.of(NotifyState.values()), isDeleted,
                changes == null ? defaults.notifiesPriorityChanges() : changes);
    }

    /// The notifications of a sync group.
    static Notifications ofGroup(Section section, GlobalDefaults defaults) {
        List<NotifyState> states =
                List.of(NotifyState.MASTER, NotifyState.BACKUP, NotifyState.FAULT, NotifyState.STOP);
        return of(section, defaults, states, false, false);
    }

    private static Notifications of(
            Section section, GlobalDefaults defaults, List<NotifyState> notices, boolean isDeleted, boolean changes) {
        Map<NotifyState, NotifyScript> scripts = new EnumMap<>(NotifyState.class);
        for (NotifyState notice : notices) {
            NotifyScript script = notice.keyword().isEmpty() ? null : script(section, notice.keyword());
            if (script != null) {
                scripts.put(notice, script);
            }
        }
        Boolean mail = section.givenOnOff("smtp_alert");
        return new Notifications(
                scripts, script(section, "notify"), mail == null ? defaults.mailsOfVrrp() : mail, changes, isDeleted);
    }

    /// The script of a keyword, null where none is given, or it cannot be used, which has been reported.
    static @Nullable NotifyScript script(Section section, String keyword) {
        Node.Statement statement = section.statement(keyword);
        if (statement == null || statement.words().isEmpty()) {
            if (statement != null && !keyword.equals(NotifyState.DELETED.keyword())) {
                section.problems().error(statement.position(), keyword + " has no value", "it needs a command");
            }
            return null;
        }
        Word text = statement.words().getFirst();
        ScriptCommand command = ScriptCommand.of(text.text());
        if (command == null) {
            section.problems().mistake(text.position(), keyword + " is no command: \"" + text.text() + "\"",
                    "it is ignored", "a program, and its arguments within the same quotes");
            return null;
        }
        return new NotifyScript(command, user(section, statement.words().subList(1, statement.words().size())));
    }

    /// A user, and perhaps a group.
    static @Nullable ScriptUser user(Section section, List<Word> words) {
        if (words.size() > 2) {
            section.problems().mistake(words.get(2).position(), "\"" + words.get(2).text()
                    + "\" is too much behind a user and a group", "it is ignored", null);
        }
        return words.isEmpty() ? null
                : new ScriptUser(words.getFirst().text(), words.size() < 2 ? null : words.get(1).text());
    }
}

package dev.lvsd.config.ipvsadm;

import dev.lvsd.config.text.Position;
import dev.lvsd.config.tree.Word;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One command of a saved table, split into its options.
///
/// @param position where it begins
/// @param command what is to be done
/// @param options the others, each with its value, which is empty for none
record SaveLine(Position position, SaveCommand command, Map<SaveOption, Word> options) {
    private static final Pattern WORD = Pattern.compile("\\S+");

    /// The first thing that makes a line no command.
    static final class Wrong extends Exception {
        private final transient Position position;

        Wrong(Position position, String message) {
            super(message, null, false, false);
            this.position = position;
        }

        Position position() {
            return position;
        }

        /// What is wrong.
        String text() {
            return String.valueOf(getMessage());
        }
    }

    /// The command of a line.
    ///
    /// @param start where the line begins
    /// @return null for an empty line or a comment
    static @Nullable SaveLine parse(Position start, String line) throws Wrong {
        List<Word> words = words(start, line);
        if (!words.isEmpty() && words.getFirst().text().endsWith("ipvsadm")) {
            words.removeFirst();
        }
        if (words.isEmpty()) {
            return null;
        }
        Position position = words.getFirst().position();
        SaveCommand command = null;
        Map<SaveOption, Word> options = new EnumMap<>(SaveOption.class);
        while (!words.isEmpty()) {
            Word name = words.removeFirst();
            SaveCommand other = SaveCommand.of(name.text());
            if (other != null && command != null) {
                throw new Wrong(name.position(), name.text() + " is a second command in one line");
            } else if (other != null) {
                command = other;
                continue;
            }
            SaveOption option = option(name, words);
            if (options.put(option, value(option, name, words)) != null) {
                throw new Wrong(name.position(), option + " is given twice");
            }
        }
        if (command == null) {
            throw new Wrong(position, "there is no command, such as -A or -a, in this line");
        }
        return new SaveLine(position, command, options);
    }

    private static List<Word> words(Position start, String line) {
        List<Word> words = new ArrayList<>();
        Matcher found = WORD.matcher(line);
        while (found.find() && !found.group().startsWith("#")) {
            words.add(new Word(start.plus(found.start()), found.group()));
        }
        return words;
    }

    /// The option that a word names; a value that is stuck to it is put back before the others.
    private static SaveOption option(Word name, List<Word> rest) throws Wrong {
        String text = name.text();
        int cut = text.startsWith("--") ? text.indexOf('=') : Math.min(2, text.length());
        SaveOption option = SaveOption.of(cut < 0 ? text : text.substring(0, cut));
        if (option == null) {
            throw new Wrong(name.position(), "\"" + text + "\" is nothing of a table that can be read here");
        }
        int from = text.startsWith("--") ? cut + 1 : cut;
        if (cut >= 0 && from < text.length()) {
            if (option.value() == SaveOption.Value.NONE) {
                throw new Wrong(name.position(), option + " takes no value");
            }
            rest.addFirst(new Word(name.position().plus(from), text.substring(from)));
        }
        return option;
    }

    private static Word value(SaveOption option, Word name, List<Word> rest) throws Wrong {
        boolean follows = !rest.isEmpty() && !rest.getFirst().text().startsWith("-");
        return switch (option.value()) {
            case NONE -> new Word(name.position(), "");
            case POSSIBLE -> follows ? rest.removeFirst() : new Word(name.position(), "");
            case NEEDED -> {
                if (!follows) {
                    throw new Wrong(name.position(), option + " has no value");
                }
                yield rest.removeFirst();
            }
        };
    }

    boolean has(SaveOption option) {
        return options.containsKey(option);
    }

    /// The value of an option, null where it is not given.
    @Nullable Word value(SaveOption option) {
        return options.get(option);
    }
}

package dev.lvsd.config.ipvsadm;

import org.jspecify.annotations.Nullable;

/// The commands of ipvsadm(8) that change a table.
enum SaveCommand {
    ADD_SERVICE("-A", "--add-service"),
    EDIT_SERVICE("-E", "--edit-service"),
    DELETE_SERVICE("-D", "--delete-service"),
    CLEAR("-C", "--clear"),
    ADD_SERVER("-a", "--add-server"),
    EDIT_SERVER("-e", "--edit-server"),
    DELETE_SERVER("-d", "--delete-server");

    private final String letter;
    private final String word;

    SaveCommand(String letter, String word) {
        this.letter = letter;
        this.word = word;
    }

    /// The command of a word; null where it is none.
    static @Nullable SaveCommand of(String text) {
        for (SaveCommand command : values()) {
            if (text.equals(command.letter) || text.equals(command.word)) {
                return command;
            }
        }
        return null;
    }
}

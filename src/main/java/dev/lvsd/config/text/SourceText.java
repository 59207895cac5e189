package dev.lvsd.config.text;

import java.util.List;

/// One file of a configuration as text. Compared by identity: the same file read twice is two texts.
public final class SourceText {
    private final String name;
    private final String text;
    private final List<String> lines;

    /// A text.
    ///
    /// @param name name of the file, as the user gave it
    /// @param text its content, without a byte order mark
    public SourceText(String name, String text) {
        this.name = name;
        this.text = text;
        this.lines = text.lines().toList();
    }

    /// Name of the file.
    public String name() {
        return name;
    }

    /// The whole content.
    public String text() {
        return text;
    }

    /// The lines without their ends.
    public List<String> lines() {
        return lines;
    }

    /// A line, counted from 1; empty outside of the text.
    public String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }
}

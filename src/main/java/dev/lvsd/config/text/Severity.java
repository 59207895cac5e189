package dev.lvsd.config.text;

/// How much a problem matters.
public enum Severity {
    /// The configuration is refused as a whole.
    ERROR("error"),
    /// The configuration runs, without the thing or otherwise than it looks.
    WARNING("warning");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /// The word of the message.
    public String word() {
        return word;
    }
}

package dev.lvsd.control;

/// Numbers among the words of a request.
final class Numbers {
    private Numbers() {}

    /// The number of a word, from 1 on.
    ///
    /// @param usual where the word is missing
    /// @param greatest the greatest that is allowed
    static int of(Form form, String name, int usual, int greatest) throws FormException {
        String text = form.value(name);
        if (text == null) {
            return usual;
        }
        boolean number = text.matches("[0-9]{1,9}");
        int value = number ? Integer.parseInt(text) : 0;
        if (value < 1 || value > greatest) {
            throw new FormException(name + " is a number from 1 to " + greatest + ", not \"" + text + "\"");
        }
        return value;
    }
}

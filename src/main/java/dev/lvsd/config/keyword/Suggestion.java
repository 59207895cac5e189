package dev.lvsd.config.keyword;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a user may have meant.
public final class Suggestion {
    private static final int LONGEST = 64;

    private Suggestion() {}

    /// What is wrong with a name that is no keyword of a place.
    public static String complaint(Place place, String name) {
        return Keywords.places(name).isEmpty()
                ? "unknown keyword \"" + name + "\" " + place.where()
                : "\"" + name + "\" cannot stand " + place.where();
    }

    /// A hint for a name that is no keyword of a place: the nearest keyword, or where the name belongs; null
    /// for none.
    public static @Nullable String forKeyword(Place place, String name) {
        List<Place> elsewhere = Keywords.places(name);
        if (elsewhere.contains(Place.ROOT)) {
            return "it belongs at the top of the file: is a \"}\" missing before it?";
        }
        if (!elsewhere.isEmpty()) {
            return elsewhere.stream().limit(3).map(Place::title).collect(
                    Collectors.joining(" or ", "it belongs in ", ""));
        }
        String near = nearest(name, Keywords.names(place));
        return near == null ? null : "did you mean \"" + near + "\"?";
    }

    /// The candidate that needs the fewest changes of letters to become the word; null where all need more
    /// than a third of its length. Of equals the first in the alphabet.
    public static @Nullable String nearest(String word, Collection<String> candidates) {
        if (word.length() > LONGEST) {
            return null;
        }
        int limit = Math.max(1, word.length() / 3);
        record Candidate(String text, int distance) {}
        return candidates.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= limit)
                .map(candidate -> new Candidate(candidate, distance(word, candidate)))
                .filter(candidate -> candidate.distance() <= limit)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::text))
                .map(Candidate::text)
                .orElse(null);
    }

    /// Insertions, deletions, changes and swaps of neighbours that make one word the other, whatever the case
    /// (optimal string alignment).
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = same(a, i, b, j) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + change);
                if (i > 1 && j > 1 && same(a, i, b, j - 1) && same(a, i - 1, b, j)) {
                    row[j] = Math.min(row[j], previous[j - 2] + 1);
                }
            }
            previous = before;
            before = row;
        }
        return before[b.length()];
    }

    private static boolean same(String a, int i, String b, int j) {
        return Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
    }
}

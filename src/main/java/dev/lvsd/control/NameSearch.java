package dev.lvsd.control;

import dev.lvsd.config.keyword.Suggestion;
import dev.lvsd.control.NameException.Kind;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds things by what people write for them, and says what they may have meant where nothing has that name.
///
/// @param what what is sought: `virtual server`
/// @param forms how it can be written
/// @param spelling how it is written in messages
/// @param bare the part of the spelling that alone is a name too
record NameSearch<T>(String what, String forms, Function<T, String> spelling, Function<T, String> bare) {
    static final NameSearch<VirtualServerKey> VIRTUAL_SERVERS = new NameSearch<>(
            "virtual server", ServiceName.FORMS, ServiceName::of, key -> afterSlash(ServiceName.of(key)));
    static final NameSearch<Endpoint> REAL_SERVERS = new NameSearch<>(
            "real server", RealServerName.FORMS, Endpoint::toString, Endpoint::toString);

    private static final int SHOWN = 4;
    private static final int COMPARED = 10_000;
    private static final int LONGEST = 80;

    /// All that a text names: at least one.
    ///
    /// @param meant what the text means, null where it is no name
    List<T> all(String text, @Nullable Predicate<T> meant, Collection<T> known) throws NameException {
        if (meant == null) {
            throw new NameException(
                    Kind.NOT_A_NAME, quoted(text) + " is not the name of a " + what + ": write " + forms
                            + hint(text, known));
        }
        List<T> found = known.stream().filter(meant).toList();
        if (found.isEmpty()) {
            throw new NameException(Kind.UNKNOWN, "there is no " + what + " " + quoted(text) + hint(text, known));
        }
        return found;
    }

    /// The one thing of several that have a name.
    T one(String text, List<T> found) throws NameException {
        if (found.size() > 1) {
            throw new NameException(Kind.AMBIGUOUS, quoted(text) + " names " + found.size() + " " + what
                    + "s, say which: " + list(found));
        }
        return found.getFirst();
    }

    /// The known ones with the address that the text begins with, else the nearest in spelling, else a few.
    private String hint(String text, Collection<T> known) {
        if (known.isEmpty()) {
            return "; there is none";
        }
        List<T> neighbours = atTheAddressOf(text, known);
        if (!neighbours.isEmpty()) {
            return "; did you mean " + list(neighbours) + "?";
        }
        String near = Suggestion.nearest(
                text, known.stream().limit(COMPARED).map(text.indexOf('/') < 0 ? bare : spelling).toList());
        return near != null
                ? "; did you mean " + near + "?"
                : "; there " + (known.size() == 1 ? "is " : "are ") + list(known);
    }

    private List<T> atTheAddressOf(String text, Collection<T> known) {
        RealServerName sought = RealServerName.parse(afterSlash(text));
        return sought == null ? List.of() : known.stream()
                .filter(one -> RealServerName.parse(bare.apply(one)) instanceof RealServerName(var address, _)
                        && address.equals(sought.at()))
                .toList();
    }

    private String list(Collection<T> some) {
        String shown = some.stream().limit(SHOWN).map(spelling).collect(Collectors.joining(", "));
        return some.size() <= SHOWN ? shown : shown + " and " + (some.size() - SHOWN) + " more";
    }

    private static String afterSlash(String text) {
        return text.startsWith("fwmark:") ? text : text.substring(text.lastIndexOf('/') + 1);
    }

    private static String quoted(String text) {
        return text.length() <= LONGEST ? "\"" + text + "\"" : "\"" + text.substring(0, LONGEST - 1) + "…\"";
    }
}

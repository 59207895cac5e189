package dev.lvsd.control;

import dev.lvsd.ipvs.connections.CountBy;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which connections are asked for: the words of `GET /v1/connections`, each of which may be missing.
///
/// @param virtualServer `virtual_server`: a [ServiceName]
/// @param realServer `real_server`: a [RealServerName]
/// @param state `state`: the kernel's word, `ESTABLISHED`
/// @param client `client`: an address or a network
/// @param templates `templates=true`: persistence templates alone
/// @param limit `limit`: connections, or groups of them, in the answer
/// @param countBy `count_by`: `client`, `rs` or `state`: how many of each in the place of each itself
public record ConnectionsQuestion(
        @Nullable String virtualServer,
        @Nullable String realServer,
        @Nullable String state,
        @Nullable Prefix client,
        boolean templates,
        int limit,
        @Nullable CountBy countBy) {
    /// Connections in the answer where nothing is said.
    public static final int USUAL_LIMIT = 100;
    /// Connections in the answer at most.
    public static final int GREATEST_LIMIT = 10_000;

    private static final Set<String> WORDS =
            Set.of("virtual_server", "real_server", "state", "client", "templates", "limit", "count_by");

    /// Reads the words.
    static ConnectionsQuestion of(Form form) throws FormException {
        form.only(WORDS);
        String state = form.value("state");
        return new ConnectionsQuestion(
                form.value("virtual_server"),
                form.value("real_server"),
                state == null ? null : state.toUpperCase(Locale.ROOT),
                client(form),
                form.flag("templates"),
                Numbers.of(form, "limit", USUAL_LIMIT, GREATEST_LIMIT),
                countBy(form.value("count_by")));
    }

    private static @Nullable Prefix client(Form form) throws FormException {
        String text = form.value("client");
        if (text == null) {
            return null;
        }
        Prefix network = network(text);
        if (network == null) {
            throw new FormException("client is an ADDRESS or ADDRESS/LENGTH, not \"" + text + "\"");
        }
        return network;
    }

    /// Reads an address or a network, null where the text is none.
    public static @Nullable Prefix network(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null || slash < 0) {
            return address == null ? null : Prefix.host(address);
        }
        String length = text.substring(slash + 1);
        boolean fits = length.matches("[0-9]{1,3}") && Integer.parseInt(length) <= address.family().bits();
        return fits ? new Prefix(address, Integer.parseInt(length)) : null;
    }

    private static @Nullable CountBy countBy(@Nullable String text) throws FormException {
        if (text == null) {
            return null;
        }
        return Stream.of(CountBy.values())
                .filter(one -> one.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new FormException("count_by is client, rs or state, not \"" + text + "\""));
    }

    /// The words, as a query.
    String query() {
        List<String> words = new ArrayList<>();
        add(words, "virtual_server", virtualServer);
        add(words, "real_server", realServer);
        add(words, "state", state);
        add(words, "client", client);
        add(words, "templates", templates ? "true" : null);
        add(words, "limit", limit);
        add(words, "count_by", countBy == null ? null : countBy.name().toLowerCase(Locale.ROOT));
        return String.join("&", words);
    }

    private static void add(List<String> words, String name, @Nullable Object value) {
        if (value != null) {
            words.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }
}

package dev.lvsd.config;

import dev.lvsd.config.keyword.Keywords;
import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.tree.Node;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the checkers of a real server. What a checker does not say it takes from the real server, then from
/// the virtual server, then from the table.
final class CheckDecoder {
    /// What a block says of when to check; null parts are inherited.
    private record Said(
            @Nullable Duration delayLoop,
            @Nullable Duration connectTimeout,
            @Nullable Long retry,
            @Nullable Duration delayBeforeRetry,
            @Nullable Duration warmup,
            @Nullable Boolean alpha) {
        static Said by(Section section) {
            return new Said(
                    section.givenSeconds("delay_loop"),
                    section.givenSeconds("connect_timeout"),
                    section.givenWhole("retry"),
                    section.givenSeconds("delay_before_retry"),
                    section.givenSeconds("warmup"),
                    section.givenOnOff("alpha"));
        }

        Said over(Said outer) {
            return new Said(
                    delayLoop == null ? outer.delayLoop : delayLoop,
                    connectTimeout == null ? outer.connectTimeout : connectTimeout,
                    retry == null ? outer.retry : retry,
                    delayBeforeRetry == null ? outer.delayBeforeRetry : delayBeforeRetry,
                    warmup == null ? outer.warmup : warmup,
                    alpha == null ? outer.alpha : alpha);
        }
    }

    private static final Set<String> CHECKERS = Set.of("TCP_CHECK", "HTTP_GET");

    private final Values values;
    private final HttpPageReader pages;
    private final Section virtualServer;
    private final Said outer;
    private final Duration delayLoop;

    /// A decoder for the real servers of a virtual server.
    CheckDecoder(Section virtualServer, Values values) {
        this.values = values;
        this.pages = new HttpPageReader(values);
        this.virtualServer = virtualServer;
        this.outer = Said.by(virtualServer);
        this.delayLoop = Section.seconds(Keywords.of(Place.VIRTUAL_SERVER, "delay_loop"));
    }

    /// The checkers of a real server, in the order of the text.
    List<CheckSpec> decode(Section realServer, Endpoint endpoint) {
        Said inherited = Said.by(realServer).over(outer);
        List<CheckSpec> checks = new ArrayList<>();
        for (Node.Statement block : realServer.all(CHECKERS)) {
            CheckSpec check = block.keyword().name().equals("TCP_CHECK")
                    ? tcp(new Section(Place.TCP_CHECK, block, values), endpoint, inherited)
                    : http(new Section(Place.HTTP_GET, block, values), realServer, endpoint, inherited);
            if (check != null) {
                checks.add(check);
            }
        }
        return checks;
    }

    private CheckSpec tcp(Section section, Endpoint endpoint, Said inherited) {
        Said said = Said.by(section).over(inherited);
        return new CheckSpec.Tcp(target(section, endpoint), timing(Place.TCP_CHECK, said), isAlpha(said));
    }

    private @Nullable CheckSpec http(Section section, Section realServer, Endpoint endpoint, Said inherited) {
        Said said = Said.by(section).over(inherited);
        Endpoint target = target(section, endpoint);
        CheckTiming timing = timing(Place.HTTP_GET, said);
        String outerHost = pages.host(realServer, pages.host(virtualServer, target.toString()));
        List<HttpPage> read = pages.read(section, pages.host(section, outerHost));
        HttpVersion version = HttpVersion.of(section.choice("http_protocol"));
        return read.isEmpty() ? null : new CheckSpec.Http(target, timing, isAlpha(said), version, read);
    }

    private Endpoint target(Section section, Endpoint endpoint) {
        IpAddress address = section.givenAddress("connect_ip");
        Long port = section.givenWhole("connect_port");
        Endpoint target = new Endpoint(
                address == null ? endpoint.address() : address, port == null ? endpoint.port() : port.intValue());
        if (target.port() == 0) {
            values.problems().mistake(section.position(), "the check goes to port 0, where nothing can answer",
                    "say connect_port");
        }
        return target;
    }

    private static boolean isAlpha(Said said) {
        return said.alpha != null && said.alpha;
    }

    private CheckTiming timing(Place place, Said said) {
        Duration loop = said.delayLoop == null ? delayLoop : said.delayLoop;
        return new CheckTiming(
                loop,
                said.connectTimeout == null ? preset(place, "connect_timeout") : said.connectTimeout,
                (int) Math.min(Integer.MAX_VALUE, said.retry == null
                        ? Long.parseLong(Keywords.of(place, "retry").preset()) : said.retry),
                said.delayBeforeRetry == null ? preset(place, "delay_before_retry") : said.delayBeforeRetry,
                said.warmup);
    }

    private static Duration preset(Place place, String name) {
        return Section.seconds(Keywords.of(place, name));
    }
}

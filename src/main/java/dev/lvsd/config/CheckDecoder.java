package dev.lvsd.config;

import dev.lvsd.config.keyword.Keywords;
import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.tree.Node;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private final Values values;
    private final Said virtualServer;
    private final Duration delayLoop;

    /// A decoder for the real servers of a virtual server.
    CheckDecoder(Section virtualServer, Values values) {
        this.values = values;
        this.virtualServer = Said.by(virtualServer);
        this.delayLoop = Section.seconds(Keywords.of(Place.VIRTUAL_SERVER, "delay_loop"));
    }

    /// The checkers of a real server.
    List<CheckSpec> decode(Section realServer, Endpoint endpoint) {
        Said inherited = Said.by(realServer).over(virtualServer);
        List<CheckSpec> checks = new ArrayList<>();
        for (Node.Statement block : realServer.all("TCP_CHECK")) {
            Section section = new Section(Place.TCP_CHECK, block, values);
            Said said = Said.by(section).over(inherited);
            checks.add(new CheckSpec.Tcp(target(section, endpoint), timing(said), isAlpha(said)));
        }
        return checks;
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

    private CheckTiming timing(Said said) {
        Duration loop = said.delayLoop == null ? delayLoop : said.delayLoop;
        return new CheckTiming(
                loop,
                said.connectTimeout == null ? preset("connect_timeout") : said.connectTimeout,
                (int) Math.min(Integer.MAX_VALUE, said.retry == null
                        ? Long.parseLong(Keywords.of(Place.TCP_CHECK, "retry").preset()) : said.retry),
                said.delayBeforeRetry == null ? preset("delay_before_retry") : said.delayBeforeRetry,
                said.warmup == null ? loop : said.warmup);
    }

    private static Duration preset(String name) {
        return Section.seconds(Keywords.of(Place.TCP_CHECK, name));
    }
}

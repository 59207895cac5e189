package dev.lvsd.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.ConfigurationFile;
import dev.lvsd.config.Loaded;
import dev.lvsd.config.Syntax;
import dev.lvsd.config.keyword.Keyword;
import dev.lvsd.config.keyword.Keywords;
import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.Problem;
import dev.lvsd.config.text.SourceText;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Every keyword of virtual routers and of what they track, with values that nobody means: problems come out, and what
/// can be run is compared with what ran before. A failing seed is in the message.
class NonsenseTest {
    private static final int ROUNDS = 1500;
    private static final List<String> VALUES = List.of(
            "", "\"\"", "0", "-1", "1", "51", "255", "256", "300", "4294967296", "99999999999999999999", "0.5", "1e9",
            "NaN", "-0", "0x10", "10s", "eth0", "eth0:1", "a2345678901234567", "lo", "MASTER", "on", "off", "maybe",
            "weight", "weight 10", "weight -999", "reverse", "check weight 3 reverse", "check", "file", "app", "VI",
            "192.0.2.1", "192.0.2.1/33", "192.0.2.100 dev eth0 label eth0:1", "300.1.1.1", "224.0.0.18", "fe80::1",
            "2001:db8::1/64", "::", "192.0.2.2 min_ttl 1 max_ttl", "/bin/true", "\"/bin/true a b\" root root",
            "\"killall -0 dockerd\"", "relative/path", "{", "\u00e4\u00f6", "two words", "PASS", "AH", "dev", "%s%n");
    private static final Configuration BEFORE = Configurations.of(Configurations.BASE);

    private final StringBuilder text = new StringBuilder();
    private Random random = new Random(0);

    @Test
    void everyKeywordOfVirtualRoutersTakesNonsense() {
        int usable = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            random = new Random(seed);
            String file = file();
            String what = "seed " + seed + ":\n" + file;
            try {
                usable += outcome(file, what) ? 1 : 0;
            } catch (RuntimeException e) {
                throw new AssertionError(what, e);
            }
        }
        assertTrue(usable > ROUNDS / 20, usable + " files were usable: too few to prove anything of those");
    }

    /// @return whether there is something to run
    private static boolean outcome(String file, String what) {
        Loaded loaded = ConfigurationFile.read(new SourceText("nonsense.conf", file), Syntax.KEEPALIVED, "host");
        Configuration after = loaded.configuration();
        assertEquals(loaded.problems().hasErrors(), after == null, what);
        for (Problem problem : loaded.problems().all()) {
            assertTrue(!problem.render().isBlank() && !problem.sentence().contains("null"), what + problem.render());
        }
        if (after == null) {
            return false;
        }
        assertTrue(!ConfigurationDiff.between(BEFORE, after).isEmpty(), what);
        assertTrue(ConfigurationDiff.between(after, after).isEmpty(), what);
        return true;
    }

    private String file() {
        text.setLength(0);
        block("vrrp_script check", "script /bin/true", Place.VRRP_SCRIPT);
        block("vrrp_track_process app", "process app", Place.TRACK_PROCESS);
        block("track_file file", "file /run/file", Place.TRACK_FILE);
        block("vrrp_instance VI", """
                interface eth0
                virtual_router_id 51
                virtual_ipaddress {
                192.0.2.100
                }""", Place.VRRP_INSTANCE);
        block("vrrp_sync_group VG", "group {\nVI\n}", Place.SYNC_GROUP);
        return text.toString();
    }

    private void block(String head, String needed, Place place) {
        text.append(head).append(" {\n").append(needed).append('\n');
        keywords(place, random.nextInt(5));
        text.append("}\n");
    }

    private void keywords(Place place, int count) {
        List<Keyword> rows = Keywords.all().stream().filter(row -> row.places().contains(place)).toList();
        for (int i = 0; i < count; i++) {
            Keyword row = rows.get(random.nextInt(rows.size()));
            text.append(row.name()).append(' ');
            switch (row.shape()) {
                case Shape.Block(Place body, _) -> {
                    text.append("{\n");
                    keywords(body, random.nextInt(4));
                    text.append("}\n");
                }
                case Shape.Lines _ -> {
                    text.append("{\n");
                    random.ints(random.nextInt(4), 0, VALUES.size())
                            .forEach(value -> text.append(VALUES.get(value)).append('\n'));
                    text.append("}\n");
                }
                default -> text.append(VALUES.get(random.nextInt(VALUES.size()))).append('\n');
            }
        }
    }
}

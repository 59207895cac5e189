package dev.lvsd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.ConfigurationFile;
import dev.lvsd.config.Foreign;
import dev.lvsd.config.Loaded;
import dev.lvsd.config.Syntax;
import dev.lvsd.config.text.SourceText;
import dev.lvsd.control.ReloadOption;
import dev.lvsd.control.ReloadOutcome;
import dev.lvsd.control.ReloadReport;
import dev.lvsd.control.ReloadSnapshot;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.reconciler.OthersStatus;
import dev.lvsd.net.Family;
import dev.lvsd.watch.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ReloaderTest {
    private static final String TEXT = """
            virtual_server 192.0.2.1 80 {
                protocol TCP
                lb_algo rr
                real_server 198.51.100.1 80 {
                    weight 1
                }
            }
            """;

    private static final OthersStatus OTHERS = new OthersStatus(
            Foreign.KEEP, 1234, List.of(new VirtualServerKey.Fwmark(Family.IPV4, 7)), 0, 0);

    private static final String SERVER = """
            virtual_server: [{address: 192.0.2.1, port: 80, protocol: TCP, lb_algo: rr,
              real_server: [{address: 198.51.100.1, port: 80, weight: 1}]}]
            """;

    @TempDir
    private Path directory;

    private final List<Configuration> taken = new ArrayList<>();
    private final List<Configuration> reread = new ArrayList<>();
    private final List<Notice> told = new ArrayList<>();
    private @Nullable RuntimeException defect;
    private @Nullable String obstacle;
    private Reloader reloader = new Reloader(started(TEXT, Path.of("none")), new Taking(), told::add);

    @BeforeEach
    void start() throws IOException {
        Path file = directory.resolve("lvsd.conf");
        Files.writeString(file, TEXT);
        reloader = new Reloader(started(TEXT, file), new Taking(), told::add);
        reloader.open();
    }

    @Test
    void changeIsTakenShownAndRemembered() throws IOException {
        write(TEXT.replace("weight 1", "weight 2"));
        ReloadReport report = reloader.reload(Set.of());
        assertEquals(ReloadOutcome.APPLIED, report.outcome());
        assertEquals("1 change", report.message());
        assertEquals(List.of(reloader.running().configuration()), taken);
        ReloadSnapshot last = last();
        assertEquals(List.of(1L, 0L), List.of(last.attempts(), last.refused()));
        assertEquals(ReloadOutcome.UNCHANGED, reloader.reload(Set.of()).outcome());
        assertEquals(1, taken.size());
    }

    @Test
    void dryRunTakesAndRemembersNothing() throws IOException {
        write(TEXT.replace("weight 1", "weight 2"));
        ReloadReport report = reloader.reload(Set.of(ReloadOption.DRY_RUN));
        assertEquals(ReloadOutcome.PLANNED, report.outcome());
        assertEquals(1, report.changes().size());
        assertEquals(List.of(), taken);
        assertNull(reloader.last());
    }

    @Test
    void dryRunTellsHowMuchOfOthersTheWordRemoveWouldRemove() throws IOException {
        write(TEXT + "lvsd { foreign remove }\n");
        ReloadReport report = reloader.reload(Set.of(ReloadOption.DRY_RUN));
        assertEquals(ReloadOutcome.PLANNED, report.outcome());
        assertEquals(List.of("foreign: remove: 1234 virtual servers of others are removed from the table: FWM 7, …;"
                + " ipvsadm -S -n keeps a copy"), report.cautions());
        assertEquals("~ lvsd: foreign keep -> remove", "~ " + report.changes().getFirst());
        assertEquals(ReloadOutcome.APPLIED, reloader.reload(Set.of()).outcome());
        assertEquals(List.of(), reloader.pending(), "it needs no restart");
        write(TEXT);
        assertEquals(List.of(), reloader.reload(Set.of()).cautions());
    }

    @Test
    void serviceManagerHearsOfEveryReloadButOfNoDryRun() throws IOException {
        reloader.reload(Set.of(ReloadOption.DRY_RUN));
        assertEquals(List.of(), told);
        reloader.reload(Set.of());
        write("nonsense {");
        reloader.onSignal();
        assertEquals(
                List.of("Reloading", "Ready", "Reloading", "Ready"),
                told.stream().map(notice -> notice.getClass().getSimpleName()).toList());
    }

    @Test
    void settingThatNeedsARestartIsToldUntilItIsTakenBack() throws IOException {
        Path file = directory.resolve("other.yaml");
        Files.writeString(file, SERVER + "lvsd: {ready_wait: 5s}\n");
        LoadedFile yaml = new LoadedFile(
                file, Syntax.YAML, started(TEXT, file).configuration(), List.of(), Instant.EPOCH);
        Reloader daemon = new Reloader(yaml, new Taking(), told::add);
        daemon.open();
        assertEquals(List.of(), daemon.pending());
        Files.writeString(file, SERVER + "lvsd: {ready_wait: 6s, http: {listen: none}}\n");
        List<String> pending = List.of("lvsd: http, ready_wait count from the next start on: restart lvsd");
        assertEquals(pending, daemon.reload(Set.of()).problems());
        assertEquals(pending, daemon.reload(Set.of()).problems());
        assertEquals(pending, daemon.pending());
        Files.writeString(file, SERVER + "lvsd: {ready_wait: 5s}\n");
        assertEquals(List.of(), daemon.reload(Set.of()).problems());
        assertEquals(List.of(), daemon.pending());
    }

    @Test
    void warningsAreThoseOfTheFileAsItIsNow() throws IOException {
        write(TEXT + "nonsense\n");
        assertEquals(ReloadOutcome.UNCHANGED, reloader.reload(Set.of(ReloadOption.DRY_RUN)).outcome());
        assertEquals(0, reloader.running().warnings().size());
        assertEquals(ReloadOutcome.UNCHANGED, reloader.reload(Set.of()).outcome());
        assertEquals(1, reloader.running().warnings().size());
        assertEquals(1, reread.size());
    }

    @Test
    void errorChangesNothingAndIsRememberedUntilTheNextReload() throws IOException {
        write(TEXT.replace("    }\n}\n", ""));
        ReloadReport report = reloader.reload(Set.of());
        assertEquals(ReloadOutcome.REFUSED, report.outcome());
        assertTrue(report.problems().getFirst().contains("error"), report::toString);
        assertEquals(List.of(), taken);
        assertEquals(1, last().refused());
        write(TEXT);
        reloader.onSignal();
        assertEquals(ReloadOutcome.UNCHANGED, last().outcome());
        assertEquals(2, last().attempts());
    }

    @Test
    void fileThatIsGoneChangesNothing() throws IOException {
        Files.delete(directory.resolve("lvsd.conf"));
        assertEquals(ReloadOutcome.REFUSED, reloader.reload(Set.of()).outcome());
        assertEquals(List.of(), taken);
    }

    @Test
    void whatNoPartCanTakeIsRefusedBeforeAnythingIsDone() throws IOException {
        obstacle = "the wire cannot carry it";
        write(TEXT.replace("weight 1", "weight 2"));
        assertTrue(reloader.reload(Set.of()).message().contains("the wire cannot carry it"));
        assertEquals(List.of(), taken);
    }

    @Test
    void defectOfAPartIsAReportAndNotTheEnd() throws IOException {
        defect = new IllegalStateException("broken on purpose");
        write(TEXT.replace("weight 1", "weight 2"));
        assertTrue(reloader.reload(Set.of()).message().contains("broken on purpose"));
        assertEquals(ReloadOutcome.REFUSED, last().outcome());
        defect = null;
        assertEquals(ReloadOutcome.APPLIED, reloader.reload(Set.of()).outcome());
    }

    @Test
    void nothingIsReloadedBeforeTheStartIsOverAndAfterTheStopHasBegun() throws Exception {
        Reloader starting = new Reloader(reloader.running(), new Taking(), told::add);
        assertTrue(starting.reload(Set.of()).message().contains("starting"));
        reloader.close();
        assertTrue(reloader.reload(Set.of()).message().contains("stopping"));
    }

    private ReloadSnapshot last() {
        return Objects.requireNonNull(reloader.last());
    }

    private void write(String text) throws IOException {
        Files.writeString(directory.resolve("lvsd.conf"), text);
    }

    private static LoadedFile started(String text, Path path) {
        Loaded loaded = ConfigurationFile.read(
                new SourceText("lvsd.conf", text), Syntax.KEEPALIVED, hostName());
        Configuration configuration = loaded.configuration();
        assertNotNull(configuration);
        return new LoadedFile(path, Syntax.KEEPALIVED, configuration, List.of(), Instant.EPOCH);
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private final class Taking implements Reloader.Parts {
        @Override
        public void check(Configuration next) {
            if (obstacle != null) {
                throw new IllegalArgumentException(obstacle);
            }
        }

        @Override
        public List<String> cautions(Configuration before, Configuration next) {
            Foreign foreign = next.daemon().foreign();
            return foreign == before.daemon().foreign() ? List.of() : ForeignCaution.of(foreign, OTHERS);
        }

        @Override
        public void unchanged(Configuration next) {
            reread.add(next);
        }

        @Override
        public void apply(Configuration before, Configuration next) {
            if (defect != null) {
                throw defect;
            }
            taken.add(next);
        }
    }
}

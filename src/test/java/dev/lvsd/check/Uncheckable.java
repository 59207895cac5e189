package dev.lvsd.check;

import dev.lvsd.config.CheckTiming;
import dev.lvsd.net.Endpoint;
import java.io.FileInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// A process of its own in which checks cannot run: it uses up its descriptors and then gives them back, or
/// was started without the native transport. It prints, after `> `, states and reasons and how often the
/// listener was called. Arguments are endpoints that are open.
final class Uncheckable {
    private Uncheckable() {}

    public static void main(String[] arguments) throws Exception {
        Class.forName("dev.lvsd.check.ConnectError");
        List<Endpoint> targets = new ArrayList<>();
        for (String argument : arguments) {
            Endpoint target = Endpoint.parse(argument);
            if (target != null) {
                targets.add(target);
            }
        }
        AtomicInteger changes = new AtomicInteger();
        CheckScheduler scheduler =
                new CheckScheduler((_, _, _) -> changes.incrementAndGet(), InstantSource.system(), new Random(1));
        CheckTiming timing = Checked.timing(Duration.ofMillis(50), Duration.ofSeconds(1), 0);
        scheduler.start(List.of(Checked.virtualServer(80, timing, targets)), 1);
        if (scheduler.problem() != null) {
            awaitAll(scheduler, Health.UNKNOWN, 1);
            System.out.println("> " + changes.get() + " changes");
            return;
        }
        awaitAll(scheduler, Health.UP, 0);
        List<FileInputStream> taken = takeAllDescriptors();
        awaitAll(scheduler, Health.UP, 3);
        for (FileInputStream descriptor : taken) {
            descriptor.close();
        }
        System.out.println("> " + changes.get() + " changes");
        long passed = scheduler.statuses().getFirst().counters().passed();
        Checked.await("checks again", () -> scheduler.statuses().getFirst().counters().passed() > passed);
        scheduler.stop();
    }

    private static void awaitAll(CheckScheduler scheduler, Health state, long notRun) throws InterruptedException {
        Checked.await(state + " and " + notRun + " not run", () -> scheduler.statuses().stream()
                .allMatch(status -> status.state() == state && status.counters().notRun() >= notRun));
        scheduler.statuses().stream()
                .map(status -> status.last() instanceof CheckResult.NotRun result ? result.text() : status.state())
                .distinct()
                .forEach(line -> System.out.println("> " + line));
    }

    private static List<FileInputStream> takeAllDescriptors() {
        List<FileInputStream> taken = new ArrayList<>();
        try {
            while (true) {
                taken.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException _) {
            return taken;
        }
    }
}

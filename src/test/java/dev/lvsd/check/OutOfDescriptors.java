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

/// A process of its own that uses up its descriptors while it checks, and then gives them back. It prints,
/// after `> `, the state and the reason at both times and how often the listener was called. Arguments are
/// endpoints that are open.
final class OutOfDescriptors {
    private OutOfDescriptors() {}

    public static void main(String[] arguments) throws Exception {
        Class.forName("dev.lvsd.check.tcp.ConnectError");
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
        awaitAll(scheduler, HealthState.UP, 0);
        List<FileInputStream> taken = takeAllDescriptors();
        awaitAll(scheduler, HealthState.UP, 3);
        for (FileInputStream descriptor : taken) {
            descriptor.close();
        }
        System.out.println("> " + changes.get() + " changes");
        long passed = scheduler.statuses().getFirst().counters().passed();
        Checked.await("checks again", () -> scheduler.statuses().getFirst().counters().passed() > passed);
        scheduler.stop();
    }

    private static void awaitAll(CheckScheduler scheduler, HealthState state, long notRun) throws InterruptedException {
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

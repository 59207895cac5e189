package dev.lvsd;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/// What makes a class an edge: sockets, files, threads, logging, the kernel. A centre has none of these.
final class Edges {
    private static final Set<String> PACKAGES = Set.of(
            "io.netty", "com.sun.jna", "org.slf4j", "ch.qos.logback", "java.nio.channels", "java.net.http");
    private static final Set<String> TYPES = Set.of(
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.RandomAccessFile",
            "java.lang.ProcessBuilder",
            "java.lang.Thread",
            "java.net.DatagramSocket",
            "java.net.MulticastSocket",
            "java.net.NetworkInterface",
            "java.net.ServerSocket",
            "java.net.Socket",
            "java.nio.file.Files",
            "java.util.concurrent.ExecutorService",
            "java.util.concurrent.Executors",
            "java.util.concurrent.ScheduledExecutorService");
    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.Instant.now",
            "java.time.InstantSource.system",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now");

    private Edges() {}

    /// Classes that open, log or run something.
    static final DescribedPredicate<JavaClass> EDGES = DescribedPredicate.describe(
            "edges (sockets, files, threads, logging, the kernel)", Edges::isEdge);

    /// Classes that ask what time it is.
    static final DescribedPredicate<JavaClass> CLOCK_READERS =
            DescribedPredicate.describe("readers of a clock", Edges::readsClock);

    static boolean isEdge(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .anyMatch(Edges::opensTheWorld);
    }

    static boolean readsClock(JavaClass type) {
        return type.getAccessesFromSelf().stream().anyMatch(Edges::isClock);
    }

    private static boolean isClock(JavaAccess<?> access) {
        return CLOCKS.contains(access.getTargetOwner().getFullName() + "." + access.getName());
    }

    private static boolean opensTheWorld(JavaClass target) {
        return TYPES.contains(target.getFullName())
                || PACKAGES.stream().anyMatch(name -> (target.getPackageName() + ".").startsWith(name + "."))
                || isKernel(target);
    }

    /// Of `linux`, numbers, words and errors are values, and everything else talks to the kernel.
    private static boolean isKernel(JavaClass target) {
        return target.getPackageName().startsWith("dev.lvsd.linux")
                && !target.isEnum()
                && !target.isRecord()
                && !target.isAssignableTo(Throwable.class)
                && !target.getSimpleName().endsWith("Abi");
    }
}

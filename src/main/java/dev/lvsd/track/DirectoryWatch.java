package dev.lvsd.track;

import dev.lvsd.config.TrackedFile;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tells when something changes beside tracked files (inotify(7)). Only a hint that saves the time to the next
/// reading: where the kernel refuses it, nothing else changes.
final class DirectoryWatch implements AutoCloseable {
    private final WatchService service;
    private final Set<Path> watched = new HashSet<>();

    private DirectoryWatch(WatchService service) {
        this.service = service;
    }

    /// Opens one; what changes is told on a virtual thread.
    ///
    /// @throws IOException where the kernel has no more of them
    static DirectoryWatch open(Runnable changed) throws IOException {
        DirectoryWatch watch = new DirectoryWatch(FileSystems.getDefault().newWatchService());
        Thread.ofVirtual().name("track-files").start(() -> watch.listen(changed));
        return watch;
    }

    /// Watches the directories of some files as well; again those that were not there before.
    void watch(List<TrackedFile> files) {
        for (TrackedFile file : files) {
            Path directory = Path.of(file.path()).toAbsolutePath().getParent();
            if (directory != null && !watched.contains(directory) && Files.isDirectory(directory)) {
                try {
                    directory.register(service, StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE);
                    watched.add(directory);
                } catch (IOException _) {
                    // It is read once a second all the same.
                }
            }
        }
    }

    private void listen(Runnable changed) {
        try {
            while (true) {
                WatchKey key = service.take();
                key.pollEvents();
                key.reset();
                changed.run();
            }
        } catch (InterruptedException | ClosedWatchServiceException _) {
            return; // Closed.
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}

package dev.lvsd.track;

import static dev.lvsd.track.ConnectorAbi.CN_IDX_PROC;
import static dev.lvsd.track.ConnectorAbi.NETLINK_CONNECTOR;

import dev.lvsd.config.TrackedProcess;
import dev.lvsd.linux.Errno;
import dev.lvsd.linux.LinuxException;
import dev.lvsd.linux.NetlinkSocket;
import java.util.List;
import java.util.Set;

/// The thread "track-events": hears from the kernel which processes begin and end, as long as some are tracked. Only a
/// hint that saves the time to the next reading of `/proc`; the kernel tells it in the initial namespaces alone, to
/// those who have CAP_NET_ADMIN.
final class ProcessEvents implements Runnable {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int AHEAD = 16;
    private static final int MESSAGE_BYTES = 512;
    private static final long ANSWER_NANOS = 1_000_000_000L;
    private static final long TURN_NANOS = 500_000_000L;

    private final Listener listener;
    private volatile Interest interest = new Interest(Set.of(), List.of());
    private volatile boolean running = true;

    /// Who is told, on this thread; must not wait.
    interface Listener {
        /// The kernel tells, or does not.
        ///
        /// @param problem why not, empty where it does
        void opened(String problem);

        /// One of the processes of interest ends.
        void ended(int process);

        /// Processes of interest may have begun, or news were lost.
        void changed();
    }

    private record Interest(Set<Integer> processes, List<ProcessMatch> matches) {}

    ProcessEvents(Listener listener) {
        this.listener = listener;
    }

    /// Starts the thread.
    void start() {
        Thread.ofPlatform().name("track-events").daemon().start(this);
    }

    /// What is of interest from now on.
    ///
    /// @param processes those that were found
    void watch(Set<Integer> processes, List<TrackedProcess> wanted) {
        interest = new Interest(Set.copyOf(processes), wanted.stream().map(ProcessMatch::new).toList());
    }

    /// Ends the thread within half a second.
    void stop() {
        running = false;
    }

    @Override
    public void run() {
        try (NetlinkSocket socket = NetlinkSocket.open(NETLINK_CONNECTOR, BUFFER_BYTES, AHEAD)) {
            byte[] message = new byte[MESSAGE_BYTES];
            socket.join(CN_IDX_PROC);
            byte[] request = ProcessEvent.request();
            socket.send(request, 0, request.length);
            String problem = answer(socket, message);
            listener.opened(problem);
            while (running && problem.isEmpty()) {
                hear(socket, message);
            }
        } catch (LinuxException e) {
            listener.opened(String.valueOf(e.getMessage()));
        }
    }

    private static String answer(NetlinkSocket socket, byte[] message) throws LinuxException {
        long end = System.nanoTime() + ANSWER_NANOS;
        while (System.nanoTime() < end) {
            int length = socket.receive(message, ANSWER_NANOS);
            if (length > 0 && ProcessEvent.of(message, length) instanceof ProcessEvent.Answer(int error)) {
                return error == 0 ? "" : "refused: " + Errno.of(error);
            }
        }
        return "no answer: not in the initial namespaces";
    }

    private void hear(NetlinkSocket socket, byte[] message) throws LinuxException {
        try {
            int length = socket.receive(message, TURN_NANOS);
            if (length > 0) {
                tell(ProcessEvent.of(message, length));
            }
        } catch (LinuxException e) {
            if (!e.errno().equals(Errno.ENOBUFS)) {
                throw e;
            }
            listener.changed();
        }
    }

    private void tell(ProcessEvent event) {
        Interest of = interest;
        switch (event) {
            case ProcessEvent.Ended(int process) -> {
                if (of.processes().contains(process)) {
                    listener.ended(process);
                }
            }
            case ProcessEvent.Forked(int parent) -> {
                if (of.processes().contains(parent)) {
                    listener.changed();
                }
            }
            case ProcessEvent.Renamed(int process) -> {
                String name = ProcessScan.name(process);
                if (of.processes().contains(process) || of.matches().stream().anyMatch(it -> it.fitsName(name))) {
                    listener.changed();
                }
            }
            case ProcessEvent.Answer _, ProcessEvent.Other _ -> { }
        }
    }
}

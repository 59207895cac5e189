package dev.lvsd.cli;

import dev.lvsd.control.ControlServer;
import dev.lvsd.control.Desks;
import dev.lvsd.control.ExampleSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lvsd rehearse`: answers on a control socket with an example until its input ends. The build runs it, and
/// `lvsctl` against it, to record what a start loads.
@Command(name = "rehearse", hidden = true, description = "Answers with an example until the input ends.")
final class RehearseCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SOCKET", description = "Where to listen.")
    private Path socket = Path.of("lvsd.sock");

    @Override
    public Integer call() throws IOException {
        try (ControlServer _ = ControlServer.open(socket, Desks.of(ExampleSnapshot::whole))) {
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        return 0;
    }
}

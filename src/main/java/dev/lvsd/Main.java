package dev.lvsd;

import dev.lvsd.cli.LvsctlCommand;
import dev.lvsd.cli.LvsdCommand;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;

/// The two command lines. `bin/lvsd` and `bin/lvsctl` give their own name as the first argument.
public final class Main {
    private Main() {}

    /// Runs `lvsd …` or `lvsctl …` and exits with its status.
    ///
    /// @param args the name of the command line, then its arguments
    public static void main(String[] args) {
        String name = args.length == 0 ? "" : args[0];
        CommandLine commandLine = name.equals("lvsctl")
                ? LvsctlCommand.commandLine()
                : LvsdCommand.commandLine(
                        new RunCommand(), new PlanCommand(), new SaveTableCommand(), new CleanupCommand());
        boolean named = name.equals("lvsctl") || name.equals("lvsd");
        String[] rest = named ? Arrays.copyOfRange(args, 1, args.length) : args;
        System.exit(commandLine.setOut(writer(System.out)).setErr(writer(System.err)).execute(rest));
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}

package dev.lvsd.cli;

import dev.lvsd.control.ConnectionsQuestion;
import dev.lvsd.control.ControlException;
import dev.lvsd.ipvs.connections.CountBy;
import dev.lvsd.net.Prefix;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `lvsctl connections`.
@Command(name = "connections", description = {
    "Connections from the kernel's list, as ipvsadm -Lnc; with persistence templates, whose client has port 0.",
    "Reads for ten seconds at most, and two more seconds to count what it does not print; says what is left out."})
final class ConnectionsCommand implements Callable<Integer> {
    private static final int SECONDS = 20;

    @ParentCommand
    private @Nullable LvsctlCommand parent;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "VS",
            description = "Virtual server: 192.0.2.1:80, tcp/192.0.2.1:80, fwmark:7; all without.")
    private @Nullable String virtualServer;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RS",
            description = "Real server: 192.0.2.21:80, 192.0.2.21.")
    private @Nullable String realServer;

    @Option(names = "--limit", paramLabel = "N", description = "Print at most so many (default: 100).")
    private int limit = ConnectionsQuestion.USUAL_LIMIT;

    @Option(names = "--state", paramLabel = "STATE", description = "In this state: ESTABLISHED, SYN_RECV, …")
    private @Nullable String state;

    @Option(names = "--client", paramLabel = "ADDRESS[/LENGTH]", converter = NetworkConverter.class,
            description = "From this client or network.")
    private @Nullable Prefix client;

    @Option(names = "--templates", description = "Persistence templates alone.")
    private boolean templates;

    @Option(names = "--count-by", paramLabel = "WHAT",
            description = "How many of each: ${COMPLETION-CANDIDATES}; the greatest numbers first.",
            completionCandidates = CountWords.class)
    private @Nullable CountBy countBy;

    /// Reads `192.0.2.0/24`.
    private static final class NetworkConverter implements CommandLine.ITypeConverter<Prefix> {
        @Override
        public Prefix convert(String text) {
            Prefix network = ConnectionsQuestion.network(text);
            if (network == null) {
                throw new TypeConversionException("'" + text + "' is no ADDRESS or ADDRESS/LENGTH");
            }
            return network;
        }
    }

    /// The words of [CountBy].
    private static final class CountWords extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        private CountWords() {
            for (CountBy one : CountBy.values()) {
                add(one.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    @Override
    public Integer call() throws ControlException {
        if (limit < 1 || limit > ConnectionsQuestion.GREATEST_LIMIT) {
            throw new ParameterException(
                    spec == null ? new CommandLine(this) : spec.commandLine(),
                    "--limit is a number from 1 to " + ConnectionsQuestion.GREATEST_LIMIT);
        }
        LvsctlCommand lvsctl = Objects.requireNonNull(parent);
        ConnectionsQuestion question = new ConnectionsQuestion(
                virtualServer, realServer, state, client, templates, limit, countBy);
        return lvsctl.print(
                lvsctl.patientClient(SECONDS).connections(question),
                answer -> ConnectionsTable.render(answer, countBy));
    }
}

package dev.lvsd.cli;

import java.util.Map;
import picocli.CommandLine.Parameters;

/// A real server of a virtual server, and what all orders have, on the command line: its words name both.
final class OrderSubject extends OrderOptions {
    @Parameters(
            index = "0",
            paramLabel = "VS",
            description = "Virtual server: ADDRESS:PORT, tcp/ADDRESS:PORT, ADDRESS, fwmark:MARK, or all.")
    private String virtualServer = "";

    @Parameters(index = "1", paramLabel = "RS", description = "Real server: ADDRESS:PORT or ADDRESS.")
    private String realServer = "";

    @Override
    Map<String, String> words(String... namesAndValues) {
        Map<String, String> words = super.words(namesAndValues);
        words.put("virtual_server", virtualServer);
        words.put("real_server", realServer);
        return words;
    }
}

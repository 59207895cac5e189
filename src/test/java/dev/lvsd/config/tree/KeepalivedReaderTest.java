package dev.lvsd.config.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.text.Severity;
import dev.lvsd.config.text.SourceText;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The lexical rules of keepalived.conf. A tree is shown as `line:column word …`, a body in braces.
class KeepalivedReaderTest {
    private final ProblemCollector problems = new ProblemCollector(Severity.WARNING);

    private String tree(String text) {
        List<Node> nodes = KeepalivedReader.read(new SourceText("t", text), "lb1", Includes.NONE, problems);
        return nodes.stream().map(KeepalivedReaderTest::show).collect(Collectors.joining("; "));
    }

    private static String show(Node node) {
        return switch (node) {
            case Node.Line(List<Word> words) -> show(words);
            case Node.Statement statement -> show(List.of(statement.name()))
                    + (statement.words().isEmpty() ? "" : " " + show(statement.words()))
                    + (statement.body().isEmpty() ? "" : statement.body().stream()
                            .map(KeepalivedReaderTest::show)
                            .collect(Collectors.joining("; ", " { ", " }")));
        };
    }

    private static String show(List<Word> words) {
        return words.stream()
                .map(word -> word.position().line() + ":" + word.position().column() + " " + word.text())
                .collect(Collectors.joining(" "));
    }

    private void assertProblems(String expected) {
        assertEquals(expected, problems.problems().all().stream()
                .map(problem -> problem.headline())
                .collect(Collectors.joining("\n")));
    }

    @Test
    void bracesMayStandAnywhere() {
        assertEquals("1:1 global_defs { 1:15 router_id 1:25 a }", tree("global_defs { router_id a }"));
        assertEquals("1:1 global_defs { 1:13 router_id 1:23 a }", tree("global_defs{router_id a}"));
        assertEquals("1:1 global_defs { 3:3 router_id 3:13 a }", tree("global_defs\n{\n  router_id a }\n"));
        assertEquals("1:1 vrrp_instance 1:15 A { 1:19 unicast_peer { 1:34 10.0.0.1 }; 1:45 nopreempt }",
                tree("vrrp_instance A { unicast_peer { 10.0.0.1 } nopreempt }"));
        assertProblems("");
    }

    @Test
    void commentsEndTheLine() {
        assertEquals("2:1 global_defs { 3:2 router_id 3:12 a#!b }",
                tree("! all of it\nglobal_defs { # {\n router_id 'a#!b' ! \"\n # }\n}\r\n"));
        assertProblems("");
    }

    @Test
    void quotesJoinWordsAndMayHoldEscapes() {
        assertEquals("1:1 global_defs { 2:1 router_id 2:11 a b\"c\tA\u0001d\\n }",
                tree("global_defs {\nrouter_id \"a b\\\"c\\t\\101\\x01\"d'\\n'\n}"));
        assertProblems("");
    }

    @Test
    void definitionsKeepTheColumnsOfTheText() {
        assertEquals("4:1 global_defs { 5:1 router_id 5:11 x-lb-y 5:18 z }",
                tree("$A=lb\n$B=-$A-\n$UNUSED=\nglobal_defs {\nrouter_id x${B}y z\n}"));
        assertProblems("");
    }

    @Test
    void lineForAnotherNodeIsLeftOut() {
        assertEquals("1:1 global_defs { 2:6 router_id 2:16 a }",
                tree("global_defs {\n@lb1 router_id a\n@lb2 router_id b\n@^lb1 router_id c\n}"));
    }

    @Test
    void unknownBlockIsSkippedAsAWhole() {
        assertEquals("1:1 global_defs; 8:1 lvsd",
                tree("global_defs {\n nonsense a b\n {\n  router_id x\n  more {\n  } }\n}\nlvsd {\n}"));
        assertProblems("t:2:2: warning: unknown keyword \"nonsense\" in global_defs; it is skipped");
    }

    @Test
    void everyOpenBlockIsReportedAtItsBeginning() {
        tree("virtual_server 192.0.2.1 80 {\n real_server 192.0.2.2 80 {\n");
        assertProblems("""
                t:1:1: error: the block virtual_server 192.0.2.1 80 is never closed
                t:2:2: error: the block real_server 192.0.2.2 80 is never closed""");
    }
}

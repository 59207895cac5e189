package dev.lvsd.config;

import dev.lvsd.config.keyword.Keyword;
import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Warns of the keywords whose work is not there yet: once for each, at the first place, with the number of
/// the others. A value that is the default anyway needs no warning, and what is in a block that is not there
/// yet none of its own.
final class UnsupportedKeywords {
    private record Found(Position first, int count) {}

    private final Map<Keyword, Found> found = new LinkedHashMap<>();

    private UnsupportedKeywords() {}

    /// Warns of those in a tree.
    static void report(List<Node> root, ProblemCollector problems) {
        UnsupportedKeywords keywords = new UnsupportedKeywords();
        keywords.visit(root);
        keywords.found.forEach((keyword, places) -> problems.warning(
                places.first(),
                keyword.name() + " is not supported yet; ignored"
                        + (places.count() == 1 ? "" : ", all " + places.count() + " times"),
                isCheck(keyword) ? "a real server without another check counts as up" : null));
    }

    private static boolean isCheck(Keyword keyword) {
        return keyword.places().contains(Place.REAL_SERVER) && keyword.isBlock();
    }

    private void visit(List<Node> nodes) {
        for (Node node : nodes) {
            if (!(node instanceof Node.Statement statement)) {
                continue;
            }
            switch (statement.keyword().state()) {
                case WORKS -> visit(statement.body());
                case NO_EFFECT -> {}
                case NOT_YET -> {
                    if (!isDefault(statement)) {
                        found.merge(statement.keyword(), new Found(statement.position(), 1),
                                (before, _) -> new Found(before.first(), before.count() + 1));
                    }
                }
            }
        }
    }

    private static boolean isDefault(Node.Statement statement) {
        return statement.words().size() == 1
                && statement.words().getFirst().text().equals(statement.keyword().preset());
    }
}

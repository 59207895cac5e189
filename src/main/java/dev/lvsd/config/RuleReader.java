package dev.lvsd.config;

import dev.lvsd.config.RoutingWords.Unreadable;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.Family;
import dev.lvsd.net.routing.RoutingEntry;
import dev.lvsd.net.routing.Rule;
import org.jspecify.annotations.Nullable;

/// Reads one line of `virtual_rules` or `static_rules`: the words of `ip rule add`, and `no_track`.
final class RuleReader {
    private final RoutingWords words;
    private final SelectorReader selector;
    private @Nullable Word actionWord;
    private Rule.@Nullable Action action;
    private int suppressPrefixLength = -1;
    private long suppressGroup = -1;
    private long realms;
    private @Nullable Word lookupOption;
    private @Nullable Long priority;
    private @Nullable Word protocolWord;
    private int protocol;
    private boolean tracked = true;
    private @Nullable Word trackGroup;

    private RuleReader(RoutingWords words) {
        this.words = words;
        selector = new SelectorReader(words);
    }

    /// Gives the priorities of rules that say none.
    interface Priorities {
        /// One that no other such rule of the family has.
        long next(Family family);
    }

    /// A rule and the word behind its `track_group`, null for none.
    record Read(Rule rule, @Nullable Word trackGroup) {}

    /// The rule of a line.
    ///
    /// @throws Unreadable where it cannot be read, which has been reported
    static Read read(Node.Line line, RoutingNames names, Priorities priorities, ProblemCollector problems)
            throws Unreadable {
        RuleReader reader = new RuleReader(new RoutingWords(line, "rule", names, problems));
        while (reader.words.hasNext()) {
            reader.option(reader.words.take());
        }
        return new Read(reader.rule(priorities), reader.trackGroup);
    }

    private void option(Word word) throws Unreadable {
        if (selector.reads(word)) {
            return;
        }
        switch (word.text()) {
            case "table", "lookup" -> action(word, lookup(words.named(RoutingNames.Kind.TABLE, word)));
            case "l3mdev" -> action(word, lookup(0));
            case "goto" -> action(word, new Rule.Action.Goto(words.number(word, 0, 0xffff_ffffL)));
            case "type" -> plain(words.valueOf(word));
            case "preference", "order", "priority", "pref" -> priority = words.number(word, 0, 0xffff_ffffL);
            case "suppress_prefixlength", "sup_pl" -> {
                lookupOption = word;
                suppressPrefixLength = (int) words.number(word, 0, 128);
            }
            case "suppress_ifgroup", "sup_group" -> {
                lookupOption = word;
                suppressGroup = words.named(RoutingNames.Kind.GROUP, word);
            }
            case "realms" -> {
                lookupOption = word;
                realms = words.realms(word);
            }
            case "protocol", "proto" -> {
                protocolWord = word;
                protocol = (int) words.named(RoutingNames.Kind.PROTOCOL, word);
            }
            case "no_track" -> tracked = false;
            case "track_group" -> trackGroup = words.valueOf(word);
            case String _ -> plain(word);
        }
    }

    private static Rule.Action lookup(long table) {
        return new Rule.Action.Lookup(table, -1, -1, 0);
    }

    private void plain(Word word) throws Unreadable {
        for (Rule.Action.Plain plain : Rule.Action.Plain.values()) {
            if (plain.toString().equals(word.text())) {
                action(word, plain);
                return;
            }
        }
        throw words.unreadable(word.position(), "\"" + word.text() + "\" is no option of a rule", null);
    }

    private void action(Word word, Rule.Action found) throws Unreadable {
        if (actionWord != null) {
            throw words.unreadable(word.position(), "\"" + word.text() + "\" beside \"" + actionWord.text()
                    + "\": a rule does one thing", null);
        }
        if (found instanceof Rule.Action.Lookup lookup && lookup.table() == 0 && !word.text().equals("l3mdev")) {
            throw words.unreadable(word.position(), "there is no table 0", null);
        }
        actionWord = word;
        action = found;
    }

    private Rule rule(Priorities priorities) throws Unreadable {
        Rule.Action does = action;
        if (does == null) {
            throw words.unreadable(words.start(), "a rule that does nothing",
                    "it needs table, goto, nop, blackhole, unreachable, prohibit or l3mdev");
        }
        Word option = lookupOption;
        if (does instanceof Rule.Action.Lookup lookup) {
            does = new Rule.Action.Lookup(lookup.table(), suppressPrefixLength, suppressGroup, realms);
        } else if (option != null) {
            throw words.unreadable(option.position(), option.text() + " is for rules with a table", null);
        }
        if (tracked && protocolWord != null && protocol != RoutingEntry.PROTOCOL) {
            words.otherwise(protocolWord.position(), "a tracked rule has protocol " + RoutingEntry.PROTOCOL,
                    "it is taken; no_track keeps another");
        }
        Family family = selector.family();
        if (does instanceof Rule.Action.Goto(long target) && (priority == null || priority >= target)) {
            throw words.unreadable(words.start(), "goto leads to a higher preference than the rule's own",
                    "give the rule a preference below " + target);
        }
        return new Rule(
                family, priority == null ? given(family, priorities) : priority, selector.selector(), does,
                tracked ? RoutingEntry.PROTOCOL : protocol, tracked);
    }

    private long given(Family family, Priorities priorities) {
        long next = priorities.next(family);
        words.otherwise(words.start(), "a rule without preference", "it has " + next
                + ", before the rules without preference that stand above it");
        return next;
    }
}

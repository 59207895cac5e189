package dev.lvsd.vrrp.simulation;

/// A rule that did not hold.
final class Violation extends AssertionError {
    private final Rule rule;

    Violation(Rule rule, String what) {
        super(rule + ": " + what);
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }
}

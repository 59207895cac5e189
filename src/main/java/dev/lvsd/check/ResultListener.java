package dev.lvsd.check;

/// Takes the result of every check, thousands a second; called on the loop that ran it, it must not block or throw.
@FunctionalInterface
public interface ResultListener {
    /// A check ended.
    ///
    /// @param keyword keyword of the checker's block: `TCP_CHECK`
    void onResult(String keyword, CheckResult result);
}

package dev.lvsd.check;

import java.time.Duration;

/// How one check ended.
public sealed interface CheckResult {

    /// The real server answered as it should.
    ///
    /// @param duration from the start of the check to its end
    record Passed(Duration duration) implements CheckResult {
        @Override
        public String text() {
            return "passed";
        }
    }

    /// The real server did not answer as it should.
    ///
    /// @param reason what happened, in an operator's words: `connection refused`, `no answer within 3 s`
    /// @param duration from the start of the check to its end
    record Failed(String reason, Duration duration) implements CheckResult {
        @Override
        public String text() {
            return reason;
        }
    }

    /// This host could not run the check, so that nothing is known about the real server.
    ///
    /// @param reason what this host lacks, and what to do: `no file descriptor left …`
    /// @param duration from the start of the check to its end
    record NotRun(String reason, Duration duration) implements CheckResult {
        @Override
        public String text() {
            return "could not run: " + reason;
        }
    }

    /// The result in words, for logs and tables.
    String text();

    /// From the start of the check to its end.
    Duration duration();
}

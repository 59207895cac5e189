package dev.lvsd.metrics;

import dev.lvsd.check.CheckResult;
import dev.lvsd.check.CheckStatus;
import java.util.List;

/// Samples of the checkers: the last result of each.
final class CheckSamples {
    private CheckSamples() {}

    static void add(Samples samples, List<CheckStatus> checks) {
        for (CheckStatus check : checks) {
            CheckResult last = check.last();
            if (last != null) {
                SeriesLabels labels = labels(check);
                samples.add(Metric.CHECK_RESULT, labels, number(last));
                samples.add(Metric.CHECK_LAST_DURATION, labels, Samples.seconds(last.duration()));
            }
        }
    }

    /// The word for a result in the label `result`.
    static String word(CheckResult result) {
        return switch (result) {
            case CheckResult.Passed _ -> "passed";
            case CheckResult.Failed _ -> "failed";
            case CheckResult.NotRun _ -> "not_run";
        };
    }

    private static int number(CheckResult result) {
        return switch (result) {
            case CheckResult.Passed _ -> 1;
            case CheckResult.Failed _ -> 0;
            case CheckResult.NotRun _ -> -1;
        };
    }

    private static SeriesLabels labels(CheckStatus check) {
        ServiceLabel service = ServiceLabel.of(check.id().virtualServer());
        return Samples.labels(
                Metric.CHECK_RESULT,
                service.virtualServer(),
                service.protocol(),
                check.id().realServer().toString(),
                Integer.toString(check.id().index() + 1),
                check.keyword());
    }
}

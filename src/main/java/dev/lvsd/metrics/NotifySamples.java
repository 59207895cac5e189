package dev.lvsd.metrics;

import dev.lvsd.notify.NotifyStatus;
import java.util.Locale;

/// Samples of what was told to scripts, pipes and people.
final class NotifySamples {
    private NotifySamples() {}

    static void add(Samples samples, NotifyStatus status) {
        for (NotifyStatus.Told told : status.subjects()) {
            SeriesLabels labels = Samples.labels(Metric.NOTIFY_RUNS,
                    told.subject().kind().toString().toLowerCase(Locale.ROOT), told.subject().name());
            samples.add(Metric.NOTIFY_RUNS, labels, told.runs());
            samples.add(Metric.NOTIFY_FAILURES, labels, told.failures());
            samples.add(Metric.NOTIFY_SKIPPED, labels, told.skipped());
            if (told.last() != null) {
                samples.add(Metric.NOTIFY_LAST, labels, !told.last().isFailure());
            }
        }
        for (NotifyStatus.Pipe pipe : status.pipes()) {
            SeriesLabels labels = Samples.labels(Metric.NOTIFY_LINES, pipe.path());
            samples.add(Metric.NOTIFY_LINES, labels, pipe.lines());
            samples.add(Metric.NOTIFY_DROPPED, labels, pipe.dropped());
        }
        samples.add(Metric.NOTIFY_MAILS, Samples.labels(Metric.NOTIFY_MAILS, "sent"), status.mail().sent());
        samples.add(Metric.NOTIFY_MAILS, Samples.labels(Metric.NOTIFY_MAILS, "failed"), status.mail().failures());
        samples.add(Metric.NOTIFY_MAILS, Samples.labels(Metric.NOTIFY_MAILS, "skipped"), status.mail().skipped());
    }
}

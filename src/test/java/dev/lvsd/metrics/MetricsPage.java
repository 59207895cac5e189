package dev.lvsd.metrics;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The reference page `conf/metrics.md`.
final class MetricsPage {
    private static final String HEAD = """
            # Metrics of lvsd

            At `http://127.0.0.1:9166/metrics` unless `--http` or `lvsd: {http: {listen: …}}` says otherwise. Times are
            seconds, sizes bytes, truths 0 or 1. Counters begin at 0 with the daemon, those of connections, packets and
            bytes with the kernel's entry: they survive a restart of lvsd, stand still while a real server is out of the
            table, and go on where it comes back within two minutes; later, and with `ipvsadm -Z`, they begin again,
            which `rate()` understands. `virtual_server`, `real_server` and `sorry_server` are `ADDRESS:PORT`, with
            IPv6 `[ADDRESS]:PORT`; `protocol` is TCP, UDP or SCTP; a firewall mark has the mark as `virtual_server` and
            FWM or FWM6 as `protocol`. Histograms have the series `_bucket`, `_count` and `_sum`, summaries the last
            two.

            | name | type | labels | what it says |
            |---|---|---|---|
            """;

    private MetricsPage() {}

    static String render(List<Metric> metrics) {
        return metrics.stream().map(MetricsPage::row).collect(Collectors.joining("", HEAD, ""));
    }

    private static String row(Metric metric) {
        String labels = metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        String kind = metric.kind().name().toLowerCase(Locale.ROOT);
        return "| `" + metric.exposed() + "` | " + kind + " | " + labels + " | " + metric.help() + " |\n";
    }
}

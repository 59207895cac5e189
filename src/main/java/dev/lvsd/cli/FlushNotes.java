package dev.lvsd.cli;

import dev.lvsd.config.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;

/// That a file asks for the removal of everybody's virtual servers, and whose that may be.
final class FlushNotes {
    /// The interface that kube-proxy makes in its IPVS mode.
    private static final Path KUBE_PROXY = Path.of("/sys/class/net/kube-ipvs0");

    private FlushNotes() {}

    /// Lines for the operator; empty for nothing.
    static String of(Configuration configuration) {
        return of(configuration, Files.exists(KUBE_PROXY));
    }

    static String of(Configuration configuration, boolean kubeProxyIsHere) {
        boolean start = configuration.table().flushAtStart();
        boolean stop = configuration.table().flushOnStop();
        if (!start && !stop) {
            return "";
        }
        String words = start && stop ? "lvs_flush and lvs_flush_on_stop remove"
                : start ? "lvs_flush removes" : "lvs_flush_on_stop removes";
        return (kubeProxyIsHere ? "warning: " : "note: ") + words + " all virtual servers of the network namespace,"
                + " whoever made them" + (kubeProxyIsHere ? "; this host has kube-ipvs0: its Services of Kubernetes"
                        + " will be cut off until kube-proxy makes them again" : "") + System.lineSeparator();
    }
}

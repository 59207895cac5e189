package dev.lvsd.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/// The version of lvsd: `Implementation-Version` of the manifest of its jar.
public final class VersionText implements IVersionProvider {
    /// The version, or `unbuilt` where lvsd runs from class files.
    public static String version() {
        @Nullable String version = VersionText.class.getPackage().getImplementationVersion();
        return version == null ? "unbuilt" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"lvsd " + version()};
    }
}

package dev.lvsd.config;

import dev.lvsd.config.ipvsadm.SaveReader;
import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.text.Severity;
import dev.lvsd.config.text.SourceText;
import dev.lvsd.ipvs.IpvsTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Loads what is to be converted: a configuration of either syntax, or a table that `ipvsadm -S -n` saved.
public final class ConversionFile {
    private ConversionFile() {}

    /// What a file is.
    public enum Format {
        /// A configuration in the native syntax.
        YAML,
        /// A keepalived.conf.
        KEEPALIVED,
        /// What `ipvsadm -S -n` writes.
        IPVSADM
    }

    /// A text to convert.
    ///
    /// @param source null where it cannot be read
    /// @param format what it is
    /// @param problems what is wrong with it so far
    public record Source(@Nullable SourceText source, Format format, ProblemCollector problems) {}

    /// Reads a file; `-` is the standard input.
    ///
    /// @param format what it is; null for what its name says, or the first command in it
    public static Source open(Path path, @Nullable Format format) {
        ProblemCollector problems = new ProblemCollector(Severity.WARNING);
        SourceText text = path.toString().equals("-")
                ? standardInput(problems)
                : TextFile.read(path, null, Syntax.KEEPALIVED, problems);
        Format found = format != null ? format : text == null ? Format.KEEPALIVED : recognized(path, text);
        return new Source(text, found, found == Format.YAML ? ConfigurationFile.collector(Syntax.YAML) : problems);
    }

    /// Converts a text.
    ///
    /// @param to null for keepalived.conf where the source is YAML, and for YAML otherwise
    public static Conversion convert(Source from, @Nullable Syntax to) {
        SourceText source = from.source();
        if (source == null) {
            return new Conversion("", from.problems().problems(), List.of(), null, null);
        }
        String hostName = ConfigurationFile.hostName();
        return switch (from.format()) {
            case IPVSADM -> SaveConversion.of(source, to == null ? Syntax.YAML : to, hostName);
            case KEEPALIVED -> Conversion.of(
                    ConfigurationFile.parse(source, Syntax.KEEPALIVED, from.problems()),
                    Syntax.KEEPALIVED, to == null ? Syntax.YAML : to, hostName);
            case YAML -> Conversion.of(
                    ConfigurationFile.parse(source, Syntax.YAML, from.problems()),
                    Syntax.YAML, to == null ? Syntax.KEEPALIVED : to, hostName);
        };
    }

    /// The table of a text that `ipvsadm -S -n` wrote; empty where it cannot be read.
    public static IpvsTable table(Source from) {
        return from.source() == null ? IpvsTable.EMPTY : SaveReader.read(from.source(), from.problems()).table();
    }

    private static Format recognized(Path path, SourceText text) {
        if (SaveReader.recognizes(text)) {
            return Format.IPVSADM;
        }
        return Syntax.ofFile(path.toString()) == Syntax.YAML ? Format.YAML : Format.KEEPALIVED;
    }

    private static @Nullable SourceText standardInput(ProblemCollector problems) {
        try {
            InputStream in = System.in;
            return new SourceText("stdin", new String(in.readNBytes(TextFile.LONGEST), StandardCharsets.UTF_8));
        } catch (IOException e) {
            SourceText nothing = new SourceText("stdin", "");
            problems.error(Position.ofFile(nothing), "cannot be read: " + e.getMessage(), null);
            return null;
        }
    }
}

package dev.lvsd.cli;

import dev.lvsd.control.SnapshotCodec;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// How commands print: the value of `-o`. JSON and YAML carry the same fields, but for the
/// services, whose YAML is a [ServicesModel].
public enum OutputFormat {
    /// Text for people, at most 80 columns.
    TABLE,
    /// JSON, indented.
    JSON,
    /// YAML.
    YAML;

    /// A value in this format, with a line feed at its end.
    ///
    /// @param table how the value looks as a table
    public <T> String render(T value, Function<T, String> table) {
        return switch (this) {
            case TABLE -> table.apply(value);
            case JSON -> SnapshotCodec.configured(JsonMapper.builder())
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(value) + "\n";
            case YAML -> SnapshotCodec.configured(YAMLMapper.builder())
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .build()
                    .writeValueAsString(value);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

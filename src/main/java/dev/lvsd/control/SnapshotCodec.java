package dev.lvsd.control;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// The JSON of the snapshot records. [Snapshot] says how names, instants and durations look.
public final class SnapshotCodec {
    private final JsonMapper compact = configured(JsonMapper.builder()).build();

    /// The mapper settings that every text format of the snapshots shares.
    ///
    /// @param builder builder of a format's mapper
    /// @return the same builder
    public static <B extends MapperBuilder<?, B>> B configured(B builder) {
        SimpleModule module = new SimpleModule("lvsd");
        module.addSerializer(new DurationInSeconds());
        module.addSerializer(new InstantInMillis());
        return builder.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .addModule(module);
    }

    /// A value as one line of JSON, with a line feed at its end.
    public String encode(Object value) {
        return compact.writeValueAsString(value) + "\n";
    }

    /// The record of a JSON text. Fields that the record does not have are skipped, so that a newer daemon can
    /// be asked.
    ///
    /// @throws ControlException where the text is no JSON or not of that shape
    public <T> T decode(String json, Class<T> type) throws ControlException {
        try {
            T value = compact.readValue(json, type);
            if (value == null) {
                throw new ControlException(ControlException.Kind.NOT_LVSD, "the answer is null");
            }
            return value;
        } catch (JacksonException e) {
            throw new ControlException(
                    ControlException.Kind.NOT_LVSD,
                    "the answer is not what this program knows: " + e.getOriginalMessage());
        }
    }

    /// Seconds as a number without trailing zeros: `1`, `3.609375`.
    private static final class DurationInSeconds extends StdSerializer<Duration> {
        private DurationInSeconds() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator generator, SerializationContext context) {
            BigDecimal seconds =
                    BigDecimal.valueOf(value.getSeconds()).add(BigDecimal.valueOf(value.getNano(), 9));
            BigDecimal stripped = seconds.stripTrailingZeros();
            generator.writeNumber(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
        }
    }

    /// ISO 8601 in UTC, cut to milliseconds.
    private static final class InstantInMillis extends StdSerializer<Instant> {
        private InstantInMillis() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(value.truncatedTo(ChronoUnit.MILLIS).toString());
        }
    }
}

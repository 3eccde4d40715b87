package io.vectrail.runtime.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.function.Function;

/** Teaches the YAML mapper sizes and durations in the units that people write. */
final class Sizes {

    private Sizes() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("vectrail-sizes");
        module.addDeserializer(ByteSize.class, new FromText<>(ByteSize.class, ByteSize::parse));
        module.addDeserializer(Duration.class, new FromText<>(Duration.class, Durations::parse));
        return module;
    }

    private static final class FromText<T> extends StdScalarDeserializer<T> {

        @Serial
        private static final long serialVersionUID = 1;

        private final transient Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parse.apply(parser.getText());
        }
    }
}

package io.vectrail.provider.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;

/**
 * JSON as RFC 8259 has it and no other way, so that the gateway and the provider cannot read two different things in the
 * same bytes: UTF-8 only, no duplicate keys, bounded depth and numbers.
 */
final class StrictJson {

    private static final int MOST_DEPTH = 64;
    private static final int MOST_NUMBER_CHARACTERS = 64;
    private static final int MOST_STRING_CHARACTERS = 64 << 20;
    private static final int MOST_NAME_CHARACTERS = 1024;

    private static final JsonFactory FACTORY = new BodyParser.Factory(((JsonFactoryBuilder) JsonFactory.builder())
            // A guess at UTF-16 or UTF-32 would read what the provider does not.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            // Callers choose the names: interning them would let them fill memory.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxNumberLength(MOST_NUMBER_CHARACTERS)
                    .maxStringLength(MOST_STRING_CHARACTERS)
                    .maxNameLength(MOST_NAME_CHARACTERS)
                    .build()));

    private StrictJson() {}

    static BodyParser parser(byte[] body) throws IOException {
        return parser(body, 0, body.length);
    }

    static BodyParser parser(byte[] body, int start, int end) throws IOException {
        return (BodyParser) FACTORY.createParser(body, start, end - start);
    }
}

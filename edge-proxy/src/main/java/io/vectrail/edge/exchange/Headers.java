package io.vectrail.edge.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header fields of one message, in their order. */
public record Headers(List<Header> fields) {

    public Headers {
        fields = List.copyOf(fields);
    }

    /** Most bytes that the fields of one message may take together: records must fit into Kafka whatever is sent. */
    public static final int MOST_BYTES = 64 * 1024;

    /** Whether the fields take more than {@link #MOST_BYTES}. */
    public boolean tooLarge() {
        long bytes = 0;
        for (Header field : fields) {
            bytes += field.name().length() + (long) field.value().length();
        }
        return bytes > MOST_BYTES;
    }

    /** All values of this name. */
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.is(name))
                .map(Header::value)
                .toList();
    }

    /** The values of this name as the one list that they stand for (RFC 9110, 5.3), or null. */
    public @Nullable String combined(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? null : String.join(", ", values);
    }

    /** The first value of this name, or null. */
    public @Nullable String first(String name) {
        for (Header field : fields) {
            if (field.is(name)) {
                return field.value();
            }
        }
        return null;
    }
}

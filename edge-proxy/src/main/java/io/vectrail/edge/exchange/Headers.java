package io.vectrail.edge.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header fields of one message, in their order. */
public record Headers(List<Header> fields) {

    public Headers {
        fields = List.copyOf(fields);
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

package io.vectrail.runtime.config;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what a key takes. Jackson's own words quote what stands there instead, which may be a secret. */
final class ExpectedValue {

    private ExpectedValue() {}

    static String words(MismatchedInputException mismatch) {
        @Nullable String message = mismatch.getOriginalMessage();
        if (message != null && message.startsWith("Cannot map `null`")) {
            return "is missing; give it a value";
        }
        return "must be " + kind(mismatch.getTargetType());
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "of another kind";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "a duration like 200ms, 30s, 2m, 24h or 7d";
        }
        if (type == ByteSize.class) {
            return "a size like 64KiB, 1MiB or 2GiB";
        }
        if (type == URI.class) {
            return "an address like https://host";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type.isEnum()) {
            return "one of "
                    + Stream.of(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
        }
        if (type == String.class) {
            return "one value, and neither a list nor a block of keys";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "a block of keys and values";
    }
}

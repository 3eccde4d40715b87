package io.vectrail.document;

import io.vectrail.runtime.config.Names;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One of several credentials as written.
 *
 * @param value a reference or a sealed one
 * @param from RFC 3339, when it begins to be shown; null: at once
 * @param until RFC 3339, when it ceases to be; null: never
 * @param name what metrics and the health page call it; null: its place in the list, from 1
 */
record WrittenCredential(
        String value,
        @Nullable String from,
        @Nullable String until,
        @Nullable String name) {

    WrittenCredential {
        if (value == null) {
            throw new IllegalArgumentException("a credential needs a value: ${env:NAME}, ${file:PATH} or sealed:…");
        }
        if (name != null) {
            Names.check("a credential's name", name);
        }
        var _ = time("from", from);
        var _ = time("until", until);
    }

    @Nullable
    Instant begin() {
        return time("from", from);
    }

    @Nullable
    Instant end() {
        return time("until", until);
    }

    @Override
    public String toString() {
        return "WrittenCredential[" + name + "]";
    }

    private static @Nullable Instant time(String key, @Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(key + " must be a time like 2026-11-01T00:00:00Z", e);
        }
    }
}

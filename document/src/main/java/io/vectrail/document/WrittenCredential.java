package io.vectrail.document;

import io.vectrail.runtime.config.Problems;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One of several credentials as written.
 *
 * @param value a reference or a sealed one; there must be one
 * @param from RFC 3339, when it begins to be shown; null: at once
 * @param until RFC 3339, when it ceases to be; null: never
 * @param name what metrics and the health page call it; null: its place in the list, from 1
 */
record WrittenCredential(
        @Nullable String value,
        @Nullable String from,
        @Nullable String until,
        @Nullable String name) {

    /** @param problems where it is noted that {@code from} is no time */
    @Nullable
    Instant begin(Problems problems) {
        return time(from, problems.at("from"));
    }

    /** @param problems where it is noted that {@code until} is no time */
    @Nullable
    Instant end(Problems problems) {
        return time(until, problems.at("until"));
    }

    @Override
    public String toString() {
        return "WrittenCredential[" + name + "]";
    }

    private static @Nullable Instant time(@Nullable String text, Problems problems) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            problems.add("must be a time like 2026-11-01T00:00:00Z");
            return null;
        }
    }
}

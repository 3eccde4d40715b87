package io.vectrail.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of a connection's credentials, and when it may be shown.
 *
 * @param name what metrics and the health page call it
 * @param source holds its value
 * @param from first instant; null: always was
 * @param until first instant at which it may no more; null: never ends
 */
public record DatedCredential(
        String name,
        CredentialSource source,
        @Nullable Instant from,
        @Nullable Instant until) {

    public DatedCredential {
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("from must be before until");
        }
    }

    /** The value to show now. */
    public Credential current() {
        return source.current();
    }

    boolean validAt(long millis) {
        return (from == null || from.toEpochMilli() <= millis) && (until == null || millis < until.toEpochMilli());
    }

    @Override
    public String toString() {
        return "DatedCredential[" + name + "]";
    }
}

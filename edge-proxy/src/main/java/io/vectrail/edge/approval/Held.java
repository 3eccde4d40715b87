package io.vectrail.edge.approval;

import io.vectrail.edge.approval.Ask.Needed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A request that waits at this edge, with its caller's connection.
 *
 * @param number of its own
 * @param approval that it waits for
 * @param needed what is not granted otherwise
 * @param hold how long it waits
 * @param until when that is over
 * @param expires until when people can decide
 * @param bytes of memory that it takes
 * @param word what it waits for
 */
record Held(
        long number,
        Ask ask,
        String approval,
        List<Needed> needed,
        Duration hold,
        Instant until,
        Instant expires,
        long bytes,
        CompletableFuture<Word> word) {

    /** By its number: the rest may be as large as a request. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Held held && held.number == number;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }
}

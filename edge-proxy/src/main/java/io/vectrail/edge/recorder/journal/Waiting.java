package io.vectrail.edge.recorder.journal;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * An entry on its way to the disk.
 *
 * <pre>
 * QUEUED ──► WRITTEN ──► DURABLE (told to whoever waits)
 *    ▲          │
 *    └──────────┘ the segment was given up
 *
 * QUEUED  ──waiter gives up──► never written
 * WRITTEN ──waiter gives up──► may become durable all the same
 * </pre>
 */
final class Waiting {

    final EntryKind kind;
    final UUID exchange;
    final byte[] payload;
    final Urgency urgency;

    final CompletableFuture<Position> done = new CompletableFuture<>();
    final long sinceNanos = System.nanoTime();

    /** Where it was written; counts once that is durable. Touched by the writer alone. */
    Position position = Position.START;

    Waiting(EntryKind kind, UUID exchange, byte[] payload, Urgency urgency) {
        this.kind = kind;
        this.exchange = exchange;
        this.payload = payload;
        this.urgency = urgency;
    }

    /** True when nobody waits any more, so that it must not be written. */
    boolean givenUp() {
        return done.isDone();
    }

    /** False when its waiter had given up. */
    boolean tellDurable() {
        return done.complete(position);
    }

    void fail(Unavailability why) {
        done.completeExceptionally(new JournalUnavailableException(why));
    }
}

package io.vectrail.replay.webhook.telling;

import java.time.Instant;
import java.util.List;

/**
 * What the records of one partition amount to, and which of them are told. For one thread.
 *
 * @param <E> a record
 */
public interface Fold<E> {

    /** Whom the next record is told to; nobody where it is of no consequence. */
    List<Telling> take(E entry);

    /** Whether what asked for something still does. */
    boolean waits(String about);

    /** Forgets what nobody is told of any more. */
    void forgetOver(Instant now);
}

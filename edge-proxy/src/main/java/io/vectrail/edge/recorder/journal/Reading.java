package io.vectrail.edge.recorder.journal;

import org.jspecify.annotations.Nullable;

/** What stands at a place of a segment. */
sealed interface Reading {

    /** An entry, whole. */
    record Whole(JournalEntry entry) implements Reading {}

    /**
     * No whole entry, but reading goes on behind it.
     *
     * @param next offset where the next frame stands
     * @param entry when its frame is whole and its payload is not
     */
    record Broken(Damage damage, long next, @Nullable JournalEntry entry) implements Reading {}

    /**
     * Nothing more until the limit.
     *
     * @param unread bytes until the limit that are no whole entry; 0 when it was reached
     */
    record Over(long unread) implements Reading {}
}

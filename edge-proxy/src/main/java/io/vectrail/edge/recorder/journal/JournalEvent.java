package io.vectrail.edge.recorder.journal;

/** Something that happened to a journal and is worth counting. */
public sealed interface JournalEvent {

    /**
     * Entries became durable.
     *
     * @param nanos what the force took
     * @param bytes of these entries on the disk
     */
    record Forced(long nanos, int entries, long bytes) implements JournalEvent {}

    /** An entry was not taken, or was given up before it was written. */
    record Refused(Unavailability why) implements JournalEvent {}

    /** An entry became durable after its waiter had given up. */
    record Late(EntryKind kind) implements JournalEvent {}

    /** A segment was given up at its last durable byte. */
    record SegmentGivenUp(long segment) implements JournalEvent {}

    /** A segment that nobody needs any more could not be deleted. */
    record NotDropped(String reason) implements JournalEvent {}

    /** A place was read that holds no whole entry, although entries had been there. */
    record Damaged(Damage damage) implements JournalEvent {}
}

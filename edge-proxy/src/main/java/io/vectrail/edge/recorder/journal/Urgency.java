package io.vectrail.edge.recorder.journal;

/** How an entry stands to whoever appends it. */
enum Urgency {
    /** Nobody waits for it: it rides with the next force. */
    UNHURRIED,
    /** Somebody waits, and nothing has happened yet that it would be missing of: refused while the disk is full or ill. */
    BEGINNING,
    /** Somebody waits, and the exchange that it ends was let in: taken as long as there is room to queue it. */
    ENDING;

    /** Whether somebody waits for it, for a bounded time. */
    boolean hurried() {
        return this != UNHURRIED;
    }
}

package io.vectrail.edge.recorder.journal;

/** Why the journal does not take an entry. */
public enum Unavailability {
    /** Its bytes, or the disk's free ones, have reached their bound. */
    FULL("the journal's disk is full"),
    /** More waits to be written than may wait. */
    QUEUE("the journal's disk cannot keep up"),
    /** The disk has not answered for longer than anybody waits. */
    STALLED("the journal's disk does not answer"),
    /** A write or a force failed, and no new segment could be begun yet. */
    BROKEN("the journal's disk cannot be written"),
    /** It was taken, and the disk did not answer while its waiter waited. */
    LATE("the journal's disk did not answer in time"),
    /** The end of an earlier exchange is not in it yet. */
    OWED("the journal still owes the end of an earlier exchange"),
    /** No entry can be this large. */
    TOO_LARGE("the exchange is larger than a journal entry can be"),
    /** The edge stops. */
    CLOSED("the journal is closed");

    private final String words;

    Unavailability(String words) {
        this.words = words;
    }

    /** For a message. */
    public String words() {
        return words;
    }
}

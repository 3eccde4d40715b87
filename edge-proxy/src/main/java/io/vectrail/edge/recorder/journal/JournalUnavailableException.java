package io.vectrail.edge.recorder.journal;

import java.io.Serial;

/** The journal cannot make an entry durable now. The request that asked for it must not go on. */
public final class JournalUnavailableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Unavailability why;

    JournalUnavailableException(Unavailability why) {
        super(why.words(), null, false, false);
        this.why = why;
    }

    public Unavailability why() {
        return why;
    }
}

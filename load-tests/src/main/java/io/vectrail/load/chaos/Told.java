package io.vectrail.load.chaos;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client knows of one request.
 *
 * @param exchange as the answer's header says; null when there was no answer
 * @param status 0 when there was no answer
 * @param code of a refusal, such as not_permitted; empty when the answer is none of the gateway's own
 * @param body of the whole answer
 */
record Told(
        long key,
        Kind kind,
        Fate fate,
        @Nullable UUID exchange,
        int status,
        String code,
        @Nullable Sha body) {

    static Told without(Ask ask, Fate fate) {
        return new Told(ask.key(), ask.kind(), fate, null, 0, "", null);
    }

    /** The gateway said that it could not record it: it may have been recorded all the same. */
    boolean unrecorded() {
        return code.equals("recorder_unavailable");
    }
}

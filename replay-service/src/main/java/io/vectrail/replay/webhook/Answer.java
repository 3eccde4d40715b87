package io.vectrail.replay.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one attempt. Reasons quote neither the address nor what was answered. */
sealed interface Answer {

    /** It has it. */
    record Taken() implements Answer {}

    /** It says that it never will. */
    record Refused(String reason) implements Answer {}

    /**
     * It may take it later.
     *
     * @param pause for how long it asks to be left alone; null: it does not
     */
    record Failed(String reason, @Nullable Duration pause) implements Answer {}
}

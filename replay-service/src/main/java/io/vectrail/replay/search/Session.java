package io.vectrail.replay.search;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session as the streams processor last wrote it.
 *
 * @param name the name that the caller gave; null where pauses delimit it
 * @param start arrival of its first exchange
 * @param end arrival of its last
 * @param risk its score up to the last of its exchanges that was scored under its id, 0 to 100; null: none was
 */
public record Session(
        String id,
        String subject,
        String connection,
        @Nullable String name,
        Instant start,
        Instant end,
        long exchanges,
        long refused,
        long items,
        long requestBytes,
        long responseBytes,
        List<String> models,
        @Nullable Integer risk) {

    public Session {
        models = List.copyOf(models);
    }

    /** The same with its score. */
    Session scored(@Nullable Integer score) {
        return new Session(
                id,
                subject,
                connection,
                name,
                start,
                end,
                exchanges,
                refused,
                items,
                requestBytes,
                responseBytes,
                models,
                score);
    }
}

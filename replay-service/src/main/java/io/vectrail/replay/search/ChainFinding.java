package io.vectrail.replay.search;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a chain should not have, or that somebody should know of.
 *
 * @param id within its chain
 * @param kind GAP, FORK, DUPLICATE, CHANGE, EPOCH or INVALID
 * @param sequence where; of a gap the first that is missing, 0 of what has no place
 * @param through of a gap the last that is missing, otherwise {@code sequence}
 * @param missing how many events of a gap are missing now
 * @param events how many events were met there
 * @param time of the event there, or of the one behind a gap
 * @param found when it was first found
 * @param healed when a gap was found filled
 * @param exchanges ids of some of the events
 */
public record ChainFinding(
        String id,
        String kind,
        long sequence,
        long through,
        long missing,
        long events,
        Instant time,
        Instant found,
        @Nullable Instant healed,
        List<String> exchanges) {

    public ChainFinding {
        exchanges = List.copyOf(exchanges);
    }
}

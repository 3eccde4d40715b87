package io.vectrail.replay.search;

import java.time.Instant;

/**
 * An edge's events since it began a new journal, as far as they have been checked.
 *
 * @param id stands for edge and epoch in an address
 * @param start {@code BEGINNING}, {@code LATER} where what came before was never given to this archive, or {@code WAITING}
 *     while sequence 1 may still come
 * @param first sequence that it begins with here; 0 while waiting
 * @param since time of its earliest event
 * @param verified sequence up to which everything is there and fits together, or a finding says otherwise
 * @param last highest sequence that is known
 * @param checked when that was last found
 * @param openGaps gaps that are not filled
 * @param missing events that are missing in those
 * @param findings everything that was ever found, healed gaps included
 */
public record Chain(
        String id,
        String edge,
        String epoch,
        String start,
        long first,
        Instant since,
        long verified,
        long last,
        Instant checked,
        long openGaps,
        long missing,
        long findings) {}

package io.vectrail.replay.archive.chain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a chain should not have, or that somebody should know of.
 *
 * @param sequence where; of a gap the first that is missing
 * @param through of a gap the last that is missing, otherwise {@code sequence}
 * @param missing how many of a gap are missing; 0 otherwise
 * @param events how many events were met there at once; 0 for a gap
 * @param time of the event there, or of the one behind a gap
 * @param foundAt when it was first found
 * @param healedAt when a gap was found filled; null while it is open, and for other kinds
 * @param exchanges ids of some of the events, at most {@value #MOST_EXCHANGES}
 */
record Finding(
        ChainKey key,
        Kind kind,
        long sequence,
        long through,
        long missing,
        long events,
        Instant time,
        Instant foundAt,
        @Nullable Instant healedAt,
        List<String> exchanges) {

    static final int MOST_EXCHANGES = 4;

    Finding {
        exchanges = List.copyOf(exchanges);
    }

    /** What it is. */
    enum Kind {
        /** Sequences that have not come for five minutes. */
        GAP,
        /** Two different events with one sequence. */
        FORK,
        /** The same event more than once. */
        DUPLICATE,
        /** An event whose previousHash is not the hash of its predecessor, or a first one that has any. */
        CHANGE,
        /** An edge that had an epoch began another: its journal is a new one. */
        EPOCH,
        /** Events without a place in a chain: their sequence is not 1 or more. */
        INVALID
    }

    static Finding gap(ChainKey key, long from, long to, Instant time, Instant now) {
        return new Finding(key, Kind.GAP, from, to, to - from + 1, 0, time, now, null, List.of());
    }

    static Finding at(
            ChainKey key, Kind kind, long sequence, long events, Instant time, Instant now, List<String> ids) {
        return new Finding(key, kind, sequence, sequence, 0, events, time, now, null, ids);
    }

    /** A gap of which so many are still missing. */
    Finding filledTo(long stillMissing, Instant now) {
        return new Finding(
                key,
                kind,
                sequence,
                through,
                stillMissing,
                0,
                time,
                foundAt,
                stillMissing == 0 ? now : null,
                exchanges);
    }
}

package io.vectrail.replay.archive.chain;

import java.time.Instant;

/**
 * How far one chain is known.
 *
 * <pre>
 *   WAITING --sequence 1 is there, or must be missing--> BEGINNING
 *      +----what came before was never given to this archive--> LATER
 * </pre>
 *
 * @param first where it begins here; 0 while waiting
 * @param since time of the earliest event that is known of it
 * @param verified everything from {@code first} to here is there and fits together, or a finding says otherwise
 * @param last highest sequence that has been seen
 */
record ChainState(ChainKey key, Start start, long first, Instant since, long verified, long last) {

    /** Where a chain begins. */
    enum Start {
        /** Not known yet: sequence 1 may still come. */
        WAITING,
        /** At sequence 1. */
        BEGINNING,
        /** At a later one, since Kafka or an earlier version of this archive has what came before. */
        LATER;

        /** As it is stored: empty while waiting, so that the others are larger. */
        String stored() {
            return this == WAITING ? "" : name();
        }

        static Start of(String stored) {
            return stored.isEmpty() ? WAITING : valueOf(stored);
        }
    }

    static ChainState waiting(ChainKey key, Instant since, long last) {
        return new ChainState(key, Start.WAITING, 0, since, 0, last);
    }

    ChainState seen(long sequence) {
        return new ChainState(key, start, first, since, verified, Math.max(last, sequence));
    }

    ChainState beginsAt(Start known, long sequence) {
        return new ChainState(key, known, sequence, since, sequence - 1, last);
    }

    ChainState verified(long sequence) {
        return new ChainState(key, start, first, since, Math.max(verified, sequence), Math.max(last, sequence));
    }

    boolean waits() {
        return start == Start.WAITING;
    }

    boolean hasWork() {
        return waits() || verified < last;
    }
}

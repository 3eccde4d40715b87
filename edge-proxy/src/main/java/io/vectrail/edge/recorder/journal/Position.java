package io.vectrail.edge.recorder.journal;

import java.util.Comparator;

/**
 * A place in the journal.
 *
 * @param segment number of the segment, from 1
 * @param offset byte offset in its file
 */
public record Position(long segment, long offset) implements Comparable<Position> {

    /** Before every entry. */
    public static final Position START = new Position(0, 0);

    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::segment).thenComparingLong(Position::offset);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return segment + ":" + offset;
    }
}

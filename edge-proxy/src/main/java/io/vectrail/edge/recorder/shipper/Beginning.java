package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.event.ShippedPosition;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Where shipping begins: what Kafka has committed, held against what the disk says. Where the two cannot both be true, shipping
 * either publishes what is certainly new, or waits for a person; it never guesses, since that would lose or double events.
 *
 * <pre>
 * Kafka's position        the disk                            begins
 * none, or another epoch  never shipped                       at the journal's start
 * none                    has shipped                         not: the topic was lost
 * another epoch           has shipped                         not: another edge of this name, or an old disk
 * this epoch              has that place                      there
 * this epoch              has another segment of that number  at what was written since: the journal was put back
 * this epoch              has not come that far               there, too
 * this epoch              has only later segments             at those, and says what is gone
 * the last two            after this run had connected        not: another process with a copy of this journal
 * </pre>
 *
 * @param remark for the operator; empty when all is as it should be
 */
record Beginning(Place place, String remark) {

    private static final String OVERRIDE =
            "; to publish once more all that the journal still has, also what was published before, stop the edge and delete"
                    + " the file shipped in the journal's folder";

    /**
     * Looks at the three.
     *
     * @param noted how far the disk remembers having shipped
     * @param first whether this run of the edge has not been connected before
     * @throws ForeignPositionException when it must not begin
     */
    static Beginning of(@Nullable ShippedPosition committed, Position noted, Journal journal, boolean first) {
        String epoch = journal.epoch().toString();
        if (committed == null || !committed.getEpoch().equals(epoch)) {
            if (noted.compareTo(Position.START) > 0) {
                throw new ForeignPositionException(committed == null ? lost(noted) : foreign(committed));
            }
            return new Beginning(Place.start(epoch), "");
        }
        Place place = Place.of(committed);
        Position since = putBackSince(committed, journal);
        if (since == null) {
            return new Beginning(place, gone(place, journal));
        }
        if (!first) {
            throw new ForeignPositionException(
                    "a process with a copy of this journal ships under this edge's name; stop it,"
                            + " restart this one, and give each edge a data folder of its own");
        }
        return new Beginning(
                new Place(place.chain(), since, since),
                "the journal was put back to an earlier state: Kafka has events up to " + place.next()
                        + " of another copy of it. What was written since is shipped from " + since
                        + " on; look for the other copy, it may hold exchanges that were never published");
    }

    /** From where on the journal holds what that position does not mean; null when it means this journal. */
    private static @Nullable Position putBackSince(ShippedPosition committed, Journal journal) {
        OptionalLong created = journal.segmentCreated(committed.getSegment());
        boolean same = created.isPresent()
                && (committed.getSegmentCreated() == 0
                        || created.getAsLong() == 0
                        || created.getAsLong() == committed.getSegmentCreated());
        if (same) {
            return null;
        }
        Position since = journal.begunAfter(committed.getAt());
        Position named = new Position(committed.getSegment(), 0);
        if (created.isPresent()) {
            // Runs since then may have begun segments of lower numbers, too.
            return since.compareTo(named) < 0 ? since : named;
        }
        // The segment of a position is kept, however old: one that is missing below others is gone.
        boolean gone = named.compareTo(journal.startOfThisRun()) < 0 && named.compareTo(since) < 0;
        return gone ? null : since;
    }

    private static String gone(Place place, Journal journal) {
        Position first = journal.first();
        return place.next().segment() >= first.segment()
                ? ""
                : "the journal's segments from " + place.next() + " up to " + first
                        + " are gone: bring them back from a backup, or the exchanges in them stay unpublished";
    }

    private static String lost(Position noted) {
        return "Kafka has no position of this edge, although its journal was shipped up to " + noted
                + ": vectrail.shipped was lost, the edge was renamed, or this is another cluster. Bring back what it was"
                + OVERRIDE;
    }

    private static String foreign(ShippedPosition committed) {
        return "the journal of epoch " + committed.getEpoch()
                + " ships under this edge's name, and this one did so before:"
                + " there are two edges of one name, or an old disk came back. Stop the other, or give it a name of its own"
                + OVERRIDE;
    }
}

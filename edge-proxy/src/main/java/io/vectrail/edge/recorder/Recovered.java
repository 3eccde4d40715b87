package io.vectrail.edge.recorder;

import io.vectrail.edge.recorder.journal.Damage;
import io.vectrail.edge.recorder.journal.Damages;
import io.vectrail.edge.recorder.journal.EntryKind;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.runtime.health.Condition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What a start found in the journal of earlier runs.
 *
 * @param from where reading began: whatever lies before it is in Kafka
 * @param segments on the disk, of earlier runs
 * @param bytes of these segments
 * @param entries by kind, from there on
 * @param interrupted exchanges without an end, which got one
 * @param torn what was being written when the edge stopped, and was never acknowledged
 */
public record Recovered(
        Position from, int segments, long bytes, Map<EntryKind, Long> entries, int interrupted, List<Damage> torn) {

    private static final int MOST_TOLD = 3;

    public Recovered {
        entries = Map.copyOf(entries);
        torn = List.copyOf(torn);
    }

    /** For the health page: degraded once anything acknowledged could not be read, now or since. */
    public Condition condition(Journal journal) {
        Damages damages = journal.damages();
        return damages.bytes() == 0
                ? new Condition.Up(toString())
                : new Condition.Degraded(damages.bytes() + " bytes of the journal cannot be read: "
                        + told(damages.places()) + "; all else is read; see ./vectrail journal inspect; " + this);
    }

    @Override
    public String toString() {
        StringJoiner kinds = new StringJoiner(", ");
        for (EntryKind kind : EntryKind.values()) {
            kinds.add(entries.getOrDefault(kind, 0L) + " " + kind.name().toLowerCase(Locale.ROOT));
        }
        return "the start found " + segments + " segments of " + bytes + " bytes; read from " + from + " on: " + kinds
                + "; " + interrupted + " exchanges ended as INTERRUPTED; "
                + (torn.isEmpty() ? "nothing torn" : "torn, never acknowledged: " + told(torn));
    }

    private static String told(List<Damage> places) {
        StringJoiner told = new StringJoiner(", ");
        places.stream().limit(MOST_TOLD).forEach(place -> told.add(place.toString()));
        return places.size() <= MOST_TOLD
                ? told.toString()
                : told + " and " + (places.size() - MOST_TOLD) + " places more";
    }
}

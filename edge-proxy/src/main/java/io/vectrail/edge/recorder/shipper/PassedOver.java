package io.vectrail.edge.recorder.shipper;

import io.vectrail.event.SetAside;
import io.vectrail.event.ShippedPosition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which places of the edge's chains are passed over, as the last committed position has it. Immutable.
 *
 * <p>An epoch's {@code passed} says up to where that is known: a place up to it that is not listed has been published. An
 * earlier epoch stays on the list while it has places; its end stays once more after the last was sent, so that a crash
 * between that commit and the deletion of the file is told from a file that was never committed.
 */
record PassedOver(Map<String, Epoch> epochs) {

    /** @param passed last sequence of this epoch that the edge has passed */
    record Epoch(long passed, SortedSet<Long> sequences) {
        Epoch {
            sequences = Collections.unmodifiableSortedSet(new TreeSet<>(sequences));
        }
    }

    /** What is known of a file that was set aside. */
    enum Standing {
        /** Kafka's position passes over it: it is to be sent again. */
        LISTED,
        /** It was published since, or a draft came too late: the file may go. */
        PUBLISHED,
        /** The edge has not come so far: the journal still has the exchange. */
        AHEAD,
        /** Kafka knows nothing of its epoch: whether it was published, only a person can find out. */
        STRAY
    }

    PassedOver {
        epochs = Collections.unmodifiableMap(new TreeMap<>(epochs));
    }

    static PassedOver nothing() {
        return new PassedOver(Map.of());
    }

    static PassedOver of(@Nullable ShippedPosition committed) {
        Map<String, Epoch> epochs = new TreeMap<>();
        if (committed != null) {
            for (SetAside one : committed.getSetAside()) {
                epochs.put(one.getEpoch(), new Epoch(one.getPassed(), new TreeSet<>(one.getSequences())));
            }
            Epoch listed = epochs.get(committed.getEpoch());
            epochs.put(
                    committed.getEpoch(),
                    new Epoch(committed.getSequence(), listed == null ? new TreeSet<>() : listed.sequences()));
        }
        return new PassedOver(epochs);
    }

    Standing standing(String epoch, long sequence, String presentEpoch) {
        Epoch known = epochs.get(epoch);
        if (known == null) {
            return epoch.equals(presentEpoch) ? Standing.AHEAD : Standing.STRAY;
        }
        if (known.sequences().contains(sequence)) {
            return Standing.LISTED;
        }
        if (sequence <= known.passed()) {
            return Standing.PUBLISHED;
        }
        return epoch.equals(presentEpoch) ? Standing.AHEAD : Standing.STRAY;
    }

    /** The same when the present epoch has come to this sequence; earlier epochs without places go. */
    PassedOver upTo(String presentEpoch, long passed) {
        Map<String, Epoch> next = new TreeMap<>(epochs);
        next.entrySet()
                .removeIf(one -> !one.getKey().equals(presentEpoch)
                        && one.getValue().sequences().isEmpty());
        Epoch present = next.get(presentEpoch);
        next.put(presentEpoch, new Epoch(passed, present == null ? new TreeSet<>() : present.sequences()));
        return new PassedOver(next);
    }

    PassedOver with(String epoch, long sequence) {
        Epoch known = epochs.get(epoch);
        SortedSet<Long> sequences = known == null ? new TreeSet<>() : new TreeSet<>(known.sequences());
        sequences.add(sequence);
        return replaced(epoch, new Epoch(Math.max(sequence, known == null ? 0 : known.passed()), sequences));
    }

    PassedOver without(String epoch, long sequence) {
        Epoch known = epochs.get(epoch);
        if (known == null) {
            return this;
        }
        SortedSet<Long> sequences = new TreeSet<>(known.sequences());
        sequences.remove(sequence);
        return replaced(epoch, new Epoch(known.passed(), sequences));
    }

    int count() {
        return epochs.values().stream()
                .mapToInt(epoch -> epoch.sequences().size())
                .sum();
    }

    /** For the position: the present epoch only where it has places, since the position itself says how far it is. */
    List<SetAside> listed(String presentEpoch) {
        List<SetAside> listed = new ArrayList<>();
        epochs.forEach((epoch, known) -> {
            if (!epoch.equals(presentEpoch) || !known.sequences().isEmpty()) {
                listed.add(new SetAside(epoch, known.passed(), List.copyOf(known.sequences())));
            }
        });
        return listed;
    }

    private PassedOver replaced(String epoch, Epoch with) {
        Map<String, Epoch> next = new TreeMap<>(epochs);
        next.put(epoch, with);
        return new PassedOver(next);
    }
}

package io.vectrail.edge.recorder.journal;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Places of the journal that cannot be read. Each is told once, however often it is read. Thread-safe. */
public final class Damages {

    private static final Logger LOG = LoggerFactory.getLogger(Damages.class);

    /** More places are counted, not kept. */
    private static final int MOST_KEPT = 1_000;

    private final NavigableMap<Position, Damage> places = new ConcurrentSkipListMap<>(Comparator.naturalOrder());
    private final LongAdder bytes = new LongAdder();
    private final Consumer<JournalEvent> events;

    Damages(Consumer<JournalEvent> events) {
        this.events = events;
    }

    void report(Damage damage) {
        if (places.size() < MOST_KEPT
                ? places.putIfAbsent(damage.at(), damage) != null
                : places.containsKey(damage.at())) {
            return;
        }
        bytes.add(damage.bytes());
        events.accept(new JournalEvent.Damaged(damage));
        LOG.error("the journal is damaged: {}", damage);
    }

    /** Bytes that cannot be read; 0 when all can. */
    public long bytes() {
        return bytes.sum();
    }

    /** The first thousand places that were found, in the journal's order. */
    public List<Damage> places() {
        return List.copyOf(places.values());
    }
}

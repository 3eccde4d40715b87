package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.JournalEntry;
import io.vectrail.edge.recorder.journal.JournalReader;
import io.vectrail.edge.recorder.journal.Position;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.UUID;

/**
 * The exchanges that ended lately. An end that the disk took although its waiter had given up may be followed by a
 * second one, within a second or so. What ended before reading began is looked up once, when it is first asked for.
 */
final class EndedLately {

    /** About 2 MiB; at some thousand exchanges a second, several seconds. */
    private static final int MOST = 20_000;

    /** How far back a connection looks for what ended before it began to read. */
    private static final int SEGMENTS_BACK = 2;

    private final LinkedHashSet<UUID> ended = new LinkedHashSet<>();
    private final Journal journal;
    private final Position from;
    private boolean lookedBack;

    EndedLately(Journal journal, Position from) {
        this.journal = journal;
        this.from = from;
    }

    void add(UUID exchange) {
        ended.addLast(exchange);
        if (ended.size() > MOST) {
            ended.removeFirst();
        }
    }

    boolean contains(UUID exchange) {
        return ended.contains(exchange);
    }

    /** The same, but what ended before reading began is known, too. */
    boolean containsEver(UUID exchange) throws IOException {
        if (!ended.contains(exchange) && !lookedBack) {
            lookBack();
        }
        return ended.contains(exchange);
    }

    private void lookBack() throws IOException {
        lookedBack = true;
        LinkedHashSet<UUID> since = new LinkedHashSet<>(ended);
        Position start = new Position(Math.max(0, from.segment() - SEGMENTS_BACK), 0);
        try (JournalReader reader = journal.reader(start)) {
            JournalEntry entry = reader.next();
            while (entry != null && entry.position().compareTo(from) < 0) {
                if (entry.kind().terminal()) {
                    add(entry.exchange());
                }
                entry = reader.next();
            }
        }
        since.forEach(this::add);
    }
}

package io.vectrail.edge.recorder.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal for a person: what its segments hold and what is damaged, never a payload. Takes no lock and writes
 * nothing, so that it may be done while the edge runs.
 */
final class JournalInspection {

    private static final int MOST_TRIES = 5;

    /**
     * One segment.
     *
     * @param created milliseconds since 1970; 0 when the header is broken
     * @param end where its entries end
     * @param torn bytes behind that in the last segment, never acknowledged
     */
    record Segment(
            long number,
            @Nullable UUID epoch,
            int version,
            long created,
            long end,
            long torn,
            Map<EntryKind, Long> entries,
            List<Damage> damages) {}

    /** @param open exchanges without an end, and where their latest entry stands */
    record Report(@Nullable UUID epoch, List<Segment> segments, List<Damage> missing, Map<UUID, Position> open) {

        boolean damaged() {
            return !missing.isEmpty()
                    || segments.stream().anyMatch(segment -> !segment.damages().isEmpty());
        }
    }

    private JournalInspection() {}

    /**
     * Reads a folder.
     *
     * @param from the first segment to read
     * @param each told of every entry as it is read; in no thread but the caller's
     * @throws IOException when the folder holds no journal or cannot be read
     */
    static Report of(Path folder, long from, Consumer<JournalEntry> each) throws IOException {
        FoundSegments found = found(folder);
        if (found.segments().isEmpty() && !Files.exists(folder.resolve(FoundSegments.LOCK_FILE))) {
            throw new IOException(
                    folder + " holds no journal: there is no segment (*" + SegmentFormat.SUFFIX + ") in it");
        }
        List<Segment> segments = new ArrayList<>();
        Map<UUID, Position> open = new HashMap<>();
        for (FoundSegment segment : found.segments()) {
            if (segment.number() < from) {
                continue;
            }
            try {
                segments.add(read(segment, found.epoch(), open, each));
            } catch (NoSuchFileException e) {
                // Shipped and dropped since the folder was listed, as if it had been listed later.
                open.clear();
            }
        }
        return new Report(found.epoch(), segments, found.missing(), open);
    }

    /** A segment that is dropped while the folder is listed makes the list stale. */
    private static FoundSegments found(Path folder) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return FoundSegments.in(folder);
            } catch (NoSuchFileException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static Segment read(
            FoundSegment segment, @Nullable UUID epoch, Map<UUID, Position> open, Consumer<JournalEntry> each)
            throws IOException {
        Map<EntryKind, Long> entries = new EnumMap<>(EntryKind.class);
        List<Damage> damages = new ArrayList<>();
        UUID known = epoch == null ? new UUID(0, 0) : epoch;
        try (SegmentReader reader = SegmentReader.open(segment.file(), segment.number(), known)) {
            for (long at = 0; at >= 0; ) {
                at = switch (reader.read(at, segment.end())) {
                    case Reading.Whole whole -> {
                        JournalEntry entry = whole.entry();
                        entries.merge(entry.kind(), 1L, Long::sum);
                        if (entry.kind().terminal()) {
                            open.remove(entry.exchange());
                        } else {
                            open.put(entry.exchange(), entry.position());
                        }
                        each.accept(entry);
                        yield entry.next().offset();
                    }
                    case Reading.Broken broken -> {
                        damages.add(broken.damage());
                        yield broken.next();
                    }
                    case Reading.Over over -> {
                        if (over.unread() > 0) {
                            Position rest = new Position(segment.number(), segment.end() - over.unread());
                            damages.add(new Damage(rest, over.unread(), "no whole entry"));
                        }
                        yield -1;
                    }
                };
            }
        }
        SegmentFormat.Header header = segment.header();
        return new Segment(
                segment.number(),
                header == null ? null : header.epoch(),
                header == null ? 0 : header.version(),
                header == null ? 0 : header.createdMillis(),
                segment.end(),
                segment.torn(),
                entries,
                damages);
    }
}

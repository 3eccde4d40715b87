package io.vectrail.edge.recorder.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a folder: where each ends, and what is missing. Reading alone; a folder may be looked at while an edge
 * writes to it.
 *
 * <p>Each segment's header tells where the one before it ended. So what was cut off behind an acknowledged entry is missed,
 * and what an earlier run wrote without ever forcing it is not taken for more. The last segment has nobody to tell its end:
 * it is read to its last whole entry.
 */
record FoundSegments(@Nullable UUID epoch, List<FoundSegment> segments, List<Damage> missing) {

    /** Holds the lock and, as a spare copy for a journal whose headers are broken, the epoch. */
    static final String LOCK_FILE = "lock";

    private static final Pattern NAME = Pattern.compile("([0-9]{12})\\" + SegmentFormat.SUFFIX);

    private static final UUID NO_EPOCH = new UUID(0, 0);

    private record Candidate(long number, Path file, SegmentFormat.@Nullable Header header) {}

    /** As somebody sees them who does not hold the lock. */
    static FoundSegments in(Path folder) throws IOException {
        Path spare = folder.resolve(LOCK_FILE);
        return in(folder, Files.exists(spare) ? Files.readString(spare, StandardCharsets.ISO_8859_1) : "");
    }

    /**
     * As its holder sees them.
     *
     * @param spare what the lock's file holds; read here, the file would be closed, and with it the lock be given up
     */
    static FoundSegments in(Path folder, String spare) throws IOException {
        List<Candidate> candidates = candidates(folder);
        UUID epoch = epoch(spare, candidates);
        List<FoundSegment> segments = new ArrayList<>();
        List<Damage> missing = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate one = candidates.get(i);
            Position told = i + 1 < candidates.size() ? toldBy(candidates.get(i + 1)) : Position.START;
            if (told.segment() > one.number()) {
                missing.add(
                        new Damage(new Position(told.segment(), 0), told.offset(), "the segment's file is missing"));
            }
            FoundSegment found = told.segment() == one.number()
                    ? ending(one, told.offset(), missing)
                    : read(one, epoch == null ? NO_EPOCH : epoch);
            segments.add(found);
        }
        return new FoundSegments(epoch, List.copyOf(segments), List.copyOf(missing));
    }

    private static FoundSegment ending(Candidate one, long end, List<Damage> missing) throws IOException {
        long size = Files.size(one.file());
        if (size < end) {
            missing.add(new Damage(new Position(one.number(), size), end - size, "the file was cut off"));
        }
        return found(one, Math.min(size, end), 0);
    }

    private static FoundSegment read(Candidate one, UUID epoch) throws IOException {
        long size = Files.size(one.file());
        long end = one.header() == null ? 0 : Math.min(size, one.header().bytes());
        try (SegmentReader reader = SegmentReader.open(one.file(), one.number(), epoch)) {
            long content = reader.lastContent(size);
            if (reader.renamed()) {
                // No crash leaves that. All of it is damage, and nothing of it is a torn end.
                return found(one, content, 0);
            }
            long next = end;
            while (next < content) {
                switch (reader.read(next, size)) {
                    case Reading.Whole whole -> {
                        next = whole.entry().next().offset();
                        end = next;
                    }
                    case Reading.Broken broken -> next = broken.next();
                    case Reading.Over _ -> {
                        return found(one, end, content - end);
                    }
                }
            }
            return found(one, end, Math.max(0, content - end));
        }
    }

    private static FoundSegment found(Candidate one, long end, long torn) throws IOException {
        return new FoundSegment(
                one.number(), one.file(), Files.getLastModifiedTime(one.file()).toInstant(), one.header(), end, torn);
    }

    private static Position toldBy(Candidate next) {
        return next.header() == null ? Position.START : next.header().previousEnd();
    }

    /** That of the newest whole header, else the spare copy; null in a folder without segments: a new journal has a new one. */
    private static @Nullable UUID epoch(String spare, List<Candidate> candidates) {
        for (Candidate candidate : candidates.reversed()) {
            if (candidate.header() != null) {
                return candidate.header().epoch();
            }
        }
        if (candidates.isEmpty()) {
            return null;
        }
        try {
            return UUID.fromString(spare.strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static List<Candidate> candidates(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Path file : files) {
            // One that was dropped meanwhile is missing, and no fault.
            if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
                throw new IOException(file + " is no file, and so no segment; take it away");
            }
            long number = Long.parseLong(file.getFileName().toString().substring(0, 12));
            try (SegmentReader reader = SegmentReader.open(file, number, NO_EPOCH)) {
                candidates.add(new Candidate(number, file, reader.header()));
            }
        }
        return candidates;
    }
}

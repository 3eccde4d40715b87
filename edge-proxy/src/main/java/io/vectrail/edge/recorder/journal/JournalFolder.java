package io.vectrail.edge.recorder.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The segments of one journal and how far each may be read. Holds the lock that keeps a second process out. The writer
 * thread changes it; readers look at it from any thread.
 */
final class JournalFolder implements AutoCloseable {

    /**
     * @param readable how far its bytes are on the disk
     * @param sealed true when nothing more is written to it
     * @param closedAt when it was sealed; an older run's counts from its last change
     */
    record Segment(long number, long readable, boolean sealed, Instant closedAt) {}

    private final Path folder;
    private final FileChannel lockFile;
    private final UUID epoch;
    private long lastNumber;
    private final NavigableMap<Long, Segment> segments = new ConcurrentSkipListMap<>();

    private JournalFolder(Path folder, FileChannel lockFile, UUID epoch) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.epoch = epoch;
    }

    /** Opens or makes the folder. @throws IOException when it cannot be used, or another process has it */
    static JournalFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel lockFile =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (tryLock(lockFile) == null) {
                throw new IOException(folder + " is in use by another edge; give each edge a data folder of its own");
            }
            JournalFolder opened = new JournalFolder(folder, lockFile, epochOf(folder));
            opened.list();
            return opened;
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    UUID epoch() {
        return epoch;
    }

    Path file(long segment) {
        return SegmentFormat.file(folder, segment);
    }

    /** A number that no file has had, not even one that could not be made whole. */
    long takeNumber() {
        return ++lastNumber;
    }

    /** The number that the next segment would have. */
    long nextNumber() {
        return lastNumber + 1;
    }

    @Nullable
    Segment segment(long number) {
        return segments.get(number);
    }

    /** The first segment with this number or a later one. */
    @Nullable
    Segment from(long number) {
        Map.Entry<Long, Segment> found = segments.ceilingEntry(number);
        return found == null ? null : found.getValue();
    }

    void put(Segment segment) {
        segments.put(segment.number(), segment);
    }

    long bytes() {
        return segments.values().stream().mapToLong(Segment::readable).sum();
    }

    long bytesFrom(Position from) {
        long before = segments.containsKey(from.segment()) ? from.offset() : 0;
        return segments.tailMap(from.segment(), true).values().stream()
                        .mapToLong(Segment::readable)
                        .sum()
                - before;
    }

    int count() {
        return segments.size();
    }

    /** Deletes a segment that holds nothing. */
    void remove(long number) throws IOException {
        segments.remove(number);
        Files.deleteIfExists(file(number));
    }

    /** Deletes sealed segments that end before this position and were closed before this time. */
    void dropBefore(Position position, Instant closedBefore) throws IOException {
        for (Segment segment : segments.headMap(position.segment(), false).values()) {
            if (segment.sealed() && segment.closedAt().isBefore(closedBefore)) {
                Files.deleteIfExists(file(segment.number()));
                segments.remove(segment.number());
            }
        }
    }

    /** Makes the folder's own entries durable, so that a new segment's name survives a power failure. */
    void syncNames() throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The epoch of the segments that are there; a folder without one starts a new epoch. */
    private static UUID epochOf(Path folder) throws IOException {
        for (long number : numbers(folder).reversed()) {
            try (SegmentReader reader = SegmentReader.open(SegmentFormat.file(folder, number))) {
                if (reader != null) {
                    return reader.header().epoch();
                }
            }
        }
        return UUID.randomUUID();
    }

    private void list() throws IOException {
        for (long number : numbers(folder)) {
            lastNumber = number;
            Path path = file(number);
            put(new Segment(
                    number,
                    Files.size(path),
                    true,
                    Files.getLastModifiedTime(path).toInstant()));
        }
    }

    private static List<Long> numbers(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{12}\\" + SegmentFormat.SUFFIX))
                    .map(name -> Long.parseLong(name.substring(0, 12)))
                    .sorted()
                    .toList();
        }
    }
}

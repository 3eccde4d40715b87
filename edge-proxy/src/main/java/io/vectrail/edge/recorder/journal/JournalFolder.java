package io.vectrail.edge.recorder.journal;

import io.vectrail.runtime.disk.FolderEntries;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of one journal and how far each may be read. Holds the lock that keeps a second process out. The writer
 * thread changes it; readers look at it from any thread.
 */
final class JournalFolder implements AutoCloseable {

    /**
     * @param readable how far its bytes are on the disk
     * @param sealed true when nothing more is written to it
     * @param closedAt when it was sealed; an older run's counts from its last change
     * @param createdMillis as its header has it; 0 when that is broken
     */
    record Segment(long number, long readable, boolean sealed, Instant closedAt, long createdMillis) {}

    private static final Logger LOG = LoggerFactory.getLogger(JournalFolder.class);

    private static final int EPOCH_CHARACTERS = 36;

    private final Path folder;
    private final FileChannel lockFile;
    private final FileKey lockKey;
    private final UUID epoch;
    private final Damages damages;
    private final List<Damage> torn;
    private final int earlierSegments;
    private final long earlierBytes;
    private final NavigableMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
    private long lastNumber;

    private JournalFolder(Path folder, FileChannel lockFile, FileKey lockKey, FoundSegments found, Damages damages) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lockKey = lockKey;
        this.epoch = found.epoch() == null ? UUID.randomUUID() : found.epoch();
        this.damages = damages;
        this.torn = found.segments().stream()
                .filter(segment -> segment.torn() > 0)
                .map(segment -> new Damage(
                        new Position(segment.number(), segment.end()), segment.torn(), "torn when it was last written"))
                .toList();
        for (FoundSegment segment : found.segments()) {
            lastNumber = segment.number();
            SegmentFormat.Header header = segment.header();
            put(new Segment(
                    segment.number(),
                    segment.end(),
                    true,
                    segment.modified(),
                    header == null ? 0 : header.createdMillis()));
        }
        found.missing().forEach(damages::report);
        earlierSegments = segments.size();
        earlierBytes = bytes();
    }

    /** Opens or makes the folder. @throws IOException when it cannot be used, or another process has it */
    static JournalFolder open(Path folder, Consumer<JournalEvent> events) throws IOException {
        Files.createDirectories(folder);
        FileChannel lockFile = FileChannel.open(
                folder.resolve(FoundSegments.LOCK_FILE),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            if (tryLock(lockFile) == null) {
                throw new IOException(folder + " is in use by another edge; give each edge a data folder of its own");
            }
            FileKey lockKey = FileKey.of(folder.resolve(FoundSegments.LOCK_FILE));
            FoundSegments found = FoundSegments.in(folder, notedEpoch(lockFile));
            JournalFolder opened = new JournalFolder(folder, lockFile, lockKey, found, new Damages(events));
            opened.noteEpoch();
            if (!found.segments().isEmpty()) {
                forceLast(found.segments().getLast());
            }
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

    /**
     * A number that no file has had, not even one that could not be made whole.
     *
     * @throws IOException when the last one is taken, or this journal is another's by now
     */
    long takeNumber() throws IOException {
        checkOwned();
        if (lastNumber == SegmentFormat.LAST_NUMBER) {
            throw new IOException(file(lastNumber)
                    + " has the last number; stop the edge and take it away if no edge has written it");
        }
        return ++lastNumber;
    }

    /** The lock keeps a second process out only as long as it is found. @throws IOException when it is not there any more */
    void checkOwned() throws IOException {
        Path lock = folder.resolve(FoundSegments.LOCK_FILE);
        if (!lockKey.isStillAt(lock)) {
            throw new IOException(lock + " was taken away, so that another edge may be writing here;"
                    + " see that there is none, and restart this one");
        }
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

    /** The first of the last segments that were all begun after this time, or whose headers do not tell; null when there is none. */
    @Nullable
    Segment begunAfter(Instant time) {
        Segment first = null;
        for (Segment segment : segments.descendingMap().values()) {
            if (segment.createdMillis() != 0 && segment.createdMillis() <= time.toEpochMilli()) {
                break;
            }
            first = segment;
        }
        return first;
    }

    int earlierSegments() {
        return earlierSegments;
    }

    long earlierBytes() {
        return earlierBytes;
    }

    /** Deletes a segment that nobody needs. */
    void remove(long number) throws IOException {
        Files.deleteIfExists(file(number));
        segments.remove(number);
    }

    /** Takes one off the list whose file is not there, or not this journal's, any more. */
    void forget(long number) {
        segments.remove(number);
    }

    /** Where the last segment ends; {@link Position#START} when there is none. */
    Position end() {
        Map.Entry<Long, Segment> last = segments.lastEntry();
        return last == null
                ? Position.START
                : new Position(last.getKey(), last.getValue().readable());
    }

    /** True when no other segment tells the epoch. */
    boolean isEmptyWithout(long number) {
        return segments.isEmpty() || (segments.size() == 1 && segments.containsKey(number));
    }

    /** What cannot be read, although it had been acknowledged. */
    Damages damages() {
        return damages;
    }

    /** What the crash before this run left behind the last whole entry; nobody had been told that it was durable. */
    List<Damage> torn() {
        return torn;
    }

    /** Deletes sealed segments that end before this position and were closed before this time, oldest first: no gap is left. */
    void dropBefore(Position position, Instant closedBefore) throws IOException {
        for (Segment segment : segments.headMap(position.segment(), false).values()) {
            if (!segment.sealed() || !segment.closedAt().isBefore(closedBefore)) {
                return;
            }
            remove(segment.number());
        }
    }

    /** A new segment's name survives a power failure from now on. */
    void forceNames() throws IOException {
        FolderEntries.force(folder);
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

    /**
     * What a killed run had written and not forced is read, and relied on, from now on: a power failure must not take it any
     * more. The zeros that it had ahead are given back.
     */
    private static void forceLast(FoundSegment last) {
        try (FileChannel file = FileChannel.open(last.file(), StandardOpenOption.WRITE)) {
            file.truncate(last.end() + last.torn());
            file.force(true);
        } catch (IOException e) {
            LOG.warn("segment {} cannot be forced: {}", last.number(), e.getMessage());
        }
    }

    private static String notedEpoch(FileChannel lockFile) throws IOException {
        ByteBuffer noted = ByteBuffer.allocate(EPOCH_CHARACTERS);
        lockFile.read(noted, 0);
        return new String(noted.array(), 0, noted.position(), StandardCharsets.ISO_8859_1);
    }

    /** A spare copy alone, so that it is no fault when a full disk does not take it. */
    private void noteEpoch() {
        try {
            lockFile.write(ByteBuffer.wrap(epoch.toString().getBytes(StandardCharsets.ISO_8859_1)), 0);
        } catch (IOException e) {
            LOG.warn("the epoch cannot be noted in {}: {}", folder, e.getMessage());
        }
    }
}

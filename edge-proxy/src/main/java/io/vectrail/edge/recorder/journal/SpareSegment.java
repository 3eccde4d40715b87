package io.vectrail.edge.recorder.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of zeros on the disk that the next segment is written into. A file that grows has its size and its blocks written,
 * too, whenever it is forced, and that waits for whatever else the file system commits; one that is there already has not.
 *
 * <pre>
 * NONE ──a segment fills, and there is room──► FILLING ──all forced──► READY ──the next segment──► NONE
 *   ▲                                             │
 *   └────────────────any failure──────────────────┘
 * </pre>
 *
 * Without one, a segment grows. A thread of its own fills it, in pieces so small that nobody waits long behind one.
 */
final class SpareSegment implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpareSegment.class);

    private static final String NAME = "spare";
    private static final int PIECE_BYTES = 128 << 10;
    private static final long BREATH_NANOS = 3_000_000;
    private static final long LONGEST_END_MILLIS = 2_000;

    private final Path file;
    private final long bytes;
    private final Semaphore wanted = new Semaphore(0);
    private final Thread thread;
    private volatile State state = State.NONE;
    private volatile boolean closing;

    private enum State {
        NONE,
        FILLING,
        READY
    }

    /** @param bytes how large it is made */
    SpareSegment(Path folder, long bytes) {
        this.file = folder.resolve(NAME);
        this.bytes = bytes;
        this.thread = Background.thread("journal-spare").daemon().unstarted(this::run);
    }

    /** Drops what an earlier run left. */
    void start() {
        discard();
        thread.start();
    }

    /** Bytes that it takes of the disk, or is about to take. */
    long bytes() {
        return state == State.NONE ? 0 : bytes;
    }

    /** Has one made unless there is one. By the journal's thread alone. */
    void want() {
        if (state == State.NONE) {
            state = State.FILLING;
            wanted.release();
        }
    }

    /**
     * Makes it the file of this name. By the journal's thread alone.
     *
     * @return open at its beginning; null when there is none
     */
    @Nullable
    FileChannel take(Path target) throws IOException {
        if (state != State.READY) {
            return null;
        }
        state = State.NONE;
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        try {
            return FileChannel.open(target, StandardOpenOption.WRITE);
        } catch (IOException | RuntimeException e) {
            // Else a file of zeros would stay under a segment's name.
            Files.deleteIfExists(target);
            throw e;
        }
    }

    @Override
    public void close() {
        closing = true;
        wanted.release();
        try {
            thread.join(LONGEST_END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        discard();
    }

    private void run() {
        while (true) {
            wanted.acquireUninterruptibly();
            if (closing) {
                return;
            }
            try {
                fill();
                state = State.READY;
            } catch (IOException | RuntimeException | Error e) {
                if (!closing) {
                    LOG.warn("no spare segment could be made, so the next one grows: {}", e.getMessage());
                }
                discard();
                state = State.NONE;
            }
        }
    }

    private void fill() throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(PIECE_BYTES);
            for (long left = bytes; left > 0; left -= zeros.limit()) {
                if (closing) {
                    throw new IOException("the journal closes");
                }
                zeros.clear().limit((int) Math.min(PIECE_BYTES, left));
                while (zeros.hasRemaining()) {
                    out.write(zeros);
                }
                out.force(false);
                LockSupport.parkNanos(BREATH_NANOS);
            }
        }
    }

    private void discard() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", file, e.getMessage());
        }
    }
}

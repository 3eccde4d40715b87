package io.vectrail.replay.archive;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slices are stored one after another on a thread of its own, while the next one fills. So a slice grows as long as the one before
 * it takes: small ones, seen soon, when there is little to do, and large ones when there is much. A round of small inserts costs the
 * server nearly as much as one of large ones: without a rest, rounds would take a core for a few records. Called by one thread.
 *
 * <pre>
 *   idle --begin--> busy --stored--> resting, as long as that took --> idle
 *     ^               |  begin, settle: wait     |  begin: at once
 *     +- told to whoever calls next -- failed ---+
 * </pre>
 */
final class Storing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Storing.class);
    private static final Duration LONGEST_REST = Duration.ofMillis(250);

    private final ArchiveWriter writer;
    private final IngestState state;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("archive-store").daemon().factory());
    private @Nullable Future<?> running;
    private boolean chunks;
    private int records;
    private volatile long restsUntil = System.nanoTime();

    Storing(ArchiveWriter writer, IngestState state) {
        this.writer = writer;
        this.state = state;
    }

    /** Whether a slice is being stored: to begin another, or to settle, would wait. */
    boolean busy() {
        return running != null && !running.isDone();
    }

    /** For how long a slice that can wait had better not be begun; empty where it is time. */
    Optional<Duration> resting() {
        long left = restsUntil - System.nanoTime();
        return left > 0 ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
    }

    /** Whether it holds parts of bodies that exchanges may ask for, and of which it has not been told that they are stored. */
    boolean hasChunks() {
        return running != null && chunks;
    }

    /** Records that are being stored. */
    int records() {
        return busy() ? records : 0;
    }

    /**
     * Waits for the slice before this one, and begins. The slice is no longer the caller's.
     *
     * @throws RuntimeException that the slice before this one failed with; this one is not begun then
     */
    void begin(Slice slice) {
        settle();
        chunks = slice.hasChunks();
        records = slice.records();
        running = thread.submit(() -> {
            long start = System.nanoTime();
            writer.write(slice);
            // After a failure the client may still be reading them; they go to the collector then.
            slice.release();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            restsUntil = System.nanoTime() + (took.compareTo(LONGEST_REST) < 0 ? took : LONGEST_REST).toNanos();
            state.archived(slice.records(), took);
        });
    }

    /** Returns when nothing is being stored. @throws RuntimeException that the last slice failed with, told once */
    void settle() {
        Future<?> last = running;
        if (last == null) {
            return;
        }
        try {
            last.get();
            running = null;
        } catch (ExecutionException e) {
            running = null;
            throw thrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArchiveException(ArchiveException.Kind.AWAY, "interrupted while storing", e);
        }
    }

    /** Waits for what is being stored; a thread that is interrupted meanwhile leaves it to its end, which is whole or nothing. */
    @Override
    public void close() {
        try {
            settle();
        } catch (RuntimeException e) {
            LOG.debug("the last slice was not stored", e);
        } finally {
            thread.shutdownNow();
        }
    }

    /** The failure itself; an Error goes on as one. */
    static RuntimeException thrown(@Nullable Throwable failure) {
        return switch (failure) {
            case RuntimeException known -> known;
            case Error fatal -> throw fatal;
            case null, default -> new IllegalStateException(failure);
        };
    }
}

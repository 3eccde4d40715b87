package io.vectrail.edge.recorder.journal;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets nobody wait for the disk longer than {@link Admission#PATIENCE} and a twentieth of a second. One look over all, and
 * no timer for each entry: a timer is set and taken back twice for every exchange, and wakes a thread each time.
 */
final class Patience implements AutoCloseable {

    private static final long LOOK_MILLIS = 50;

    /** Without the payload, which is not to be kept for longer than it is needed. */
    private record Watched(CompletableFuture<Position> done, long sinceNanos) {}

    /** In the order in which their time runs out. */
    private final Queue<Watched> watched = new ConcurrentLinkedQueue<>();

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("journal-patience").daemon().unstarted(this::run);

    void start() {
        thread.start();
    }

    void watch(Waiting waiting) {
        watched.add(new Watched(waiting.done, waiting.sinceNanos));
    }

    /** Those that are still watched wait as long as the writer lets them. */
    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                look(System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(long now) {
        for (Watched oldest = watched.peek(); oldest != null; oldest = watched.peek()) {
            if (!oldest.done().isDone()) {
                if (now - oldest.sinceNanos() < Admission.PATIENCE.toNanos()) {
                    return;
                }
                oldest.done().completeExceptionally(new JournalUnavailableException(Unavailability.LATE));
            }
            watched.remove();
        }
    }
}

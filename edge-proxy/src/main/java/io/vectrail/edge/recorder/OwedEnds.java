package io.vectrail.edge.recorder;

import io.vectrail.edge.recorder.journal.EntryKind;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.event.AvroBinary;
import io.vectrail.event.Forwarded;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges whose end the journal could not take, although it holds their beginning. At once and then ten times a second
 * they are tried again, as INTERRUPTED, until the journal has them all; what is still owed at a stop is ended by the next start.
 *
 * <p>While any is owed no new exchange begins, so that a caller's later exchange is never published before an earlier one.
 * So no more can be owed than were under way at once, here or in the run before. Thread-safe.
 */
public final class OwedEnds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OwedEnds.class);

    private static final Duration EVERY = Duration.ofMillis(100);
    private static final int MOST_AT_ONCE = 1_000;
    private static final int END_BYTES = 128;

    private final Map<UUID, Forwarded> owed = new LinkedHashMap<>();
    private final LongAdder total = new LongAdder();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("owed-ends").daemon().factory());
    private final Journal journal;
    private final Clock clock;
    private boolean settling;
    private volatile int count;

    public OwedEnds(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        var _ = ticks.scheduleWithFixedDelay(this::settle, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many are owed. */
    public int count() {
        return count;
    }

    /** How many have been owed since the start. */
    public long total() {
        return total.sum();
    }

    void owe(UUID exchange, Forwarded forwarded) {
        synchronized (this) {
            total.increment();
            owed.put(exchange, forwarded);
            count = owed.size();
        }
        try {
            ticks.execute(this::settle);
        } catch (RejectedExecutionException e) {
            // The edge stops; its next start ends the exchange.
            LOG.warn("exchange {} stays without an end until the next start", exchange);
        }
    }

    /** Tries what is owed, and waits for it at most this long; true when nothing is owed any more. */
    synchronized boolean awaitSettled(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        settle();
        for (long left = atMost.toMillis(); count > 0 && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return count == 0;
    }

    @Override
    public void close() {
        try {
            awaitSettled(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ticks.shutdownNow();
        }
    }

    private synchronized void settle() {
        if (settling || owed.isEmpty()) {
            return;
        }
        settling = true;
        // A copy: what is durable at once is no longer owed before the next is tried.
        List<Map.Entry<UUID, Forwarded>> first = owed.entrySet().stream()
                .limit(MOST_AT_ONCE)
                .map(Map.Entry::copyOf)
                .toList();
        CompletableFuture<?>[] tries =
                first.stream().map(one -> settle(one.getKey(), one.getValue())).toArray(CompletableFuture[]::new);
        var _ = CompletableFuture.allOf(tries).whenComplete((all, failure) -> settled(failure == null));
    }

    private CompletableFuture<Void> settle(UUID exchange, Forwarded forwarded) {
        byte[] end = AvroBinary.write(Interrupted.interruption(exchange, forwarded, clock.instant()), END_BYTES);
        return journal.appendEnd(EntryKind.ENDED, exchange, end).thenAccept(position -> paid(exchange));
    }

    private synchronized void paid(UUID exchange) {
        owed.remove(exchange);
        count = owed.size();
        notifyAll();
    }

    private synchronized void settled(boolean goOn) {
        settling = false;
        if (goOn) {
            settle();
        }
    }
}

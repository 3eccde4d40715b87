package io.vectrail.edge.recorder;

import io.vectrail.edge.recorder.journal.EntryKind;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.event.AvroBinary;
import io.vectrail.event.Forwarded;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Exchanges whose end the journal could not take, although it holds their beginning. Once a second each is tried again,
 * as INTERRUPTED, until the journal has it; what is still owed at a stop is ended by the next start. Thread-safe.
 */
public final class OwedEnds implements AutoCloseable {

    /** Beyond this the next start ends them. */
    private static final int MOST = 10_000;

    private static final int END_BYTES = 128;

    private record Owed(UUID exchange, Forwarded forwarded) {}

    private final ConcurrentLinkedQueue<Owed> owed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final ScheduledExecutorService everySecond = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("owed-ends").daemon().factory());
    private final Journal journal;
    private final Clock clock;

    public OwedEnds(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        var _ = everySecond.scheduleWithFixedDelay(this::settle, 1, 1, TimeUnit.SECONDS);
    }

    /** How many are owed. */
    public int count() {
        return count.get();
    }

    void owe(UUID exchange, Forwarded forwarded) {
        if (count.incrementAndGet() > MOST) {
            count.decrementAndGet();
            return;
        }
        owed.add(new Owed(exchange, forwarded));
    }

    @Override
    public void close() {
        everySecond.shutdownNow();
        settle();
    }

    private void settle() {
        int tries = count.get();
        for (int i = 0; i < tries; i++) {
            Owed next = owed.poll();
            if (next == null) {
                return;
            }
            count.decrementAndGet();
            byte[] end = AvroBinary.write(
                    Interrupted.interruption(next.exchange(), next.forwarded(), clock.instant()), END_BYTES);
            var _ = journal.append(EntryKind.ENDED, next.exchange(), end).whenComplete((position, failure) -> {
                if (failure != null) {
                    owe(next.exchange(), next.forwarded());
                }
            });
        }
    }
}

package io.vectrail.edge.recorder;

import io.vectrail.edge.recorder.journal.EntryKind;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.AvroBinary;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records refusals of callers that nobody knows, so that they cannot fill the journal: up to {@link #SINGLY_A_SECOND} a
 * second each on its own while their bytes of the hour last, and whatever comes beyond as one counted record a second for each reason. Nobody waits for the
 * disk. Thread-safe.
 */
public final class Strangers implements AutoCloseable {

    static final int SINGLY_A_SECOND = 20;

    /** Their quota of the disk: beyond it there are only counted records until the hour is over. */
    private static final long MOST_BYTES_AN_HOUR = 32L << 20;

    private static final int SECONDS_AN_HOUR = 3600;

    private static final int RECORD_BYTES = 1024;

    private final Map<String, AuditExchange> counted = new HashMap<>();
    private final ScheduledExecutorService everySecond = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("strangers").daemon().factory());
    private final AtomicLong dropped = new AtomicLong();
    private final Journal journal;
    private int singly;
    private int second;
    private long bytesThisHour;

    public Strangers(Journal journal) {
        this.journal = journal;
        var _ = everySecond.scheduleAtFixedRate(this::flush, 1, 1, TimeUnit.SECONDS);
    }

    synchronized void refused(AuditExchange event) {
        if (singly < SINGLY_A_SECOND && bytesThisHour < MOST_BYTES_AN_HOUR) {
            singly++;
            append(event);
            return;
        }
        AuditExchange before = counted.putIfAbsent(String.valueOf(event.getRefusalCode()), event);
        if (before != null) {
            before.setCount(before.getCount() + 1);
        }
    }

    /** Refusals that the journal did not take. */
    public long dropped() {
        return dropped.get();
    }

    private synchronized void flush() {
        counted.values().forEach(this::append);
        counted.clear();
        singly = 0;
        second = (second + 1) % SECONDS_AN_HOUR;
        if (second == 0) {
            bytesThisHour = 0;
        }
    }

    @Override
    public void close() {
        everySecond.shutdownNow();
        flush();
    }

    private void append(AuditExchange event) {
        byte[] entry = AvroBinary.write(event, RECORD_BYTES);
        bytesThisHour += entry.length;
        var _ = journal.appendUnhurried(EntryKind.REFUSED, UUID.fromString(event.getId()), entry)
                .whenComplete((position, failure) -> {
                    if (failure != null) {
                        dropped.addAndGet(event.getCount());
                    }
                });
    }
}

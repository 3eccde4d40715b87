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
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Records refusals of callers that nobody knows, so that they cannot fill the journal: up to {@link #SINGLY_A_SECOND} a
 * second each on its own while their bytes of the hour last, and whatever comes beyond as one counted record a second for
 * each code and reason. Once the hour's quota is used up, or half of the journal's room, counted records come once a minute. Nobody
 * waits for the disk. Thread-safe.
 */
public final class Strangers implements AutoCloseable {

    static final int SINGLY_A_SECOND = 20;

    /**
     * So many counted records at once tell reasons apart; what comes beyond is counted by its code alone. Strangers have some say in the
     * words, since a message names the header as it was sent.
     */
    static final int MOST_REASONS = 16;

    /** Their quota of the disk. A quarter is kept for counted records. */
    static final long QUOTA_BYTES_AN_HOUR = 32L << 20;

    private static final long MOST_SINGLE_BYTES_AN_HOUR = QUOTA_BYTES_AN_HOUR / 4 * 3;
    private static final int SECONDS_A_MINUTE = 60;
    private static final int SECONDS_AN_HOUR = 3600;
    private static final int RECORD_BYTES = 1024;

    private final Map<Cause, AuditExchange> counted = new HashMap<>();
    private final ScheduledExecutorService everySecond = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("strangers").daemon().factory());
    private final LongAdder recordedSingly = new LongAdder();
    private final LongAdder recordedCounted = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Journal journal;
    private boolean crowded;
    private int singly;
    private int second;
    private long bytesThisHour;

    private Strangers(Journal journal, boolean ticking) {
        this.journal = journal;
        if (ticking) {
            var _ = everySecond.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
        }
    }

    public Strangers(Journal journal) {
        this(journal, true);
    }

    /** One whose seconds pass when {@link #tick} is called. */
    static Strangers stoppedClock(Journal journal) {
        return new Strangers(journal, false);
    }

    /** What all refusals of a counted record have in common. */
    private record Cause(@Nullable String code, @Nullable String reason) {}

    synchronized void refused(AuditExchange event) {
        if (singly < SINGLY_A_SECOND && bytesThisHour < MOST_SINGLE_BYTES_AN_HOUR && !crowded) {
            singly++;
            append(event, recordedSingly);
            return;
        }
        count(event);
    }

    private void count(AuditExchange event) {
        Cause cause = new Cause(event.getRefusalCode(), event.getRefusalReason());
        if (counted.size() >= MOST_REASONS && !counted.containsKey(cause)) {
            cause = new Cause(event.getRefusalCode(), null);
            event.setRefusalReason(null);
        }
        AuditExchange before = counted.putIfAbsent(cause, event);
        if (before != null) {
            before.setCount(before.getCount() + 1);
        }
    }

    /** Refusals that have a record of their own. */
    public long recordedSingly() {
        return recordedSingly.sum();
    }

    /** Refusals that share one with others. */
    public long recordedCounted() {
        return recordedCounted.sum();
    }

    /** Refusals that the journal did not take. */
    public long dropped() {
        return dropped.sum();
    }

    /** A second has passed. */
    synchronized void tick() {
        second = (second + 1) % SECONDS_AN_HOUR;
        if (second == 0) {
            bytesThisHour = 0;
        }
        crowded = journal.isCrowded();
        if ((bytesThisHour < QUOTA_BYTES_AN_HOUR && !crowded) || second % SECONDS_A_MINUTE == 0) {
            flush();
        }
        singly = 0;
    }

    @Override
    public synchronized void close() {
        everySecond.shutdownNow();
        flush();
    }

    private void flush() {
        counted.values().forEach(event -> append(event, recordedCounted));
        counted.clear();
    }

    private void append(AuditExchange event, LongAdder recorded) {
        byte[] entry = AvroBinary.write(event, RECORD_BYTES);
        bytesThisHour += entry.length;
        var _ = journal.appendUnhurried(EntryKind.REFUSED, UUID.fromString(event.getId()), entry)
                .whenComplete((position, failure) -> (failure == null ? recorded : dropped).add(event.getCount()));
    }
}

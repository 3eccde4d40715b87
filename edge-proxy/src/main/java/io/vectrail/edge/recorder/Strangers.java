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

/**
 * Records refusals of callers that nobody knows, so that they cannot fill the journal: up to {@link #SINGLY_A_SECOND} a
 * second each on its own, and whatever comes beyond as one counted record a second for each reason. Nobody waits for the
 * disk. Thread-safe.
 */
public final class Strangers implements AutoCloseable {

    static final int SINGLY_A_SECOND = 20;

    private static final int RECORD_BYTES = 1024;

    private final Map<String, AuditExchange> counted = new HashMap<>();
    private final ScheduledExecutorService everySecond = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("strangers").daemon().factory());
    private final Journal journal;
    private int singly;

    public Strangers(Journal journal) {
        this.journal = journal;
        var _ = everySecond.scheduleAtFixedRate(this::flush, 1, 1, TimeUnit.SECONDS);
    }

    synchronized void refused(AuditExchange event) {
        if (singly < SINGLY_A_SECOND) {
            singly++;
            append(event);
            return;
        }
        AuditExchange before = counted.putIfAbsent(String.valueOf(event.getRefusalCode()), event);
        if (before != null) {
            before.setCount(before.getCount() + 1);
        }
    }

    private synchronized void flush() {
        counted.values().forEach(this::append);
        counted.clear();
        singly = 0;
    }

    @Override
    public void close() {
        everySecond.shutdownNow();
        flush();
    }

    private void append(AuditExchange event) {
        byte[] entry = AvroBinary.write(event, RECORD_BYTES);
        var _ = journal.appendUnhurried(EntryKind.REFUSED, UUID.fromString(event.getId()), entry);
    }
}

package io.vectrail.edge.recorder.shipper;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What the shipper did since its start. Thread-safe. */
public final class ShipperCounts {

    private final LongAdder events = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder transactions = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final LongAdder setAside = new LongAdder();
    private final LongAdder damaged = new LongAdder();
    private final LongAdder surplusEnds = new LongAdder();
    private final LongAdder resent = new LongAdder();
    private final Map<String, LongAdder> aborted = new TreeMap<>();
    private final Map<String, LongAdder> failures = new TreeMap<>();

    ShipperCounts() {
        Arrays.stream(Verdict.values()).forEach(verdict -> {
            failures.put(verdict.tag(), new LongAdder());
            if (verdict.scope() == Verdict.Scope.RECORD) {
                aborted.put(verdict.tag(), new LongAdder());
            }
        });
    }

    /** Exchanges published. */
    public long events() {
        return events.sum();
    }

    /** Bytes of events and chunks published, before compression. */
    public long bytes() {
        return bytes.sum();
    }

    /** Transactions committed. */
    public long transactions() {
        return transactions.sum();
    }

    /** Connections to Kafka that were opened. */
    public long connections() {
        return connections.sum();
    }

    /** Exchanges set aside. */
    public long setAside() {
        return setAside.sum();
    }

    /** Journal entries kept for a person, since no exchange could be made of them. */
    public long damaged() {
        return damaged.sum();
    }

    /** Further ends of exchanges that had ended. */
    public long surplusEnds() {
        return surplusEnds.sum();
    }

    /** Exchanges sent after they had been set aside. */
    public long resent() {
        return resent.sum();
    }

    /** Transactions aborted because a record was refused for good, by reason. */
    public Map<String, LongAdder> aborted() {
        return Collections.unmodifiableMap(aborted);
    }

    /** Connections that failed, after each of which the shipper tries again, by reason. */
    public Map<String, LongAdder> failures() {
        return Collections.unmodifiableMap(failures);
    }

    void published(int count, long sentBytes) {
        events.add(count);
        bytes.add(sentBytes);
        transactions.increment();
    }

    void connected() {
        connections.increment();
    }

    void passedOver() {
        setAside.increment();
        transactions.increment();
    }

    void damagedEntry() {
        damaged.increment();
    }

    void surplusEnd() {
        surplusEnds.increment();
    }

    void sentAgain(long sentBytes) {
        resent.increment();
        published(1, sentBytes);
    }

    void aborted(Verdict verdict) {
        increment(aborted, verdict);
    }

    void failed(Verdict verdict) {
        increment(failures, verdict);
    }

    private static void increment(Map<String, LongAdder> counts, Verdict verdict) {
        LongAdder count = counts.get(verdict.tag());
        if (count != null) {
            count.increment();
        }
    }
}

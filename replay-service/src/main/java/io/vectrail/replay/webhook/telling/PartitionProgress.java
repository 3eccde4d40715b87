package io.vectrail.replay.webhook.telling;

import io.vectrail.replay.webhook.Notice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How far one partition was told: everything below an offset was, or was given up. For one thread.
 *
 * <pre>
 *   ... told | under way, told, under way, told | to be offered ...
 *            ^ committed                        ^ paused here while a webhook has no room
 * </pre>
 */
final class PartitionProgress<E> {

    private final Fold<E> fold;

    /** What stands before is known, and told to nobody. */
    private final long tellFrom;

    private final NavigableMap<Long, Integer> open = new TreeMap<>();
    private final Map<UUID, Long> underWay = new HashMap<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long next;

    /** Where it was begun is committed, too: whoever comes next misses nothing of what came meanwhile. */
    private long committed = -1;

    /** What no webhook was offered yet. */
    record Pending(Telling telling, long offset) {

        Notice notice() {
            return telling.notice();
        }
    }

    PartitionProgress(Fold<E> fold, long tellFrom) {
        this.fold = fold;
        this.tellFrom = tellFrom;
        this.next = tellFrom;
    }

    Fold<E> fold() {
        return fold;
    }

    boolean tells(long offset) {
        return offset >= tellFrom;
    }

    /** The record there was read. */
    void passed(long offset) {
        next = Math.max(next, offset + 1);
    }

    void add(Telling telling, long offset) {
        open.merge(offset, 1, Integer::sum);
        pending.add(new Pending(telling, offset));
    }

    Deque<Pending> pending() {
        return pending;
    }

    void begun(Pending one) {
        underWay.put(one.notice().delivery(), one.offset());
    }

    /** It is told, or given up, and that stands in Kafka. */
    void done(UUID delivery) {
        Long offset = underWay.remove(delivery);
        if (offset != null) {
            open.computeIfPresent(offset, (at, left) -> left == 1 ? null : left - 1);
        }
    }

    Set<UUID> underWay() {
        return Set.copyOf(underWay.keySet());
    }

    /** What there is to commit; empty where it was. */
    OptionalLong toCommit() {
        long done = open.isEmpty() ? next : open.firstKey();
        return done > committed ? OptionalLong.of(done) : OptionalLong.empty();
    }

    void committed(long offset) {
        committed = offset;
    }
}

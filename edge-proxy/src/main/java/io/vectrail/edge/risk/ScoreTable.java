package io.vectrail.edge.risk;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The points of all callers, in primitive tables. A million of them take 45 MB or so, and never more than 51 bytes each; beyond the bound those go
 * that have the fewest left. One thread writes, any reads.
 */
final class ScoreTable {

    private static final int SHARDS = 64;
    private static final int BITS = 6;

    private final ScoreShard[] shards;
    private int next;

    /** @param most callers, in all: 1024 or more */
    ScoreTable(int most) {
        shards = IntStream.range(0, SHARDS)
                .mapToObj(i -> new ScoreShard(most / SHARDS))
                .toArray(ScoreShard[]::new);
    }

    /** The points that a caller has left; 0 where it has none. */
    double left(String subject, long now) {
        SubjectHash caller = SubjectHash.of(subject);
        return shard(caller).left(caller, now);
    }

    void set(String subject, long at, long points, long now) {
        SubjectHash caller = SubjectHash.of(subject);
        shard(caller).set(caller, at, points, now);
    }

    void remove(String subject, long now) {
        set(subject, now, 0, now);
    }

    /** Looks after a part of it, a millisecond's work at most; 64 times is once through. */
    void tidy(long now) {
        shards[next].tidy(now);
        next = (next + 1) % SHARDS;
    }

    /** Callers that have points; some that have next to nothing left among them. */
    int callers() {
        return Stream.of(shards).mapToInt(ScoreShard::scored).sum();
    }

    /** Callers that were forgotten since there were too many. */
    long pushedOut() {
        return Stream.of(shards).mapToLong(ScoreShard::pushedOut).sum();
    }

    /** Of memory. */
    long bytes() {
        return Stream.of(shards).mapToLong(ScoreShard::bytes).sum();
    }

    private ScoreShard shard(SubjectHash caller) {
        return shards[(int) (caller.high() >>> (Long.SIZE - BITS))];
    }
}

package io.vectrail.edge.risk;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When it was last heard of each partition that its scores are derived. Thread-safe. */
final class Beats {

    /** As many partitions as a topic may have; what is beyond is nobody's. */
    private static final int MOST = 1000;

    private final Map<String, Heard.Beat> last = new ConcurrentHashMap<>();

    /**
     * @param now a beat of a later time counts as of now: nobody is heard of before
     * @return false where there are too many partitions
     */
    boolean take(Heard.Beat beat, long now) {
        if (last.size() >= MOST && !last.containsKey(beat.partition())) {
            return false;
        }
        last.put(beat.partition(), new Heard.Beat(beat.partition(), Math.min(beat.at(), now), beat.behindMillis()));
        return true;
    }

    void remove(String partition) {
        last.remove(partition);
    }

    /** Of the partition that lies behind the most; empty where none was ever heard of. */
    Optional<Staleness> worst(long now) {
        return last.values().stream()
                .map(beat -> new Staleness(
                        beat.number(),
                        Duration.ofMillis(Math.max(0, now - beat.at())),
                        Duration.ofMillis(beat.behindMillis())))
                .max(Comparator.comparing(Staleness::total));
    }
}

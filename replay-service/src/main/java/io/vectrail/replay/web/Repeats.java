package io.vectrail.replay.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Questions that pages ask again and again, the latest thousand. Thread-safe. */
final class Repeats {

    private static final Duration APART = Duration.ofMinutes(1);
    private static final int MOST = 1_000;

    private final Map<Object, Last> asked = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Last> eldest) {
            return size() > MOST;
        }
    };

    private record Last(Instant at, int since) {}

    /** How often it was asked since it was last told; empty when that is less than a minute ago. */
    synchronized OptionalInt tell(Object question, Instant now) {
        Last last = asked.get(question);
        if (last != null && now.isBefore(last.at().plus(APART))) {
            asked.put(question, new Last(last.at(), last.since() + 1));
            return OptionalInt.empty();
        }
        asked.put(question, new Last(now, 0));
        return OptionalInt.of(last == null ? 0 : last.since());
    }
}

package io.vectrail.load.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a check found, by what is wrong; of each a bounded number in words. */
final class Findings {

    private static final int MOST_TOLD = 200;

    /** What can be wrong. */
    enum Wrong {
        /** What upstream or client saw is not in Kafka, or what Kafka has is not in the archive. */
        LOST,
        /** Twice in Kafka or in the archive, or a record that belongs to no request. */
        DUPLICATED,
        /** A caller's records out of the order in which it asked. */
        REORDERED,
        /** The edge's chain. */
        BROKEN,
        /** Other bytes than were sent. */
        CHANGED,
        /** Another outcome than the client was told, or a refused text at the upstream. */
        MISTOLD,
        /** Programs that did not come back by themselves. */
        UNHEALTHY,
        /** Sessions that do not add up, a dead letter, a part of a body that belongs to no exchange. */
        ASTRAY
    }

    private final Map<Wrong, Integer> counts = new EnumMap<>(Wrong.class);
    private final List<String> told = new ArrayList<>();

    void add(Wrong wrong, String what) {
        counts.merge(wrong, 1, Integer::sum);
        if (told.size() < MOST_TOLD) {
            told.add(wrong.name().toLowerCase(java.util.Locale.ROOT) + ": " + what);
        }
    }

    void addAll(Findings others) {
        others.counts.forEach((wrong, count) -> counts.merge(wrong, count, Integer::sum));
        others.told.stream().limit(MOST_TOLD - told.size()).forEach(told::add);
    }

    int count(Wrong wrong) {
        return counts.getOrDefault(wrong, 0);
    }

    boolean none() {
        return counts.isEmpty();
    }

    /** At most 200, in the order in which they were found. */
    List<String> inWords() {
        return List.copyOf(told);
    }

    /** As in {@code lost=0 duplicated=0 …}. */
    String line() {
        StringBuilder line = new StringBuilder();
        for (Wrong wrong : Wrong.values()) {
            line.append(line.isEmpty() ? "" : " ")
                    .append(wrong.name().toLowerCase(java.util.Locale.ROOT))
                    .append('=')
                    .append(count(wrong));
        }
        return line.toString();
    }
}

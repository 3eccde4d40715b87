package io.vectrail.replay.config;

import io.vectrail.document.revision.RevisionReader.Placed;
import io.vectrail.document.revision.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The revisions that were read so far, and what they amount to. Without their texts, which stay in Kafka. For one thread. */
final class History {

    private final List<Revision.Known> known = new ArrayList<>();
    private List<Revision.Known> sorted = List.of();
    private Standing standing = Standing.NOTHING;

    void add(Placed placed) {
        standing = standing.with(placed.document());
        known.add(Revision.Known.of(placed));
    }

    Standing standing() {
        return standing;
    }

    /** Sorted only where something has come, since it is asked for several times a second. */
    List<Revision.Known> newestFirst() {
        if (sorted.size() != known.size()) {
            sorted = known.stream()
                    .sorted(Comparator.comparingLong(
                                    (Revision.Known one) -> one.revision().revision())
                            .reversed())
                    .toList();
        }
        return sorted;
    }
}

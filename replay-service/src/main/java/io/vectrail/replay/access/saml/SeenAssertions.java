package io.vectrail.replay.access.saml;

import io.vectrail.runtime.digest.Sha256;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * The ids of assertions that were accepted, until each can be accepted no more. Where no more fit, none is accepted: one that is forgotten
 * could be shown again. In the memory of one process. Thread-safe.
 */
final class SeenAssertions {

    private final int most;
    private final Set<ByteBuffer> ids = new HashSet<>();
    private final Queue<Seen> byEnd = new PriorityQueue<>(Comparator.comparing(Seen::until));

    private record Seen(ByteBuffer id, Instant until) {}

    /** @param most how many it holds, some 200 bytes each */
    SeenAssertions(int most) {
        this.most = most;
    }

    /**
     * Takes down that it was accepted.
     *
     * @param until when it would no longer be accepted in any case
     */
    synchronized void accept(String id, Instant now, Instant until) throws RefusedException {
        for (Seen eldest = byEnd.peek(); eldest != null && now.isAfter(eldest.until()); eldest = byEnd.peek()) {
            ids.remove(eldest.id());
            byEnd.remove();
        }
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(id));
        if (ids.contains(hash)) {
            throw new RefusedException("its assertion was accepted before");
        }
        if (ids.size() >= most) {
            throw new RefusedException("too many assertions were accepted of late to tell whether this one was;"
                    + " wait until some of them have expired");
        }
        ids.add(hash);
        byEnd.add(new Seen(hash, until));
    }
}

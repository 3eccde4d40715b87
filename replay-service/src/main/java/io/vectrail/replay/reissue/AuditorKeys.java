package io.vectrail.replay.reissue;

import io.vectrail.document.key.IssuedKey;
import io.vectrail.replay.key.KeyOrder;
import io.vectrail.replay.key.KeyRing;
import io.vectrail.replay.key.TooManyKeysException;
import io.vectrail.replay.publish.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The caller keys that auditors are known by at the edge: one for each, for an hour, in this service's memory alone. Its subject is
 * {@code key:reissue/} and the auditor's, so that nobody takes what they send again for what a caller sent. Thread-safe.
 */
final class AuditorKeys {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration LEFT = Duration.ofMinutes(10);
    private static final int MOST = 200;

    private final KeyRing keys;
    private final Clock clock;
    private final Map<Holder, Held> held = new LinkedHashMap<>();

    AuditorKeys(KeyRing keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Somebody in other groups is somebody else to the gateway's rules. */
    private record Holder(String subject, List<String> groups) {}

    /**
     * What an auditor calls the edge with.
     *
     * @param id of the key
     * @param created an edge may not have read of it yet, shortly after
     */
    record Held(String id, String text, Instant created) {

        /** Without the key. */
        @Override
        public String toString() {
            return "Held[id=" + id + "]";
        }
    }

    /**
     * The auditor's key. One that somebody revoked is not replaced before it would have ended: who revokes it means to stop the auditor.
     *
     * @throws IllegalArgumentException when their name or groups are none that a key may have
     * @throws UnavailableException when none can be created now, or theirs was revoked
     */
    synchronized Held of(Auditor auditor) throws TooManyKeysException {
        Instant now = clock.instant();
        held.values().removeIf(key -> !key.created().plus(LIFE).isAfter(now.plus(LEFT)));
        Holder holder = new Holder(auditor.actor().subject(), auditor.groups());
        Held known = held.get(holder);
        if (known == null) {
            known = create(holder, auditor, now);
        }
        IssuedKey issued = keys.find(known.id());
        if (issued != null && issued.revocation() != null) {
            throw new UnavailableException(
                    "the key that you are known by at the edge was revoked by "
                            + issued.revocation().by() + "; another one is made after "
                            + known.created().plus(LIFE).minus(LEFT),
                    null);
        }
        return known;
    }

    private Held create(Holder holder, Auditor auditor, Instant now) throws TooManyKeysException {
        if (held.size() >= MOST) {
            held.remove(held.keySet().iterator().next());
        }
        KeyOrder order = new KeyOrder(
                "reissue/" + holder.subject(), holder.groups(), "sends recorded requests again", LIFE, null);
        KeyRing.Created created = keys.create(order, auditor.actor());
        Held fresh = new Held(created.key().id(), created.text(), now);
        held.put(holder, fresh);
        return fresh;
    }
}

package io.vectrail.document.revision;

import io.vectrail.event.GatewayDocument;
import org.jspecify.annotations.Nullable;

/**
 * What the revisions that were read so far amount to: the highest that is not in shadow is in force, and the highest in shadow is on
 * trial as long as no higher one is in force. So the order in which they are read does not matter.
 *
 * @param inForce null where none was published
 * @param trial null where none is on trial
 */
public record Standing(
        @Nullable GatewayDocument inForce, @Nullable GatewayDocument trial) {

    public static final Standing NOTHING = new Standing(null, null);

    public Standing {
        if (trial != null && inForce != null && trial.getRevision() < inForce.getRevision()) {
            trial = null;
        }
    }

    /** What they amount to with this one. Of two with the same number the one that is there stays. */
    public Standing with(GatewayDocument revision) {
        return revision.getShadow()
                ? new Standing(inForce, higher(trial, revision))
                : new Standing(higher(inForce, revision), trial);
    }

    /** The highest revision; 0 where there is none. */
    public long revision() {
        return Math.max(number(inForce), number(trial));
    }

    /** Hash of what a further one in force would take the place of; empty where there is none. */
    public String hash() {
        return inForce == null ? "" : inForce.getHash();
    }

    /** Hash of what a further one in shadow would take the place of; empty where there is none. */
    public String trialHash() {
        return trial == null ? hash() : trial.getHash();
    }

    private static GatewayDocument higher(@Nullable GatewayDocument one, GatewayDocument other) {
        return one == null || other.getRevision() > one.getRevision() ? other : one;
    }

    private static long number(@Nullable GatewayDocument revision) {
        return revision == null ? 0 : revision.getRevision();
    }
}

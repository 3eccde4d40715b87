package io.vectrail.replay.approval;

import io.vectrail.document.approval.Consent;
import io.vectrail.replay.publish.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What somebody decides.
 *
 * @param approval on which, by its id
 * @param groups that they are in now
 * @param reason why, in their words; may be empty
 * @param actor who
 */
public record Decision(String approval, Kind kind, List<String> groups, String reason, Actor actor) {

    /** Longest reason, in characters. */
    public static final int MOST_REASON_CHARACTERS = 500;

    /** What can be decided. */
    public enum Kind {
        /** It may go on. */
        APPROVE,
        /** It may not, whoever consented. */
        REJECT,
        /** It went on, and may not any more. */
        REVOKE;

        /** Its name in the API. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Decision {
        groups = List.copyOf(groups);
        if (reason.length() > MOST_REASON_CHARACTERS) {
            throw new IllegalArgumentException("a reason has at most " + MOST_REASON_CHARACTERS + " characters");
        }
    }

    Consent word(Instant at) {
        return new Consent(actor.subject(), groups, at, reason);
    }
}

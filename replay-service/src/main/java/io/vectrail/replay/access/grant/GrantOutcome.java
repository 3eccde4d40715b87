package io.vectrail.replay.access.grant;

import io.vectrail.replay.access.Person;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of an assertion that somebody wants a token for. */
public sealed interface GrantOutcome {

    /**
     * A token.
     *
     * @param token a signed JWT
     * @param life how long it is valid
     */
    record Issued(String token, Duration life, Person person) implements GrantOutcome {

        /** Without the token. */
        @Override
        public String toString() {
            return "Issued[person=" + person.subject() + "]";
        }
    }

    /**
     * None.
     *
     * @param reason quotes nothing of the assertion
     * @param who of whom nothing is taken any more; null where it is not known who it is
     */
    record Refused(String reason, @Nullable Person who) implements GrantOutcome {}
}

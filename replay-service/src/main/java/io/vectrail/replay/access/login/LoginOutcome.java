package io.vectrail.replay.access.login;

import io.vectrail.replay.access.ConsoleSession;
import io.vectrail.replay.access.Person;
import org.jspecify.annotations.Nullable;

/** What came of a browser that was sent to a provider. */
public sealed interface LoginOutcome {

    /**
     * It is known who uses it.
     *
     * @param next the console's page that they wanted
     */
    record SignedIn(Person person, ConsoleSession.Origin origin, String next) implements LoginOutcome {}

    /**
     * It is not, or somebody of whom nothing is taken any more.
     *
     * @param detail for the service's log: never a secret, a code or a token
     * @param who where that is known, and so is recorded
     */
    record Failed(Failure why, String detail, @Nullable Person who) implements LoginOutcome {

        Failed(Failure why, String detail) {
            this(why, detail, null);
        }
    }

    /** What the person is told. */
    enum Failure {
        /** It took more than ten minutes, or was begun in another browser. */
        EXPIRED,
        /** The provider did not let them in. */
        REFUSED,
        /** The provider does not answer, or not as providers do. */
        UNAVAILABLE,
        /** What it says cannot be trusted. */
        UNTRUSTED
    }
}

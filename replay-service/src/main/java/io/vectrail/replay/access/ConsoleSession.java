package io.vectrail.replay.access;

import io.vectrail.replay.access.saml.SamlIdentity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One browser that somebody signed in with.
 *
 * @param person who; known until the session ends at the latest
 * @param used when a person last made a call in it
 * @param origin how they signed in
 */
public record ConsoleSession(Person person, Instant used, Origin origin) {

    /** How somebody signed in, and so where else they must be signed out. */
    public sealed interface Origin {

        /** By a token that was pasted. */
        record Token() implements Origin {}

        /**
         * At an OpenID provider.
         *
         * @param idToken which it wants to see again when they sign out
         */
        record OpenId(String idToken) implements Origin {

            @Override
            public String toString() {
                return "OpenId[]";
            }
        }

        /**
         * At a SAML provider.
         *
         * @param nameId whom it knows them as
         * @param sessionIndex of their session there; null: it has none
         */
        record Saml(SamlIdentity.NameId nameId, @Nullable String sessionIndex) implements Origin {}
    }

    ConsoleSession usedAt(Instant time) {
        return new ConsoleSession(person, time, origin);
    }
}

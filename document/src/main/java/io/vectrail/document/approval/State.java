package io.vectrail.document.approval;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where an approval stands. Only what may follow is a method.
 *
 * <pre>
 *            consent
 *             ┌──┐           use
 *             ▼  │          ┌──┐
 *      ──► REQUESTED ──approve──► APPROVED ──revoke──► REVOKED
 *              │
 *              ├──reject──► REJECTED
 *              └──expire──► EXPIRED
 * </pre>
 */
public sealed interface State {

    /** Its name in the API. */
    default String label() {
        return switch (this) {
            case Requested _ -> "REQUESTED";
            case Approved _ -> "APPROVED";
            case Rejected _ -> "REJECTED";
            case Expired _ -> "EXPIRED";
            case Revoked _ -> "REVOKED";
        };
    }

    /**
     * It waits.
     *
     * @param consents so far; of one person several where they meet different requirements
     */
    record Requested(List<Consent> consents) implements State {

        public Requested {
            consents = List.copyOf(consents);
        }

        /** Whether this person has consented. */
        public boolean hasConsent(String subject) {
            return consents.stream().anyMatch(consent -> consent.subject().equals(subject));
        }

        Requested consent(Consent consent) {
            return new Requested(with(consent));
        }

        /**
         * Enough people have consented.
         *
         * @param last whose word made it so
         */
        Approved approve(Consent last) {
            return new Approved(with(last), last.at(), false);
        }

        Rejected reject(Consent refusal) {
            return new Rejected(consents, refusal);
        }

        Expired expire(Instant at) {
            return new Expired(at);
        }

        /** The consents with one more; one that is there changes nothing. */
        List<Consent> with(Consent consent) {
            return consents.contains(consent)
                    ? consents
                    : Stream.concat(consents.stream(), Stream.of(consent)).toList();
        }
    }

    /**
     * It goes on.
     *
     * @param consents of those who let it
     * @param at since when
     * @param used whether an exchange has gone on by it and was answered
     */
    record Approved(List<Consent> consents, Instant at, boolean used) implements State {

        public Approved {
            consents = List.copyOf(consents);
        }

        Approved use(boolean completed) {
            return new Approved(consents, at, used || completed);
        }

        Revoked revoke(Consent by) {
            return new Revoked(this, by);
        }
    }

    /** Somebody refused it, whoever had consented. */
    record Rejected(List<Consent> consents, Consent by) implements State {

        public Rejected {
            consents = List.copyOf(consents);
        }
    }

    /** Nobody decided in time. */
    record Expired(Instant at) implements State {}

    /** It went on, and does not any more. */
    record Revoked(Approved before, Consent by) implements State {}
}

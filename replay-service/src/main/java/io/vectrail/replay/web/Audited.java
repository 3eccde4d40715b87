package io.vectrail.replay.web;

import io.vectrail.event.AccessAction;
import io.vectrail.replay.access.Role;
import java.util.Set;

/** What a call leaves in the accesses. Every route says so; there is no default. */
sealed interface Audited {

    Set<Role> AUDITORS = Set.of(Role.AUDITOR);

    /** Nothing: nobody sees by it what is recorded or configured, and nothing is changed. */
    record No() implements Audited {}

    /**
     * An event, whether it was answered or refused.
     *
     * @param acknowledged whether Kafka must have the event before the answer goes out
     */
    record Done(AccessAction action, boolean acknowledged) implements Audited {}

    /**
     * The same; but a person who may read texts reads them by it, and so must give a reason where one is needed.
     *
     * @param acknowledged whether Kafka must have the event before the answer goes out
     * @param polled whether the same question within a minute is one event, as of {@link Polled}; not where it is acknowledged
     * @param readers who reads texts by it
     */
    record Texts(AccessAction action, boolean acknowledged, boolean polled, Set<Role> readers) implements Audited {

        public Texts {
            readers = Set.copyOf(readers);
        }
    }

    /** An event, but not for each time that a page asks again and again: within a minute the same question is one. */
    record Polled(AccessAction action) implements Audited {}

    /** A change, which is published together with who made it, or not at all; an event of its own only when it was refused. */
    record Published(AccessAction action) implements Audited {}

    static Audited no() {
        return new No();
    }

    static Audited done(AccessAction action) {
        return new Done(action, false);
    }

    /** What lets somebody in: nobody is before Kafka has it. */
    static Audited entered(AccessAction action) {
        return new Done(action, true);
    }

    /** Previews and the like, which need not wait for Kafka. */
    static Audited texts(AccessAction action) {
        return new Texts(action, false, false, AUDITORS);
    }

    /** Previews of a list that somebody may follow, asking the same again and again. */
    static Audited followed(AccessAction action) {
        return new Texts(action, false, true, AUDITORS);
    }

    /** Texts, bodies and vectors, which nobody sees before Kafka has it that they do. */
    static Audited seen(AccessAction action) {
        return new Texts(action, true, false, AUDITORS);
    }

    /** The same of a request that waits, whose texts those read who decide on it, too. */
    static Audited opened(AccessAction action) {
        return new Texts(action, true, false, Set.of(Role.AUDITOR, Role.APPROVER));
    }

    static Audited polled(AccessAction action) {
        return new Polled(action);
    }

    static Audited published() {
        return new Published(AccessAction.CHANGE);
    }

    static Audited decided() {
        return new Published(AccessAction.APPROVAL);
    }
}

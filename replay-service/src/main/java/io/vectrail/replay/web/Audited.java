package io.vectrail.replay.web;

import io.vectrail.event.AccessAction;

/** What a call leaves in the accesses. Every route says so; there is no default. */
sealed interface Audited {

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
     */
    record Texts(AccessAction action, boolean acknowledged) implements Audited {}

    /** An event, but not for each time that a page asks again and again: within a minute the same question is one. */
    record Polled(AccessAction action) implements Audited {}

    /** A change, which is published together with who made it, or not at all; an event of its own only when it was refused. */
    record Published() implements Audited {}

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
        return new Texts(action, false);
    }

    /** Texts, bodies and vectors, which nobody sees before Kafka has it that they do. */
    static Audited seen(AccessAction action) {
        return new Texts(action, true);
    }

    static Audited polled(AccessAction action) {
        return new Polled(action);
    }

    static Audited published() {
        return new Published();
    }
}

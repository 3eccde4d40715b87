package io.vectrail.streams.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what becomes of each exchange. A transaction that is aborted and done again counts twice. */
final class SessionMeters {

    private final Counter started;
    private final Counter extended;
    private final Counter merged;
    private final Counter anonymous;
    private final Counter deadLetters;
    private final Counter forgotten;

    SessionMeters(MeterRegistry meters) {
        started = exchanges(meters, "started");
        extended = exchanges(meters, "extended");
        merged = exchanges(meters, "merged");
        anonymous = exchanges(meters, "anonymous");
        deadLetters = exchanges(meters, "deadletter");
        forgotten = Counter.builder("vectrail.sessions.forgotten")
                .description("Sessions whose state was dropped because they ended long ago")
                .register(meters);
    }

    void applied(Change change) {
        switch (change) {
            case Change.Started one -> started.increment();
            case Change.Extended one -> extended.increment();
            case Change.Merged one -> merged.increment();
        }
    }

    void skippedAnonymous() {
        anonymous.increment();
    }

    void setAside() {
        deadLetters.increment();
    }

    void forgot(int sessions) {
        forgotten.increment(sessions);
    }

    private static Counter exchanges(MeterRegistry meters, String effect) {
        return Counter.builder("vectrail.sessions.exchanges")
                .description("Exchanges read, by what they did to the sessions")
                .tag("effect", effect)
                .register(meters);
    }
}

package io.vectrail.streams.scoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vectrail.event.RiskLevel;
import io.vectrail.streams.alert.Step;
import io.vectrail.streams.profile.Sighting;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts what scores come to. A transaction that is aborted and done again counts twice. */
public final class RiskMeters {

    private final Map<RiskLevel, Counter> scored = new EnumMap<>(RiskLevel.class);
    private final Counter unread;
    private final Counter deadLetters;
    private final Counter raised;
    private final Counter escalated;
    private final Counter subsided;
    private final Counter callers;
    private final Counter sessions;

    public RiskMeters(MeterRegistry meters) {
        for (RiskLevel level : RiskLevel.values()) {
            scored.put(
                    level,
                    Counter.builder("vectrail.risk.scored")
                            .description("Exchanges scored, by the level of their caller")
                            .tag("level", level.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        unread = Counter.builder("vectrail.risk.unread")
                .description("Exchanges with inputs that were scored without their texts and vectors")
                .register(meters);
        deadLetters = Counter.builder("vectrail.risk.deadletters")
                .description("Exchanges that could not be scored")
                .register(meters);
        raised = alerts(meters, "raised");
        escalated = alerts(meters, "escalated");
        subsided = alerts(meters, "subsided");
        callers = forgotten(meters, "callers");
        sessions = forgotten(meters, "sessions");
    }

    void scored(RiskLevel ofCaller, Sighting now) {
        Objects.requireNonNull(scored.get(ofCaller)).increment();
        if (now.samples().isEmpty() && now.inputs() > 0) {
            unread.increment();
        }
    }

    /** How many exchanges were scored. */
    public long allScored() {
        return (long) scored.values().stream().mapToDouble(Counter::count).sum();
    }

    /** How many of them without their texts and vectors, though they had inputs. */
    public long allUnread() {
        return (long) unread.count();
    }

    /** How many could not be scored. */
    public long allSetAside() {
        return (long) deadLetters.count();
    }

    void alerted(Step step) {
        switch (step) {
            case Step.Raised _ -> raised.increment();
            case Step.Escalated _ -> escalated.increment();
            case Step.Subsided _ -> subsided.increment();
        }
    }

    void setAside() {
        deadLetters.increment();
    }

    void forgotCallers(int gone) {
        callers.increment(gone);
    }

    void forgotSessions(int gone) {
        sessions.increment(gone);
    }

    private static Counter alerts(MeterRegistry meters, String kind) {
        return Counter.builder("vectrail.risk.alerts")
                .description("What happened to alerts")
                .tag("kind", kind)
                .register(meters);
    }

    private static Counter forgotten(MeterRegistry meters, String what) {
        return Counter.builder("vectrail.risk.forgotten")
                .description("Callers and sessions whose state was dropped because they were silent for long")
                .tag("what", what)
                .register(meters);
    }
}

package io.vectrail.streams.scoring;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.event.AuditExchange;
import io.vectrail.streams.alert.AlertRule;
import io.vectrail.streams.alert.Behind;
import io.vectrail.streams.alert.Step;
import io.vectrail.streams.intake.Aside;
import io.vectrail.streams.intake.Bodies;
import io.vectrail.streams.intake.DerivedId;
import io.vectrail.streams.intake.Visited;
import io.vectrail.streams.profile.Sample;
import io.vectrail.streams.profile.Sighting;
import io.vectrail.streams.risk.Scored;
import io.vectrail.streams.risk.Scorer;
import io.vectrail.streams.risk.Strengths;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Scores each exchange: reads what is known, lets the pure rules decide, stores and publishes what they said. */
final class RiskProcessor implements Processor<String, Visited, String, Object> {

    /** How often it is said that scores are derived. */
    static final Duration BEAT_EVERY = Duration.ofSeconds(2);

    /** How often, in stream time, a part of each store is looked through, and how much of it: callers name sessions as they like. */
    private static final Duration SWEEP_CALLERS_EVERY = Duration.ofHours(1);

    private static final Duration SWEEP_SESSIONS_EVERY = Duration.ofMinutes(10);
    private static final int SWEEP_CALLERS = 2000;
    private static final int SWEEP_SESSIONS = 10_000;

    private final RiskTopology.Parts parts;
    private final Documents documents;
    private final Bodies bodies;
    private final Sightings sightings;
    private final RiskMeters meters;
    private final Clock clock;
    private ProcessorContext<String, Object> context;
    private CallerStore callers;
    private SessionRiskStore sessions;
    private long behindMillis;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    RiskProcessor(RiskTopology.Parts parts, Documents documents, Bodies bodies, RiskMeters meters, Clock clock) {
        this.parts = parts;
        this.documents = documents;
        this.bodies = bodies;
        this.sightings = new Sightings(bodies, parts.mostBytes());
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<String, Object> given) {
        context = given;
        callers = parts.callers(given.getStateStore(RiskTopology.CALLERS));
        sessions = parts.sessions(given.getStateStore(RiskTopology.SESSIONS));
        given.schedule(
                SWEEP_CALLERS_EVERY,
                PunctuationType.STREAM_TIME,
                streamTime -> meters.forgotCallers(callers.forget(streamTime, SWEEP_CALLERS)));
        given.schedule(
                SWEEP_SESSIONS_EVERY,
                PunctuationType.STREAM_TIME,
                streamTime -> meters.forgotSessions(sessions.forget(streamTime, SWEEP_SESSIONS)));
        given.schedule(BEAT_EVERY, PunctuationType.WALL_CLOCK_TIME, this::beat);
    }

    @Override
    public void process(Record<String, Visited> record) {
        AuditExchange exchange = record.value().exchange();
        RiskSettings settings = documents.of(exchange.getDecision().getDocumentHash());
        // Not the event's own time alone: a clock that is years ahead would make a caller's past count for nothing.
        long at = record.timestamp();
        Remembered known = callers.get(exchange.getCaller().getSubject()).at(at);
        Strengths session =
                sessions.get(record.value().session(), record.value().absorbed(), settings);
        List<Sample> samples = sightings.samples(exchange, context.taskId().partition());
        Optional<Sighting> now = attempt(record, () -> Sightings.of(exchange, at, samples));
        Optional<Scored> scored = now.flatMap(seen ->
                attempt(record, () -> Scorer.score(known.profile(), known.strengths(), session, seen, settings)));
        if (scored.isPresent()) {
            apply(record, known, scored.get(), settings);
            meters.scored(scored.get().ofCaller().level(), now.get());
        }
        behindMillis = Math.max(0, clock.millis() - at);
    }

    /**
     * What stumbles over an exchange must not hold up those behind it. Bodies, stores and documents are read outside of this: where Kafka or the registry is away, the
     * exchange is not at fault, and its thread tries again.
     */
    private <T> Optional<T> attempt(Record<String, Visited> record, Supplier<T> rule) {
        try {
            return Optional.of(rule.get());
        } catch (RuntimeException e) {
            Aside aside = Aside.of(
                    parts.deadLetters(),
                    context.recordMetadata().orElseThrow(),
                    ByteBuffer.wrap(record.key().getBytes(StandardCharsets.UTF_8)),
                    record.value().wire(),
                    "cannot be scored: " + e.getClass().getName());
            context.forward(record.withKey(aside.key()).withValue(aside.letter()), RiskTopology.DEADLETTERS);
            meters.setAside();
            return Optional.empty();
        }
    }

    private void apply(Record<String, Visited> record, Remembered known, Scored scored, RiskSettings settings) {
        AuditExchange exchange = record.value().exchange();
        String subject = exchange.getCaller().getSubject();
        long at = record.timestamp();
        List<Behind> behind = Behind.with(known.behind(), behind(record.value(), at, scored), settings);
        List<Step> steps = AlertRule.decide(
                known.alert(),
                scored.callerBefore().score(),
                scored.ofCaller().score(),
                at,
                settings,
                () -> DerivedId.of("alert", subject, exchange.getId()));
        Told told = new Told(
                scored.ofCaller().points(),
                scored.caller().at(),
                settings.halfLife().toMillis());
        boolean news = known.told().outdatedBy(told, settings);
        callers.put(
                subject,
                new Remembered(
                        scored.profile(),
                        scored.caller(),
                        news ? told : known.told(),
                        behind,
                        AlertRule.after(known.alert(), steps)));
        sessions.put(record.value().session(), scored.session());
        publish(record, scored, settings);
        if (news) {
            context.forward(record.withKey(subject).withValue(RiskEvents.told(subject, told)), RiskTopology.TOLD);
        }
        for (Step step : steps) {
            // Stamped when it is written: whoever reads the topic's last days must not miss one whose exchange came
            // late.
            context.forward(
                    record.withKey(step.alert().id())
                            .withValue(RiskEvents.alert(exchange, at, step, scored, behind, settings))
                            .withTimestamp(clock.millis()),
                    RiskTopology.ALERTS);
            meters.alerted(step);
        }
    }

    private void publish(Record<String, Visited> record, Scored scored, RiskSettings settings) {
        AuditExchange exchange = record.value().exchange();
        context.forward(
                record.withKey(exchange.getCaller().getSubject())
                        .withValue(RiskEvents.score(
                                exchange,
                                record.value().session(),
                                record.timestamp(),
                                scored,
                                settings,
                                parts.version())),
                RiskTopology.SCORES);
    }

    private static Behind behind(Visited visited, long at, Scored scored) {
        return new Behind(
                visited.exchange().getId(),
                at,
                visited.exchange().getConnection(),
                visited.session(),
                scored.ofExchange().score(),
                scored.ofExchange().parts().stream()
                        .limit(Behind.MOST_SIGNALS)
                        .map(part -> new Behind.Met(part.signal(), part.strength()))
                        .toList());
    }

    /** Scores are the same whatever the clock says; this is about the program and not about them. */
    private void beat(long now) {
        int partition = context.taskId().partition();
        context.forward(
                new Record<>(RiskTopology.BEAT + partition, RiskEvents.beat(now, behindMillis), now),
                RiskTopology.TOLD);
        behindMillis = 0;
    }

    @Override
    public void close() {
        bodies.close();
    }
}

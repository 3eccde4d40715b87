package io.vectrail.streams.session;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.AuditSession;
import io.vectrail.event.DeadLetterForm;
import io.vectrail.event.EventSerde;
import io.vectrail.streams.intake.Arrival;
import io.vectrail.streams.intake.Aside;
import io.vectrail.streams.intake.RegistryPatience;
import io.vectrail.streams.intake.Visited;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Applies the rule: reads the neighbours, lets the rule decide, stores and publishes what it said. */
final class SessionProcessor implements Processor<byte[], Arrival, String, Object> {

    /**
     * How long a session's state outlives it. Edges ship at once; what comes late comes from an edge that could not, and
     * one that was cut off for longer than this has outlived its own journal's quota in practice. A later exchange is not
     * dropped: it starts a session of its own instead of reopening this one.
     */
    static final Duration REMEMBERED = Duration.ofDays(30);

    /** How often, in stream time, a part of the store is looked through, and how much of it. */
    static final Duration SWEEP_EVERY = Duration.ofMinutes(10);

    private static final int SWEEP_ENTRIES = 10_000;

    private final EventSerde<AuditSession> sessions;
    private final RegistryPatience patience;
    private final DeadLetterForm deadLetters;
    private final SessionMeters meters;
    private final String visits;
    private ProcessorContext<String, Object> context;
    private SessionStore store;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    SessionProcessor(
            EventSerde<AuditSession> sessions,
            RegistryPatience patience,
            DeadLetterForm deadLetters,
            SessionMeters meters,
            String visits) {
        this.sessions = sessions;
        this.patience = patience;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.visits = visits;
    }

    @Override
    public void init(ProcessorContext<String, Object> given) {
        this.context = given;
        this.store = new SessionStore(given.getStateStore(SessionTopology.STORE), sessions, patience);
        given.schedule(SWEEP_EVERY, PunctuationType.STREAM_TIME, this::forgetBefore);
    }

    @Override
    public void process(Record<byte[], Arrival> record) {
        switch (record.value()) {
            case Arrival.Undecodable undecodable -> setAside(record, undecodable.reason());
            case Arrival.Decoded decoded -> read(record, decoded);
        }
    }

    private void read(Record<byte[], Arrival> record, Arrival.Decoded arrival) {
        AuditExchange exchange = arrival.exchange();
        if (SessionEvents.anonymous(exchange)) {
            meters.skippedAnonymous();
            return;
        }
        Visit visit;
        try {
            visit = SessionEvents.visit(exchange);
        } catch (IllegalArgumentException e) {
            setAside(record, String.valueOf(e.getMessage()));
            return;
        }
        Change change = SessionRule.decide(store.neighbours(visit), visit);
        store.apply(change);
        publish(record, change);
        context.forward(
                record.withKey(exchange.getCaller().getSubject())
                        .withValue(new Visited(
                                exchange, arrival.wire(), change.session().id(), change.absorbed())),
                visits);
        meters.applied(change);
    }

    private void publish(Record<byte[], Arrival> record, Change change) {
        for (String absorbed : change.absorbed()) {
            context.forward(record.withKey(absorbed).withValue(null), SessionTopology.SESSIONS);
        }
        Session session = change.session();
        context.forward(record.withKey(session.id()).withValue(SessionEvents.event(session)), SessionTopology.SESSIONS);
    }

    private void setAside(Record<byte[], Arrival> record, String reason) {
        RecordMetadata at = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record from a topic has a position"));
        ByteBuffer key = record.key() == null ? null : ByteBuffer.wrap(record.key());
        Aside aside = Aside.of(deadLetters, at, key, record.value().wire(), reason);
        context.forward(record.withKey(aside.key()).withValue(aside.letter()), SessionTopology.DEADLETTERS);
        meters.setAside();
    }

    private void forgetBefore(long streamTime) {
        Instant horizon = Instant.ofEpochMilli(streamTime).minus(REMEMBERED);
        meters.forgot(store.forget(horizon, SWEEP_ENTRIES));
    }
}

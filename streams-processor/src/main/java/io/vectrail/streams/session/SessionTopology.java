package io.vectrail.streams.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.AuditSession;
import io.vectrail.event.DeadLetter;
import io.vectrail.event.DeadLetterForm;
import io.vectrail.event.EventSerde;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topic;
import io.vectrail.event.Topics;
import io.vectrail.streams.intake.ArrivalDeserializer;
import io.vectrail.streams.intake.ArrivalTime;
import io.vectrail.streams.intake.RegistryPatience;
import io.vectrail.streams.store.Nowhere;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The session topology.
 *
 * <pre>
 * vectrail.exchanges ─► exchanges ─► sessions ─┬─► sessions-out ─► vectrail.sessions
 *                                   (store)    ├─► deadletters-out ─► vectrail.deadletter
 *                                              └─► who is told in which session each exchange is
 * </pre>
 *
 * The names of nodes and store are part of the state: the changelog topic carries the store's.
 */
public final class SessionTopology {

    static final String SOURCE = "exchanges";
    /** The processor, which forwards what it is told of. */
    public static final String PROCESSOR = "sessions";

    static final String STORE = "sessions-by-start";
    static final String SESSIONS = "sessions-out";
    static final String DEADLETTERS = "deadletters-out";

    private final SchemaRegistry registry;
    private final EventSerde<AuditExchange> exchanges;
    private final EventSerde<AuditSession> sessions;
    private final EventSerde<DeadLetter> letters;
    private final RegistryPatience patience;
    private final DeadLetterForm deadLetters;
    private final SessionMeters meters;

    public SessionTopology(SchemaRegistry registry, RegistryPatience patience, Clock clock, MeterRegistry meters) {
        this.registry = registry;
        this.exchanges = new EventSerde<>(Topics.EXCHANGES, registry);
        this.sessions = new EventSerde<>(Topics.SESSIONS, registry);
        this.letters = new EventSerde<>(Topics.DEADLETTER, registry);
        this.patience = patience;
        this.deadLetters = new DeadLetterForm("streams-processor/session", clock);
        this.meters = new SessionMeters(meters);
    }

    /** What it reads and writes. */
    public static List<Topic<?>> topics() {
        return List.of(Topics.EXCHANGES, Topics.SESSIONS, Topics.DEADLETTER);
    }

    /**
     * Registers what it writes and fetches what the store was written with, so that processing asks the registry only for
     * a schema that is new to this version.
     *
     * @throws io.vectrail.event.RegistryException when the registry refuses or is away
     */
    public void registerSchemas() {
        registry.schema(sessions.schemaId());
        letters.schemaId();
    }

    /** Id of a schema that {@link #registerSchemas} registered. */
    public int registeredSchema() {
        return sessions.schemaId();
    }

    /**
     * Adds sessions and dead letters.
     *
     * @param visits the processor that is told in which session each exchange is
     */
    public void addTo(Topology topology, String visits) {
        addProcessor(topology, visits)
                .addSink(SESSIONS, Topics.SESSIONS.name(), new StringSerializer(), sessions.serializer(), PROCESSOR)
                .addSink(
                        DEADLETTERS, Topics.DEADLETTER.name(), new StringSerializer(), letters.serializer(), PROCESSOR);
    }

    /**
     * Adds what only tells in which session each exchange is, and writes nothing.
     *
     * @param visits the processor that is told
     */
    public void addSilentlyTo(Topology topology, String visits) {
        addProcessor(topology, visits)
                .addProcessor(SESSIONS, Nowhere::new, PROCESSOR)
                .addProcessor(DEADLETTERS, Nowhere::new, PROCESSOR);
    }

    private Topology addProcessor(Topology topology, String visits) {
        return topology.addSource(
                        AutoOffsetReset.earliest(),
                        SOURCE,
                        new ArrivalTime(),
                        new ByteArrayDeserializer(),
                        new ArrivalDeserializer(exchanges, patience),
                        Topics.EXCHANGES.name())
                .addProcessor(
                        PROCESSOR, () -> new SessionProcessor(sessions, patience, deadLetters, meters, visits), SOURCE)
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                                // A range through the record cache comes upon entries that were deleted in it.
                                .withCachingDisabled(),
                        PROCESSOR);
    }
}

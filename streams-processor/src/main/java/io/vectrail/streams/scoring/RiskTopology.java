package io.vectrail.streams.scoring;

import io.vectrail.event.CallerRisk;
import io.vectrail.event.DeadLetter;
import io.vectrail.event.DeadLetterForm;
import io.vectrail.event.EventSerde;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.RiskScore;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topic;
import io.vectrail.event.Topics;
import io.vectrail.streams.intake.Bodies;
import io.vectrail.streams.intake.RegistryPatience;
import io.vectrail.streams.state.CallerState;
import io.vectrail.streams.state.SessionState;
import io.vectrail.streams.store.Nowhere;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The risk topology, behind the processor that says in which session an exchange is.
 *
 * <pre>
 * … ─► sessions ─► risk ─┬─► risk-out ─► vectrail.risk
 *                (stores) ├─► callers-out ─► vectrail.callers
 *                         ├─► alerts-out ─► vectrail.alerts
 *                         └─► risk-deadletters-out ─► vectrail.deadletter
 * </pre>
 *
 * Where history is scored anew, scores go to vectrail.rescored, and the others to nobody. The names of nodes and stores are part of the state.
 */
public final class RiskTopology {

    /** The processor, which takes what the sessions' processor forwards. */
    public static final String PROCESSOR = "risk";

    /** What the key of a record about a partition begins with: no subject does. */
    static final String BEAT = "\u0000partition/";

    static final String CALLERS = "risk-callers";
    static final String SESSIONS = "risk-sessions";
    static final String SCORES = "risk-out";
    static final String TOLD = "callers-out";
    static final String ALERTS = "alerts-out";
    static final String DEADLETTERS = "risk-deadletters-out";

    private final EventSerde<RiskScore> scores;
    private final EventSerde<CallerRisk> told;
    private final EventSerde<RiskAlert> alerts;
    private final EventSerde<DeadLetter> letters;
    private final Parts parts;
    private final Documents documents;
    private final Supplier<Bodies> bodies;
    private final RiskMeters meters;
    private final Clock clock;

    /**
     * What is the same for all its processors.
     *
     * @param version of the scoring; empty of what is scored as it happens
     * @param mostBytes the largest body that is looked at
     */
    record Parts(
            String version,
            long mostBytes,
            EventSerde<CallerState> callerForm,
            EventSerde<SessionState> sessionForm,
            DeadLetterForm deadLetters,
            RegistryPatience patience) {

        CallerStore callers(KeyValueStore<Bytes, byte[]> entries) {
            return new CallerStore(entries, callerForm, patience);
        }

        SessionRiskStore sessions(KeyValueStore<Bytes, byte[]> entries) {
            return new SessionRiskStore(entries, sessionForm, patience);
        }
    }

    /**
     * A topology for one scoring.
     *
     * @param version of the scoring; empty of what is scored as it happens
     * @param documents what an exchange is scored by
     * @param bodies made for each of its processors
     * @param mostBytes the largest body that is looked at
     */
    public RiskTopology(
            String version,
            SchemaRegistry registry,
            RegistryPatience patience,
            Documents documents,
            Supplier<Bodies> bodies,
            long mostBytes,
            RiskMeters meters,
            Clock clock) {
        this.scores = new EventSerde<>(version.isEmpty() ? Topics.RISK : Topics.RESCORED, registry);
        this.told = new EventSerde<>(Topics.CALLERS, registry);
        this.alerts = new EventSerde<>(Topics.ALERTS, registry);
        this.letters = new EventSerde<>(Topics.DEADLETTER, registry);
        this.parts = new Parts(
                version,
                mostBytes,
                new EventSerde<>(CallerStore.FORM, registry),
                new EventSerde<>(SessionRiskStore.FORM, registry),
                new DeadLetterForm("streams-processor/risk", clock),
                patience);
        this.documents = documents;
        this.bodies = bodies;
        this.meters = meters;
        this.clock = clock;
    }

    /** What it reads besides exchanges, and what it writes. */
    public static List<Topic<?>> topics() {
        return List.of(Topics.PAYLOADS, Topics.CONFIG, Topics.RISK, Topics.RESCORED, Topics.CALLERS, Topics.ALERTS);
    }

    /**
     * Registers what it writes and stores.
     *
     * @throws io.vectrail.event.RegistryException when the registry refuses or is away
     */
    public void registerSchemas(SchemaRegistry registry) {
        scores.schemaId();
        told.schemaId();
        alerts.schemaId();
        registry.schema(parts.callerForm().schemaId());
        registry.schema(parts.sessionForm().schemaId());
    }

    /**
     * Adds scores, what edges are told, and alerts.
     *
     * @param parent the processor that forwards to {@link #PROCESSOR}
     */
    public void addTo(Topology topology, String parent) {
        addProcessor(topology, parent)
                .addSink(SCORES, Topics.RISK.name(), new StringSerializer(), scores.serializer(), PROCESSOR)
                .addSink(
                        TOLD,
                        Topics.CALLERS.name(),
                        new StringSerializer(),
                        told.serializer(),
                        new BeatsToTheirPartition(),
                        PROCESSOR)
                .addSink(ALERTS, Topics.ALERTS.name(), new StringSerializer(), alerts.serializer(), PROCESSOR)
                .addSink(
                        DEADLETTERS, Topics.DEADLETTER.name(), new StringSerializer(), letters.serializer(), PROCESSOR);
    }

    /**
     * Adds scores alone.
     *
     * @param parent the processor that forwards to {@link #PROCESSOR}
     */
    public void addRescoringTo(Topology topology, String parent) {
        addProcessor(topology, parent)
                .addSink(SCORES, Topics.RESCORED.name(), new StringSerializer(), scores.serializer(), PROCESSOR)
                .addProcessor(TOLD, Nowhere::new, PROCESSOR)
                .addProcessor(ALERTS, Nowhere::new, PROCESSOR)
                .addProcessor(DEADLETTERS, Nowhere::new, PROCESSOR);
    }

    private Topology addProcessor(Topology topology, String parent) {
        return topology.addProcessor(
                        PROCESSOR, () -> new RiskProcessor(parts, documents, bodies.get(), meters, clock), parent)
                .addStateStore(store(CALLERS), PROCESSOR)
                .addStateStore(store(SESSIONS), PROCESSOR);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled();
    }

    /** What a task says of itself goes where what it says of its callers goes. */
    private static final class BeatsToTheirPartition implements StreamPartitioner<String, CallerRisk> {

        @Override
        public Optional<Set<Integer>> partitions(String topic, String key, CallerRisk value, int partitions) {
            return value.getSubject().isEmpty()
                    ? Optional.of(Set.of(Integer.parseInt(key.substring(BEAT.length())) % partitions))
                    : Optional.empty();
        }
    }
}

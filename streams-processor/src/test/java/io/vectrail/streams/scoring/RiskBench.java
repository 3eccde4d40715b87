package io.vectrail.streams.scoring;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vectrail.document.risk.RiskSettings;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.AvroBinary;
import io.vectrail.event.CallerRisk;
import io.vectrail.event.DeadLetter;
import io.vectrail.event.EventSerde;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.RiskScore;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topic;
import io.vectrail.event.Topics;
import io.vectrail.streams.FakeRegistry;
import io.vectrail.streams.engine.StopSignal;
import io.vectrail.streams.intake.Bodies;
import io.vectrail.streams.intake.RegistryPatience;
import io.vectrail.streams.session.SessionTopology;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The real topology of sessions and risk with real stores, without a broker. */
public final class RiskBench implements AutoCloseable {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeRegistry fakeRegistry = new FakeRegistry();
    private final SchemaRegistry registry = new SchemaRegistry(RegistrySettings.at(fakeRegistry.url()));
    private final EventSerde<AuditExchange> exchanges = new EventSerde<>(Topics.EXCHANGES, registry);
    private final TopologyTestDriver driver;
    private final String description;
    private final TestInputTopic<byte[], byte[]> in;
    private final TestOutputTopic<String, RiskScore> scores;
    private final TestOutputTopic<byte[], byte[]> callers;
    private final TestOutputTopic<String, RiskAlert> alerts;
    private final TestOutputTopic<String, DeadLetter> letters;

    /** Everything is scored by the defaults, and no body stands elsewhere. */
    RiskBench(Path stateFolder) {
        this(stateFolder, RiskSettings.DEFAULT);
    }

    /** No body stands elsewhere. */
    public RiskBench(Path stateFolder, RiskSettings settings) {
        this(stateFolder, hash -> settings, InlineBodies::new);
    }

    RiskBench(Path stateFolder, Documents documents, Supplier<Bodies> bodies) {
        RegistryPatience patience = new RegistryPatience(new StopSignal(), CLOCK, meters);
        SessionTopology sessions = new SessionTopology(registry, patience, CLOCK, meters);
        RiskTopology risk =
                new RiskTopology("", registry, patience, documents, bodies, 64 << 20, new RiskMeters(meters), CLOCK);
        sessions.registerSchemas();
        risk.registerSchemas(registry);
        Topology topology = new Topology();
        sessions.addTo(topology, RiskTopology.PROCESSOR);
        risk.addTo(topology, SessionTopology.PROCESSOR);
        description = topology.describe().toString();
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        driver = new TopologyTestDriver(topology, properties);
        in = driver.createInputTopic(Topics.EXCHANGES.name(), new ByteArraySerializer(), new ByteArraySerializer());
        scores = output(Topics.RISK);
        callers = driver.createOutputTopic(
                Topics.CALLERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        alerts = output(Topics.ALERTS);
        letters = output(Topics.DEADLETTER);
    }

    private <T extends SpecificRecord> TestOutputTopic<String, T> output(Topic<T> topic) {
        return driver.createOutputTopic(
                topic.name(), new StringDeserializer(), new EventSerde<>(topic, registry).deserializer());
    }

    /** Stamped as they arrived. */
    public void send(AuditExchange... arriving) {
        for (AuditExchange exchange : arriving) {
            sendStamped(exchange, exchange.getReceivedAt());
        }
    }

    void sendStamped(AuditExchange exchange, Instant stamp) {
        in.pipeInput(
                exchange.getCaller().getSubject().getBytes(StandardCharsets.UTF_8),
                exchanges.framed(exchanges.binary(exchange)),
                stamp.toEpochMilli());
    }

    /** What the topology makes of them without a broker, by exchange. */
    public static Map<String, String> bits(Path folder, RiskSettings settings, List<AuditExchange> exchanges) {
        Map<String, String> bits = new HashMap<>();
        try (RiskBench bench = new RiskBench(folder, settings)) {
            bench.send(exchanges.toArray(AuditExchange[]::new));
            bench.scores().forEach(score -> bits.put(score.getExchange(), bits(score)));
        }
        return bits;
    }

    /** A score's bits in hex. */
    public static String bits(RiskScore score) {
        return HexFormat.of().formatHex(AvroBinary.write(score, 1024));
    }

    /** What came out since the last call, in its order. */
    public List<RiskScore> scores() {
        return scores.readValuesToList();
    }

    List<RiskAlert> alerts() {
        return alerts.readValuesToList();
    }

    /** The same, of each step when its record says that it was written. */
    List<Instant> alertStamps() {
        return alerts.readRecordsToList().stream()
                .map(TestRecord::getRecordTime)
                .toList();
    }

    List<DeadLetter> deadLetters() {
        return letters.readValuesToList();
    }

    /** What the edges are told, beats included. */
    List<CallerRisk> told() {
        EventSerde<CallerRisk> serde = new EventSerde<>(Topics.CALLERS, registry);
        return callers.readValuesToList().stream().map(serde::read).toList();
    }

    void pass(Duration wallClock) {
        driver.advanceWallClockTime(wallClock);
    }

    KeyValueStore<Bytes, byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    long stored(String name) {
        long count = 0;
        try (var all = store(name).all()) {
            for (; all.hasNext(); all.next()) {
                count++;
            }
        }
        return count;
    }

    List<KeyValue<Bytes, byte[]>> entries(String name) {
        List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
        try (var all = store(name).all()) {
            all.forEachRemaining(entries::add);
        }
        return entries;
    }

    String description() {
        return description;
    }

    @Override
    public void close() {
        driver.close();
        registry.close();
        fakeRegistry.close();
    }
}

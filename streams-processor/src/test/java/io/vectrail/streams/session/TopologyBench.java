package io.vectrail.streams.session;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.AuditSession;
import io.vectrail.event.DeadLetter;
import io.vectrail.event.EventSerde;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.streams.FakeRegistry;
import io.vectrail.streams.engine.StopSignal;
import io.vectrail.streams.intake.RegistryPatience;
import io.vectrail.streams.store.Nowhere;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** The real topology with a real store, without a broker. */
final class TopologyBench implements AutoCloseable {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);

    final FakeRegistry fakeRegistry = new FakeRegistry();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final EventSerde<AuditExchange> exchanges;
    private final SchemaRegistry registry = new SchemaRegistry(RegistrySettings.at(fakeRegistry.url()));
    private final SchemaRegistry writersRegistry = new SchemaRegistry(RegistrySettings.at(fakeRegistry.url()));
    private final TopologyTestDriver driver;
    private final String description;
    private final TestInputTopic<byte[], byte[]> in;
    private final TestOutputTopic<String, AuditSession> sessions;
    private final TestOutputTopic<String, DeadLetter> letters;
    private final Map<String, AuditSession> table = new TreeMap<>();

    TopologyBench(Path stateFolder) {
        SessionTopology topology =
                new SessionTopology(registry, new RegistryPatience(new StopSignal(), CLOCK, meters), CLOCK, meters);
        topology.registerSchemas();
        exchanges = new EventSerde<>(Topics.EXCHANGES, writersRegistry);
        exchanges.schemaId();
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        Topology built = new Topology();
        topology.addTo(built, "visits");
        built.addProcessor("visits", Nowhere::new, SessionTopology.PROCESSOR);
        description = built.describe().toString();
        driver = new TopologyTestDriver(built, properties);
        in = driver.createInputTopic(Topics.EXCHANGES.name(), new ByteArraySerializer(), new ByteArraySerializer());
        sessions = driver.createOutputTopic(
                Topics.SESSIONS.name(),
                new StringDeserializer(),
                new EventSerde<>(Topics.SESSIONS, registry).deserializer());
        letters = driver.createOutputTopic(
                Topics.DEADLETTER.name(),
                new StringDeserializer(),
                new EventSerde<>(Topics.DEADLETTER, registry).deserializer());
    }

    void send(AuditExchange... arriving) {
        for (AuditExchange exchange : arriving) {
            sendStamped(exchange, exchange.getReceivedAt());
        }
    }

    void sendStamped(AuditExchange exchange, Instant recordTime) {
        sendRaw(exchange.getCaller().getSubject(), exchanges.framed(exchanges.binary(exchange)), recordTime);
    }

    void sendRaw(String key, byte @Nullable [] value, Instant recordTime) {
        in.pipeInput(key.getBytes(StandardCharsets.UTF_8), value, recordTime.toEpochMilli());
    }

    /** What came out since the last call, as it came; a null value is a tombstone. */
    List<KeyValue<String, AuditSession>> published() {
        return sessions.readKeyValuesToList();
    }

    List<KeyValue<String, DeadLetter>> deadLetters() {
        return letters.readKeyValuesToList();
    }

    /** What somebody who reads vectrail.sessions from the start has in the end. */
    Collection<AuditSession> table() {
        for (KeyValue<String, AuditSession> change : published()) {
            if (change.value == null) {
                table.remove(change.key);
            } else {
                table.put(change.key, change.value);
            }
        }
        return table.values();
    }

    /** Number of sessions that the store holds. */
    int stored() {
        int count = 0;
        try (var all = driver.getKeyValueStore(SessionTopology.STORE).all()) {
            for (; all.hasNext(); all.next()) {
                count++;
            }
        }
        return count;
    }

    String description() {
        return description;
    }

    double counted(String effect) {
        return meters.counter("vectrail.sessions.exchanges", "effect", effect).count();
    }

    @Override
    public void close() {
        driver.close();
        registry.close();
        writersRegistry.close();
        fakeRegistry.close();
    }
}

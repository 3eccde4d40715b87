package io.vectrail.streams.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vectrail.local.testkit.Broker;
import io.vectrail.runtime.health.Condition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsClientTest {

    private static final Duration SOON = Duration.ofSeconds(40);

    private final String topic = "input-" + UUID.randomUUID();
    private final Queue<String> processed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean failing = new AtomicBoolean();

    @TempDir
    private Path folder;

    @Test
    void aThreadThatFailsIsReplacedAndTheRecordIsNotPassedOver() throws Exception {
        Broker broker = Broker.shared();
        create(broker);
        StopSignal stop = new StopSignal();
        try (KafkaProducer<String, String> producer = producer(broker);
                StreamsClient client = new StreamsClient(
                        this::topology, config(broker), stop, Clock.systemUTC(), new SimpleMeterRegistry())) {
            assertThat(client.condition()).isInstanceOf(Condition.Down.class);
            client.start();
            await().atMost(SOON).until(() -> client.condition() instanceof Condition.Up);
            producer.send(new ProducerRecord<>(topic, "one")).get();
            await().atMost(SOON).until(() -> processed.contains("one"));
            failing.set(true);
            producer.send(new ProducerRecord<>(topic, "two")).get();
            await().atMost(SOON).until(() -> client.condition() instanceof Condition.Down);
            assertThat(client.condition().detail()).contains("cannot process yet");
            failing.set(false);
            await().atMost(SOON).until(() -> client.condition() instanceof Condition.Degraded);
            await().atMost(Duration.ofSeconds(1)).until(() -> processed.contains("two"));
            stop.stop();
        }
        // What was not committed when the thread failed is processed again; nothing is passed over.
        assertThat(processed).containsSubsequence("one", "two").endsWith("two");
    }

    private Topology topology() {
        return new Topology()
                .addSource(AutoOffsetReset.earliest(), "in", new StringDeserializer(), new StringDeserializer(), topic)
                .addProcessor("note", Note::new, "in");
    }

    private final class Note implements Processor<String, String, Void, Void> {
        @Override
        public void process(Record<String, String> record) {
            if (failing.get()) {
                throw new IllegalStateException("cannot process yet");
            }
            processed.add(record.value());
        }
    }

    private StreamsConfig config(Broker broker) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "app-" + topic,
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrap(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.STATE_DIR_CONFIG,
                folder.toString(),
                StreamsConfig.consumerPrefix("session.timeout.ms"),
                6000));
        return new StreamsConfig(properties);
    }

    private void create(Broker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static KafkaProducer<String, String> producer(Broker broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()), new StringSerializer(), new StringSerializer());
    }
}

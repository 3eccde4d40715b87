package io.vectrail.edge.risk;

import io.vectrail.event.CallerRisk;
import io.vectrail.event.EventSerde;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.TopicLayout;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Registry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Publishes callers' scores and beats as the streams processor does. Each is durable once its call returns. */
public final class PublishedScores implements AutoCloseable {

    static final TopicLayout LAYOUT = new TopicLayout(2, (short) 1);

    private static final Duration HALF_LIFE = Duration.ofHours(12);

    private final SchemaRegistry registry =
            new SchemaRegistry(RegistrySettings.at(Registry.shared().url()));
    private final EventSerde<CallerRisk> serde = new EventSerde<>(Topics.CALLERS, registry);
    private final KafkaProducer<String, byte[]> producer;

    /** The topic is there from now on. */
    public PublishedScores(String bootstrap) {
        Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrap);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "0"),
                new StringSerializer(),
                new ByteArraySerializer());
        try (Admin admin = Admin.create(kafka)) {
            LAYOUT.ensure(admin, List.of(Topics.CALLERS));
        }
    }

    public void score(String subject, double points) {
        send(subject, framed(subject, Instant.now(), points, HALF_LIFE.toMillis(), 0));
    }

    /** As the streams processor writes it. */
    void beat(int partition, Duration behind) {
        send("\u0000partition/" + partition, framed("", Instant.now(), 0, 0, behind.toMillis()));
    }

    byte[] framed(String subject, Instant at, double points, long halfLifeMillis, long behindMillis) {
        CallerRisk event = CallerRisk.newBuilder()
                .setSubject(subject)
                .setAt(at.truncatedTo(ChronoUnit.MILLIS))
                .setPoints(points)
                .setHalfLifeMillis(halfLifeMillis)
                .setBehindMillis(behindMillis)
                .build();
        return serde.framed(serde.binary(event));
    }

    /** Whatever bytes, or none, under a key. */
    public void send(String key, byte @Nullable [] value) {
        try {
            producer.send(new ProducerRecord<>(Topics.CALLERS.name(), key, value))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static CallersSettings settings(String bootstrap) {
        return new CallersSettings(
                Map.of("bootstrap.servers", bootstrap),
                RegistrySettings.at(Registry.shared().url()),
                LAYOUT);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        registry.close();
    }
}

package io.vectrail.edge.key;

import io.vectrail.document.key.IssuedKey;
import io.vectrail.document.key.KeyKind;
import io.vectrail.document.key.KeyText;
import io.vectrail.event.CallerKey;
import io.vectrail.event.EventSerde;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.TopicLayout;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.Registry;
import java.security.SecureRandom;
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

/** Publishes keys and revocations as the replay service does. */
public final class PublishedKeys implements AutoCloseable {

    private static final TopicLayout LAYOUT = new TopicLayout(2, (short) 1);

    private final SchemaRegistry registry =
            new SchemaRegistry(RegistrySettings.at(Registry.shared().url()));
    private final EventSerde<CallerKey> serde = new EventSerde<>(Topics.KEYS, registry);
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", Broker.shared().bootstrap(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());

    /** The topic is there from now on. */
    public PublishedKeys() {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Broker.shared().bootstrap()))) {
            LAYOUT.ensure(admin, List.of(Topics.KEYS));
        }
    }

    /**
     * A key, and the text that its caller has.
     *
     * @param text the whole of it
     */
    public record Given(IssuedKey key, String text) {}

    /** Creates one for a day, and publishes it. */
    public Given create(String subject, String... groups) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return create(subject, now, now.plus(Duration.ofDays(1)), groups);
    }

    public Given create(String subject, Instant created, Instant expires, String... groups) {
        KeyText text = KeyText.fresh(KeyKind.CALLER, new SecureRandom());
        IssuedKey key = IssuedKey.create(text, subject, List.of(groups), "", created, "paula", expires);
        publish(key);
        return new Given(key, text.text());
    }

    public void publish(IssuedKey key) {
        send(key.id(), serde.framed(serde.binary(key.event())));
    }

    /** Whatever bytes, or none, under a key's id. */
    public void send(String id, byte @Nullable [] value) {
        try {
            producer.send(new ProducerRecord<>(Topics.KEYS.name(), id, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeySettings settings(String bootstrap) {
        return new KeySettings(
                Map.of("bootstrap.servers", bootstrap),
                RegistrySettings.at(Registry.shared().url()),
                LAYOUT);
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
    }
}

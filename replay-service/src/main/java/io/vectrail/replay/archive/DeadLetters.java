package io.vectrail.replay.archive;

import io.vectrail.event.DeadLetter;
import io.vectrail.event.DeadLetterForm;
import io.vectrail.event.DeadLetterForm.Place;
import io.vectrail.event.EventSerde;
import io.vectrail.event.Excerpt;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sets records aside that can never be stored. The key is where the record stood, so that one that is set aside twice,
 * after a kill in between, can be told. Not thread-safe.
 */
final class DeadLetters implements AutoCloseable {

    private static final String PROCESSOR = "replay-service/archive";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProducer<byte[], byte[]> producer;
    private final EventSerde<DeadLetter> serde;
    private final DeadLetterForm form;
    private final List<Future<RecordMetadata>> underWay = new ArrayList<>();

    DeadLetters(Map<String, String> kafka, SchemaRegistry registry, Clock clock) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * Topics.MAX_MESSAGE_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.serde = new EventSerde<>(Topics.DEADLETTER, registry);
        this.form = new DeadLetterForm(PROCESSOR, clock);
    }

    /** @throws io.vectrail.event.RegistryException when the registry is away */
    void register() {
        var _ = serde.schemaId();
    }

    /** @param reason in words; never the payload */
    void setAside(ConsumerRecord<Fetched, Fetched> record, String reason) {
        Place place = new Place(record.topic(), record.partition(), record.offset());
        DeadLetter letter = form.letterOf(
                place,
                excerpt(record.key(), DeadLetterForm.MOST_KEY_BYTES),
                excerpt(record.value(), DeadLetterForm.MOST_VALUE_BYTES),
                reason);
        underWay.add(producer.send(new ProducerRecord<>(
                Topics.DEADLETTER.name(),
                place.key().getBytes(StandardCharsets.UTF_8),
                serde.framed(serde.binary(letter)))));
    }

    /** Returns once everything set aside is durable. @throws KafkaException when that cannot be had */
    void await() {
        producer.flush();
        try {
            for (Future<RecordMetadata> sent : underWay) {
                sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("a record could not be set aside in " + Topics.DEADLETTER.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while setting a record aside", e);
        } finally {
            underWay.clear();
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }

    private static @Nullable Excerpt excerpt(@Nullable Fetched fetched, int most) {
        return switch (fetched) {
            case null -> null;
            case Fetched.Whole whole -> Excerpt.of(ByteBuffer.wrap(whole.bytes()), most);
            case Fetched.TooLarge large -> large.excerpt();
        };
    }
}

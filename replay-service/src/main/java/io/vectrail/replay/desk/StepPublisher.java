package io.vectrail.replay.desk;

import io.vectrail.event.AccessEvent;
import io.vectrail.event.EventSerde;
import io.vectrail.event.RegistryException;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topic;
import io.vectrail.event.Topics;
import io.vectrail.replay.publish.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes who decided, and once all in-sync replicas have that, what they decided: nothing takes effect that is not recorded. In no
 * transaction, since one that an instance leaves open when it dies keeps all who read committed records from what others decide. Its
 * producer stays open, so that a decision takes a moment. Thread-safe.
 *
 * <pre>
 *   accesses ──acknowledged──► steps ──acknowledged──► written
 *       └── not: nothing was decided  └── not: it is not known
 * </pre>
 *
 * @param <E> a step
 */
public final class StepPublisher<E extends SpecificRecord> implements AutoCloseable {

    /** Longer than the client itself tries. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Object> settings;
    private final Topic<E> topic;
    private final Function<E, String> key;
    private final String noun;
    private final EventSerde<E> steps;
    private final EventSerde<AccessEvent> accesses;
    private final Object lock = new Object();
    private @Nullable KafkaProducer<String, byte[]> producer;
    private boolean closed;

    /**
     * Asks Kafka for nothing yet.
     *
     * @param kafka goes to Kafka's client, but for what exactness rests on
     * @param key of a step
     * @param noun what is decided on, for messages
     */
    public StepPublisher(
            Map<String, String> kafka, SchemaRegistry registry, Topic<E> topic, Function<E, String> key, String noun) {
        this.settings = settings(kafka);
        this.topic = topic;
        this.key = key;
        this.noun = noun;
        this.steps = new EventSerde<>(topic, registry);
        this.accesses = new EventSerde<>(Topics.ACCESS, registry);
    }

    /** Asks Kafka what publishing needs to know, so that the first decision need not wait for it. @throws UnavailableException when it does not say */
    public void prepare() {
        try {
            KafkaProducer<String, byte[]> open = producer();
            var _ = open.partitionsFor(Topics.ACCESS.name());
            var _ = open.partitionsFor(topic.name());
        } catch (KafkaException | IllegalStateException e) {
            throw new UnavailableException("Kafka does not say where decisions go; try again", e);
        }
    }

    /**
     * Returns once all of this is durable. What fails in the middle may be written in part; what is written twice counts once.
     *
     * @throws UnavailableException when it is not; the message says whether it may be
     */
    public void publish(List<E> events, List<AccessEvent> who) {
        List<ProducerRecord<String, byte[]>> first = new ArrayList<>();
        List<ProducerRecord<String, byte[]>> then = new ArrayList<>();
        try {
            who.forEach(access -> first.add(new ProducerRecord<>(
                    Topics.ACCESS.name(), access.getActor(), accesses.framed(accesses.binary(access)))));
            events.forEach(event ->
                    then.add(new ProducerRecord<>(topic.name(), key.apply(event), steps.framed(steps.binary(event)))));
            write(first);
        } catch (RegistryException e) {
            throw new UnavailableException("nothing was decided: the schema registry does not answer; try again", e);
        } catch (KafkaException | IllegalStateException e) {
            throw new UnavailableException(
                    "nothing was decided: Kafka does not take who decides, and nothing is decided that cannot be recorded;"
                            + " try again",
                    e);
        }
        try {
            write(then);
        } catch (KafkaException | IllegalStateException e) {
            throw new UnavailableException(
                    "whether it was decided is not known, since Kafka does not answer; look at the " + noun
                            + " before you try again",
                    e);
        }
    }

    /** @throws KafkaException when it is not known to be durable */
    private void write(List<ProducerRecord<String, byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        KafkaProducer<String, byte[]> open = producer();
        try {
            List<Future<?>> sent = new ArrayList<>();
            records.forEach(each -> sent.add(open.send(each)));
            for (Future<?> each : sent) {
                var _ = each.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RetriableException)) {
                forget(open);
            }
            throw new KafkaException("Kafka did not take what was sent", e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing a decision", e);
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the service stops");
            }
            KafkaProducer<String, byte[]> open = producer;
            if (open == null) {
                open = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
                producer = open;
            }
            return open;
        }
    }

    /** One that was refused something may take nothing more. */
    private void forget(KafkaProducer<String, byte[]> failed) {
        synchronized (lock) {
            if (failed.equals(producer)) {
                producer = null;
            }
        }
        failed.close(Duration.ZERO);
    }

    private static Map<String, Object> settings(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * Topics.MAX_MESSAGE_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        return Map.copyOf(settings);
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            KafkaProducer<String, byte[]> open = producer;
            producer = null;
            if (open != null) {
                open.close(Duration.ZERO);
            }
        }
    }
}

package io.vectrail.document.revision;

import io.vectrail.event.EventSerde;
import io.vectrail.event.GatewayDocument;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.event.UndecodableEventException;
import io.vectrail.runtime.digest.Sha256;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the revisions of one document, committed ones alone, from the first on. The topic must be there. For one thread at a
 * time; {@link #wakeUp} is for any.
 */
public final class RevisionReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RevisionReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration REACH = Duration.ofSeconds(10);

    private final String name;
    private final EventSerde<GatewayDocument> serde;
    private final KafkaConsumer<String, byte[]> consumer;
    private long reachedAt = System.nanoTime();

    /**
     * A reader that stands at the beginning.
     *
     * @param name the document's
     * @param kafka goes to Kafka's client unchanged
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer within 30 s
     */
    public RevisionReader(String name, Map<String, String> kafka, SchemaRegistry registry) {
        this.name = name;
        this.serde = new EventSerde<>(Topics.CONFIG, registry);
        this.consumer = consumer(kafka);
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CONFIG.name(), PATIENCE).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /**
     * A revision, and where it stands.
     *
     * @param document as it was published
     */
    public record Placed(GatewayDocument document, int partition, long offset) {}

    /**
     * What was published since the last look, at most some megabytes at a time; possibly nothing.
     *
     * @param patience how long to wait for something
     * @throws io.vectrail.event.RegistryException when the registry is away; what was read is read again then
     * @throws org.apache.kafka.common.errors.WakeupException when {@link #wakeUp} was called
     */
    public List<Placed> next(Duration patience) {
        Map<TopicPartition, Long> before =
                consumer.assignment().stream().collect(Collectors.toMap(each -> each, consumer::position));
        List<Placed> found = new ArrayList<>();
        try {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
                if (record.offset() < before.getOrDefault(place(record), 0L)) {
                    throw new IllegalStateException(
                            Topics.CONFIG.name() + " was made anew; it must be read from its beginning");
                }
                GatewayDocument document = name.equals(record.key()) ? read(record) : null;
                if (document != null) {
                    found.add(new Placed(document, record.partition(), record.offset()));
                }
            }
            return found;
        } catch (RuntimeException e) {
            before.forEach(consumer::seek);
            throw e;
        }
    }

    /**
     * Reads up to where the topic ends now, whatever is published meanwhile.
     *
     * @param each is told of each revision, since all of them together may not fit into memory
     */
    public void rest(Consumer<Placed> each) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
        readUntil(
                () -> ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue()),
                each);
    }

    /**
     * Whether all that was written up to now was read: not while a transaction is open, behind which nobody sees what is committed.
     *
     * @throws IllegalStateException when Kafka does not say within 30 s
     */
    public boolean hasReadAll(Admin admin) {
        Map<TopicPartition, OffsetSpec> latest =
                consumer.assignment().stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
        try {
            return admin
                    .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .entrySet()
                    .stream()
                    .allMatch(end ->
                            consumer.position(end.getKey()) >= end.getValue().offset());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking where " + Topics.CONFIG.name() + " ends", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(Topics.CONFIG.name() + " cannot be read", e);
        }
    }

    /** Every ten seconds asks Kafka something: looking for records does not tell that it is away. */
    public void checkReachable() {
        if (System.nanoTime() - reachedAt > REACH.toNanos()) {
            var _ = consumer.endOffsets(consumer.assignment(), PATIENCE);
            reachedAt = System.nanoTime();
        }
    }

    /** The revision that stands there. @throws IllegalStateException when none does */
    public GatewayDocument at(int partition, long offset) {
        TopicPartition place = new TopicPartition(Topics.CONFIG.name(), partition);
        consumer.assign(List.of(place));
        consumer.seek(place, offset);
        List<GatewayDocument> there = new ArrayList<>();
        readUntil(() -> consumer.position(place) > offset, found -> {
            if (found.offset() == offset) {
                there.add(found.document());
            }
        });
        if (there.isEmpty()) {
            throw new IllegalStateException("no revision stands there any more");
        }
        return there.getFirst();
    }

    private void readUntil(BooleanSupplier there, Consumer<Placed> each) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!there.getAsBoolean()) {
            List<Placed> found = next(Duration.ofMillis(100));
            found.forEach(each);
            if (!found.isEmpty()) {
                until = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > until) {
                throw new IllegalStateException(Topics.CONFIG.name() + " could not be read within " + PATIENCE);
            }
        }
    }

    /** Ends the waiting of {@link #next}. */
    public void wakeUp() {
        consumer.wakeup();
    }

    private static TopicPartition place(ConsumerRecord<String, byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** What is no revision of the document changes nothing: the hash must be that of the content, the name that of the key. */
    private @Nullable GatewayDocument read(ConsumerRecord<String, byte[]> record) {
        String fault = "has no value";
        if (record.value() != null) {
            try {
                GatewayDocument document = serde.read(record.value());
                byte[] content = bytes(document);
                if (document.getName().equals(name)
                        && document.getRevision() > 0
                        && document.getHash().equals(Sha256.hex(content))) {
                    return document;
                }
                fault = "is not what its own words say";
            } catch (UndecodableEventException e) {
                fault = String.valueOf(e.getMessage());
            }
        }
        LOG.error(
                "the record at {}-{} offset {} {}: it is passed over; see who may write there",
                record.topic(),
                record.partition(),
                record.offset(),
                fault);
        return null;
    }

    /** The document's own bytes. */
    public static byte[] bytes(GatewayDocument document) {
        byte[] content = new byte[document.getContent().remaining()];
        document.getContent().duplicate().get(content);
        return content;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static KafkaConsumer<String, byte[]> consumer(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(8 << 20));
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}

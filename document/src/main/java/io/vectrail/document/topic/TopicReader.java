package io.vectrail.document.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a topic, committed records alone, from the first on. The topic must be there. For one thread at a time; {@link #wakeUp} is for
 * any.
 *
 * @param <T> what its records say
 */
public final class TopicReader<T> implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration REACH = Duration.ofSeconds(10);

    private final String topic;
    private final Reading<T> reading;
    private final KafkaConsumer<String, byte[]> consumer;
    private long reachedAt = System.nanoTime();

    /**
     * A reader that stands at the beginning.
     *
     * @param kafka goes to Kafka's client unchanged
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer within 30 s
     */
    public TopicReader(String topic, Map<String, String> kafka, Reading<T> reading) {
        this.topic = topic;
        this.reading = reading;
        this.consumer = consumer(kafka);
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Goes on from the first record of that time or a later one, instead of from the beginning.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer within 30 s
     */
    public void since(Instant time) {
        Map<TopicPartition, Long> asked =
                consumer.assignment().stream().collect(Collectors.toMap(each -> each, each -> time.toEpochMilli()));
        consumer.offsetsForTimes(asked, PATIENCE).forEach((partition, found) -> {
            if (found == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, found.offset());
            }
        });
    }

    /** What a record says; empty where it says nothing. What it throws ends the reading, and what was read is read again. */
    public interface Reading<T> {
        Optional<T> of(ConsumerRecord<String, byte[]> entry);
    }

    /**
     * What was written since the last look, at most some megabytes at a time; possibly nothing.
     *
     * @param patience how long to wait for something
     * @throws io.vectrail.event.RegistryException when the registry is away; what was read is read again then
     * @throws org.apache.kafka.common.errors.WakeupException when {@link #wakeUp} was called
     */
    public List<T> next(Duration patience) {
        return next(patience, entry -> true);
    }

    private List<T> next(Duration patience, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        Map<TopicPartition, Long> before =
                consumer.assignment().stream().collect(Collectors.toMap(each -> each, consumer::position));
        List<T> found = new ArrayList<>();
        try {
            for (ConsumerRecord<String, byte[]> entry : consumer.poll(patience)) {
                if (entry.offset() < before.getOrDefault(place(entry), 0L)) {
                    throw new IllegalStateException(topic + " was made anew; it must be read from its beginning");
                }
                if (wanted.test(entry)) {
                    reading.of(entry).ifPresent(found::add);
                }
            }
            return found;
        } catch (RuntimeException e) {
            before.forEach(consumer::seek);
            throw e;
        }
    }

    /**
     * Reads up to where the topic ends now, whatever is written meanwhile.
     *
     * @param each is told of each, since all of them together may not fit into memory
     */
    public void rest(Consumer<T> each) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
        readUntil(
                () -> ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue()),
                entry -> true,
                each,
                PATIENCE);
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
            throw new IllegalStateException("interrupted while asking where " + topic + " ends", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(topic + " cannot be read", e);
        }
    }

    /**
     * Every ten seconds asks Kafka something: looking for records does not tell that it is away.
     *
     * @throws IllegalStateException when the topic has other partitions than at the beginning: it must be read anew
     */
    public void checkReachable() {
        if (System.nanoTime() - reachedAt > REACH.toNanos()) {
            int partitions = consumer.partitionsFor(topic, PATIENCE).size();
            if (partitions != consumer.assignment().size()) {
                throw new IllegalStateException(topic + " has " + partitions + " partitions now; it is read anew");
            }
            var _ = consumer.endOffsets(consumer.assignment(), PATIENCE);
            reachedAt = System.nanoTime();
        }
    }

    /** What stands there; empty where nothing does. */
    public Optional<T> at(int partition, long offset) {
        return at(partition, offset, PATIENCE);
    }

    /**
     * The same, for somebody who does not wait so long.
     *
     * @throws IllegalStateException when it cannot be read within that time
     */
    public Optional<T> at(int partition, long offset, Duration patience) {
        TopicPartition place = new TopicPartition(topic, partition);
        consumer.assign(List.of(place));
        consumer.seek(place, offset);
        List<T> there = new ArrayList<>();
        readUntil(() -> consumer.position(place) > offset, entry -> entry.offset() == offset, there::add, patience);
        return there.stream().findFirst();
    }

    private void readUntil(
            BooleanSupplier there,
            Predicate<ConsumerRecord<String, byte[]>> wanted,
            Consumer<T> each,
            Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (!there.getAsBoolean()) {
            List<T> found = next(Duration.ofMillis(100), wanted);
            found.forEach(each);
            if (!found.isEmpty()) {
                until = System.nanoTime() + patience.toNanos();
            } else if (System.nanoTime() > until) {
                throw new IllegalStateException(topic + " could not be read within " + patience);
            }
        }
    }

    /** Ends the waiting of {@link #next}. */
    public void wakeUp() {
        consumer.wakeup();
    }

    private static TopicPartition place(ConsumerRecord<String, byte[]> entry) {
        return new TopicPartition(entry.topic(), entry.partition());
    }

    /** At once: a consumer without a group leaves nothing behind, and else waits for what Kafka still holds back for it, half a second mostly. */
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
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

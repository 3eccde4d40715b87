package io.vectrail.streams.intake;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.EventSerde;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Side;
import io.vectrail.event.Topics;
import io.vectrail.event.UndecodableEventException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the bodies that stand in {@code vectrail.payloads}, on demand: an edge sends the chunks just before their exchange, to the partition of the same
 * number. The cursor goes forward with the exchanges; where what is asked for lies behind it, as after a start, it looks the place up by time.
 * A store would write each large body twice more, to disk and to its changelog.
 */
public final class ChunkCursor implements Bodies {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkCursor.class);

    /** Largest body that is looked at, in bytes: one exchange's at a time are read. */
    public static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 4;

    /** Of other exchanges, in bytes, for each partition. What does not wait here is read again. */
    private static final long MOST_WAITING = Math.min(8 << 20, MOST_BYTES / 8);

    /** Chunks of half a MiB: what comes with the wanted one should wait here. */
    private static final int RECORDS = 4;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Edges' clocks may differ by so much from the time that their records bear. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    /** Above the time after which brokers end the transaction of a producer that is gone (1 min), below max.poll.interval.ms (5 min). */
    private static final Duration OPEN_TRANSACTION = Duration.ofMinutes(2);

    private final Map<String, Object> settings;
    private final EventSerde<PayloadChunk> chunks;
    private final RegistryPatience patience;
    private final ChunkBuffer read;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable KafkaConsumer<byte[], byte[]> ends;
    private @Nullable TopicPartition place;

    /**
     * Opens nothing yet: most exchanges have no chunks.
     *
     * @param kafka goes to Kafka's client unchanged
     */
    public ChunkCursor(Map<String, String> kafka, SchemaRegistry registry, RegistryPatience patience) {
        this.settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(4 << 20));
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.chunks = new EventSerde<>(Topics.PAYLOADS, registry);
        this.patience = patience;
        this.read = new ChunkBuffer(MOST_BYTES, MOST_WAITING);
    }

    @Override
    public Optional<byte[]> of(AuditExchange exchange, Side side, RecordedBody body, int partition) {
        ByteBuffer inline = body.getContent();
        if (inline != null) {
            byte[] bytes = new byte[inline.remaining()];
            inline.duplicate().get(bytes);
            return Optional.of(bytes);
        }
        if (body.getChunks() < 1 || body.getSize() > MOST_BYTES) {
            return Optional.empty();
        }
        String id = exchange.getId();
        read.want(id);
        Optional<byte[]> known = read.take(id, side, body.getChunks());
        if (known.isPresent()) {
            return known;
        }
        boolean wasOpen = consumer != null;
        KafkaConsumer<byte[], byte[]> reader = open(partition, exchange);
        Optional<byte[]> found = forward(reader, id, side, body.getChunks());
        if (found.isEmpty() && wasOpen) {
            seek(reader, exchange);
            found = forward(reader, id, side, body.getChunks());
        }
        if (found.isEmpty()) {
            LOG.warn("the chunks of the {} body of {} are not there: it is scored without", side, id);
        }
        return found;
    }

    /**
     * The chunks were written before their exchange was committed. They are gone when all that was written has been seen, and not before: behind a transaction that
     * is still open, be it of another edge, nobody sees what is committed.
     */
    private Optional<byte[]> forward(KafkaConsumer<byte[], byte[]> reader, String id, Side side, int count) {
        TopicPartition from = Objects.requireNonNull(place);
        long since = System.nanoTime();
        while (System.nanoTime() - since < OPEN_TRANSACTION.toNanos()) {
            boolean any = false;
            for (ConsumerRecord<byte[], byte[]> entry : reader.poll(POLL)) {
                any = true;
                decoded(entry.value()).ifPresent(read::add);
            }
            Optional<byte[]> whole = read.take(id, side, count);
            if (whole.isPresent()) {
                return whole;
            }
            if (any) {
                since = System.nanoTime();
            } else if (reader.position(from, PATIENCE) >= written(from)) {
                return Optional.empty();
            }
        }
        throw new KafkaException("a transaction on " + from + " stays open: what is behind it cannot be read");
    }

    /** Where the partition ends, whatever is committed of it. */
    private long written(TopicPartition partition) {
        KafkaConsumer<byte[], byte[]> asked = ends;
        if (asked == null) {
            Map<String, Object> all = new HashMap<>(settings);
            all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
            asked = new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            ends = asked;
        }
        return asked.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
    }

    private Optional<PayloadChunk> decoded(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(patience.ask(() -> chunks.read(value)));
        } catch (UndecodableEventException e) {
            // The archive sets it aside.
            return Optional.empty();
        }
    }

    private KafkaConsumer<byte[], byte[]> open(int partition, AuditExchange exchange) {
        TopicPartition wanted = new TopicPartition(Topics.PAYLOADS.name(), partition);
        KafkaConsumer<byte[], byte[]> reader = consumer;
        if (reader == null) {
            reader = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer = reader;
        }
        if (!wanted.equals(place)) {
            reader.assign(List.of(wanted));
            place = wanted;
            seek(reader, exchange);
        }
        return reader;
    }

    private void seek(KafkaConsumer<byte[], byte[]> reader, AuditExchange exchange) {
        TopicPartition partition = Objects.requireNonNull(place);
        Instant ended = exchange.getEndedAt() == null ? exchange.getReceivedAt() : exchange.getEndedAt();
        long since = Math.max(0, Math.max(0, ended.toEpochMilli()) - SKEW.toMillis());
        OffsetAndTimestamp found =
                reader.offsetsForTimes(Map.of(partition, since), PATIENCE).get(partition);
        if (found == null) {
            reader.seekToEnd(List.of(partition));
        } else {
            reader.seek(partition, found.offset());
        }
        read.clear();
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
        if (ends != null) {
            ends.close();
        }
    }
}

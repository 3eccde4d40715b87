package io.vectrail.edge.recorder.shipper;

import io.vectrail.event.EventSerde;
import io.vectrail.event.ShippedPosition;
import io.vectrail.event.Topics;
import io.vectrail.event.UndecodableEventException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
 * Finds how far an edge had shipped. Kafka's word counts: the position was committed with the events themselves. An edge
 * writes to the one partition that its name falls on, and the last of its positions there is the newest; it is looked for
 * from the partition's end, in windows that grow. Only an edge whose position is not there, because it is new or the
 * topic got more partitions, has the others read as well. A position in a partition that is no longer the edge's own is to be
 * taken back: with still more partitions its name may fall there once more.
 */
final class ShippedPositions {

    private static final Logger LOG = LoggerFactory.getLogger(ShippedPositions.class);

    /** Without any progress for so long, reading is given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Offsets of the first window: a position and its transaction's marker take two. */
    private static final long FIRST_WINDOW = 1_000;

    private static final int MOST_WAIT_MILLIS = 20;

    /**
     * @param partition where it stands
     * @param shadowed whether somebody else's record of the edge's name stands behind it: the topic's cleaner will keep that one
     */
    record Found(ShippedPosition position, int partition, boolean shadowed) {}

    private final String edge;
    private final KafkaConsumer<String, byte[]> consumer;
    private final EventSerde<ShippedPosition> serde;
    private int foreign;

    private ShippedPositions(String edge, KafkaConsumer<String, byte[]> consumer, EventSerde<ShippedPosition> serde) {
        this.edge = edge;
        this.consumer = consumer;
        this.serde = serde;
    }

    /**
     * The edge's last committed position; null when it never shipped. To be asked after the edge's transactional
     * producer was initialised, so that no transaction of its own is still open.
     */
    static @Nullable Found last(String edge, Map<String, String> kafka, EventSerde<ShippedPosition> serde) {
        return last(edge, kafka, serde, IsolationLevel.READ_UNCOMMITTED);
    }

    /** The same without waiting for transactions that are open, which may be ones of its own. */
    static @Nullable ShippedPosition lastStable(
            String edge, Map<String, String> kafka, EventSerde<ShippedPosition> serde) {
        Found found = last(edge, kafka, serde, IsolationLevel.READ_COMMITTED);
        return found == null ? null : found.position();
    }

    private static @Nullable Found last(
            String edge, Map<String, String> kafka, EventSerde<ShippedPosition> serde, IsolationLevel end) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // At the end of a partition the client asks on, and asks nothing else until the broker has answered.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, MOST_WAIT_MILLIS);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.SHIPPED.name(), PATIENCE).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            ShippedPositions positions = new ShippedPositions(edge, consumer, serde);
            Found found = positions.last(partitions, ends(kafka, partitions, end));
            positions.tellForeign();
            return found;
        }
    }

    private @Nullable Found last(List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        int own = KeyPartition.of(edge, partitions.size());
        Found last = null;
        for (TopicPartition partition : partitions) {
            if (partition.partition() == own) {
                last = lastIn(partition, ends.getOrDefault(partition, 0L));
            }
        }
        if (last != null) {
            return last;
        }
        for (TopicPartition partition : partitions) {
            if (partition.partition() != own) {
                last = newer(last, lastIn(partition, ends.getOrDefault(partition, 0L)));
            }
        }
        return last;
    }

    private static @Nullable Found newer(@Nullable Found one, @Nullable Found other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return isNewer(other.position(), one.position()) ? other : one;
    }

    private static boolean isNewer(ShippedPosition position, ShippedPosition than) {
        boolean sameEpoch = position.getEpoch().equals(than.getEpoch()) && position.getSequence() != than.getSequence();
        return sameEpoch
                ? position.getSequence() > than.getSequence()
                : position.getAt().isAfter(than.getAt());
    }

    private @Nullable Found lastIn(TopicPartition partition, long end) {
        consumer.assign(List.of(partition));
        long beginning = consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        long upTo = end;
        for (long window = FIRST_WINDOW; upTo > beginning; window *= 4) {
            long from = Math.max(beginning, upTo - window);
            ConsumerRecord<String, byte[]> found = lastBetween(partition, from, upTo);
            if (found != null) {
                return found.value() == null
                        ? null
                        : new Found(serde.read(found.value()), partition.partition(), foreign > 0);
            }
            upTo = from;
        }
        return null;
    }

    private @Nullable ConsumerRecord<String, byte[]> lastBetween(TopicPartition partition, long from, long upTo) {
        consumer.seek(partition, from);
        ConsumerRecord<String, byte[]> last = null;
        long at = from;
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (at < upTo) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                last = record.offset() < upTo && edge.equals(record.key()) && isPosition(record) ? record : last;
            }
            long now = consumer.position(partition);
            if (now > at) {
                until = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > until) {
                throw new IllegalStateException(Topics.SHIPPED.name() + " could not be read within " + PATIENCE);
            }
            at = now;
        }
        return last;
    }

    /** What no edge wrote says nothing; what this edge committed before it still counts. */
    private boolean isPosition(ConsumerRecord<String, byte[]> record) {
        try {
            return record.value() == null || serde.read(record.value()) != null;
        } catch (UndecodableEventException e) {
            foreign++;
            return false;
        }
    }

    private void tellForeign() {
        if (foreign > 0) {
            LOG.error(
                    "{} records of {} have this edge's name and are no position: they are passed over; see who may write there",
                    foreign,
                    Topics.SHIPPED.name());
        }
    }

    /**
     * Where the partitions end: really, or before the first open transaction. A reader of committed records is told of an earlier end while another edge's
     * transaction is open, and our own last position may lie behind it.
     */
    private static Map<TopicPartition, Long> ends(
            Map<String, String> kafka, List<TopicPartition> partitions, IsolationLevel end) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(kafka))) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest, new ListOffsetsOptions(end))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .forEach((partition, found) -> ends.put(partition, found.offset()));
            return ends;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking where " + Topics.SHIPPED.name() + " ends", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(Topics.SHIPPED.name() + " cannot be read", e);
        }
    }
}

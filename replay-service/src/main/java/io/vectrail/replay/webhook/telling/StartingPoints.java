package io.vectrail.replay.webhook.telling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where a partition is read from, and where from it is told.
 *
 * <pre>
 *   window ago ....... known, told to nobody ....... committed ....... told .......
 * </pre>
 */
record StartingPoints(Map<TopicPartition, Long> readFrom, Map<TopicPartition, Long> tellFrom) {

    /** Where nobody has told anything yet, what is older is no news. */
    static final Duration NEWS = Duration.ofHours(1);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    StartingPoints {
        readFrom = Map.copyOf(readFrom);
        tellFrom = Map.copyOf(tellFrom);
    }

    /**
     * Of partitions that were just given.
     *
     * @param back what is older is of no use to anybody
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer within 30 s
     */
    static StartingPoints of(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Duration back, Clock clock) {
        Instant now = clock.instant();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> window = since(consumer, ends, now.minus(back));
        Map<TopicPartition, Long> news = since(consumer, ends, now.minus(NEWS));
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions), PATIENCE);
        Map<TopicPartition, Long> tellFrom = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long first = window.getOrDefault(partition, 0L);
            OffsetAndMetadata told = committed.get(partition);
            // Beyond the end: the topic was made anew.
            boolean known = told != null && told.offset() <= ends.getOrDefault(partition, 0L);
            long from = known && told != null ? told.offset() : news.getOrDefault(partition, first);
            tellFrom.put(partition, Math.max(first, from));
        }
        return new StartingPoints(window, tellFrom);
    }

    private static Map<TopicPartition, Long> since(
            Consumer<?, ?> consumer, Map<TopicPartition, Long> ends, Instant time) {
        Map<TopicPartition, Long> asked =
                ends.keySet().stream().collect(Collectors.toMap(Function.identity(), each -> time.toEpochMilli()));
        Map<TopicPartition, Long> found = new HashMap<>(ends);
        consumer.offsetsForTimes(asked, PATIENCE)
                .forEach((TopicPartition partition, @Nullable OffsetAndTimestamp at) -> {
                    if (at != null) {
                        found.put(partition, at.offset());
                    }
                });
        return found;
    }
}

package io.vectrail.streams.rescore;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * What of a topic is read: from a time on, up to where it ended when it was asked.
 *
 * @param from the first offset of each partition
 * @param to one past the last of each
 */
record Range(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Range {
        from = Map.copyOf(from);
        to = Map.copyOf(to);
    }

    /** @throws KafkaException when Kafka does not answer */
    static Range since(Admin admin, String topic, Instant time) {
        List<TopicPartition> partitions = Objects.requireNonNull(
                        wait(admin.describeTopics(List.of(topic)).allTopicNames())
                                .get(topic))
                .partitions()
                .stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> begins =
                new HashMap<>(offsets(admin, partitions, OffsetSpec.forTimestamp(time.toEpochMilli())));
        // Where nothing is that young.
        begins.replaceAll((partition, offset) -> offset < 0 ? ends.getOrDefault(partition, 0L) : offset);
        return new Range(begins, ends);
    }

    /** What a group that has come so far has before it. */
    Range after(Map<TopicPartition, OffsetAndMetadata> committed) {
        Map<TopicPartition, Long> begins = new HashMap<>(from);
        begins.replaceAll((partition, begin) ->
                committed.containsKey(partition) ? committed.get(partition).offset() : begin);
        return new Range(begins, to);
    }

    /**
     * Ends each partition where it begins if it has nothing but the marks of transactions: whoever is given no record there never says that it has passed them.
     *
     * @throws KafkaException when Kafka does not answer
     */
    Range withoutMarksAlone(Map<String, String> kafka) {
        Map<TopicPartition, Long> ends = new HashMap<>(to);
        try (FirstRecord first = new FirstRecord(kafka)) {
            ends.replaceAll((partition, end) -> {
                long begin = from.getOrDefault(partition, 0L);
                return first.isWithin(partition, begin, end) ? end : begin;
            });
        }
        return new Range(from, ends);
    }

    /** Whether a group stands at the beginning: it was ended before it did anything. */
    boolean begins(Map<TopicPartition, OffsetAndMetadata> committed) {
        return from.entrySet().stream().allMatch(begin -> {
            OffsetAndMetadata there = committed.get(begin.getKey());
            return there != null && there.offset() == begin.getValue();
        });
    }

    /** Whether a group has come to the end. */
    boolean passed(Map<TopicPartition, OffsetAndMetadata> committed) {
        return to.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata there = committed.get(end.getKey());
            long begun = from.getOrDefault(end.getKey(), 0L);
            return (there == null ? begun : there.offset()) >= end.getValue();
        });
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec where) {
        // Not beyond a transaction that is open.
        Map<TopicPartition, ListOffsetsResultInfo> found = wait(admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> where)),
                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all());
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    static <T> T wait(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for Kafka", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka does not answer within " + PATIENCE, e);
        }
    }
}

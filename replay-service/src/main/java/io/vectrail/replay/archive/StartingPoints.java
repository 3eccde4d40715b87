package io.vectrail.replay.archive;

import io.vectrail.replay.archive.Positions.Resume;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the reading of partitions begins: where the archive ends, as long as Kafka has the topics that it was made from. */
final class StartingPoints {

    private static final Logger LOG = LoggerFactory.getLogger(StartingPoints.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<Fetched, Fetched> consumer;
    private final IngestParts parts;
    private final Map<String, List<String>> tables;

    /** Up to where the loss of records was told: a partition is positioned again after each failure. */
    private final Map<TopicPartition, Long> lostUpTo = new HashMap<>();

    /** @param tables by topic, those that its records become rows of */
    StartingPoints(Consumer<Fetched, Fetched> consumer, IngestParts parts, Map<String, List<String>> tables) {
        this.consumer = consumer;
        this.parts = parts;
        this.tables = tables;
    }

    /** One partition's. */
    record Start(long from, Resume resume) {}

    /**
     * Of partitions that were just claimed.
     *
     * @throws ForeignTopicException when the archive was made from another topic of that name
     */
    Map<TopicPartition, Start> of(Collection<TopicPartition> fresh) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(fresh, PATIENCE);
        Map<TopicPartition, Long> end = consumer.endOffsets(fresh, PATIENCE);
        Map<TopicPartition, Resume> resumes = new HashMap<>();
        Map<TopicPartition, Long> stored = new HashMap<>();
        for (TopicPartition partition : fresh) {
            Resume resume = parts.positions().of(partition, tables.getOrDefault(partition.topic(), List.of()));
            resumes.put(partition, resume);
            stored.put(partition, resume.end());
        }
        // After the ends: had the topic been another by then, this would tell.
        parts.topicIds().adopt(stored);
        Map<TopicPartition, Start> starts = new HashMap<>();
        resumes.forEach((partition, resume) -> starts.put(
                partition,
                new Start(from(partition, resume.next(), offset(first, partition), offset(end, partition)), resume)));
        return starts;
    }

    private long from(TopicPartition partition, long next, long first, long end) {
        if (next > end) {
            throw new ForeignTopicException(partition + " ends at " + end + ", but was archived up to " + next
                    + "; it is not the topic that this archive was made from. Give clickhouse.database a new name");
        }
        long told = Math.max(next, lostUpTo.getOrDefault(partition, 0L));
        if (told < first) {
            parts.positions().lost(partition, told, first);
            lostUpTo.put(partition, first);
            parts.state().expired(first - told);
            LOG.error(
                    "{} lost offsets {} to {} to Kafka's retention before they were archived", partition, told, first);
        }
        return Math.max(next, first);
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition), "Kafka answers for each partition that it was asked for");
    }
}

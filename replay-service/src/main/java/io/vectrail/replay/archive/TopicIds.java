package io.vectrail.replay.archive;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * By Kafka's own ids, which topics the archive was made from. A topic that was deleted and created again has its name but
 * not its id, and once it has grown beyond the archive's position nothing else tells the two apart. Not thread-safe.
 */
final class TopicIds {

    private static final int PATIENCE_SECONDS = 10;
    private static final String KNOWN = """
            SELECT partition, argMax(id, at) AS id FROM topic_ids WHERE topic = {topic:String} GROUP BY partition
            """;
    private static final Table<Adopted> TABLE = new Table<>(
            "topic_ids",
            Table.with(
                    Table.partition(Adopted::partition), Table.column("id", (out, adopted) -> out.text(adopted.id()))),
            adopted -> Table.UNDIVIDED);

    private final ClickHouse clickHouse;
    private final Admin admin;
    private final Map<String, String> read = new HashMap<>();

    TopicIds(ClickHouse clickHouse, Admin admin) {
        this.clickHouse = clickHouse;
        this.admin = admin;
    }

    private record Adopted(TopicPartition partition, String id) {}

    /**
     * Keeps the topics' ids with partitions that have none yet, or nothing stored.
     *
     * @param ends by partition, the first offset of which nothing is stored; zero when nothing is
     * @throws ForeignTopicException when something is stored of a topic with another id
     */
    void adopt(Map<TopicPartition, Long> ends) {
        Map<String, String> present = present(topics(ends.keySet()));
        Map<TopicPartition, String> known = known(present.keySet());
        Block rows = TABLE.block();
        ends.forEach((partition, end) -> {
            String id = present.getOrDefault(partition.topic(), "");
            String before = known.getOrDefault(partition, id);
            if (end > 0 && !before.equals(id)) {
                throw new ForeignTopicException(partition + " is of a topic with the id " + id
                        + ", but was archived up to " + end + " from one with the id " + before
                        + ", which was deleted. Give clickhouse.database a new name");
            }
            if (!id.equals(known.get(partition))) {
                TABLE.write(rows, new Adopted(partition, id));
            }
        });
        if (rows.count() > 0) {
            clickHouse.insert(TABLE.name(), "vectrail-topic-" + UUID.randomUUID(), rows);
        }
        read.putAll(present);
    }

    /** @throws ForeignTopicException when the topic of one of them is no longer the one that was adopted */
    void check(Collection<TopicPartition> reading) {
        present(topics(reading)).forEach((topic, id) -> {
            if (!id.equals(read.get(topic))) {
                throw new ForeignTopicException(topic + " was deleted and created again while it was read");
            }
        });
    }

    private static Set<String> topics(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    }

    private Map<TopicPartition, String> known(Collection<String> topics) {
        Map<TopicPartition, String> known = new HashMap<>();
        for (String topic : topics) {
            clickHouse.query(
                    KNOWN,
                    Map.of("topic", topic),
                    row -> known.put(new TopicPartition(topic, row.number("partition")), row.text("id")));
        }
        return known;
    }

    private Map<String, String> present(Collection<String> topics) {
        try {
            Map<String, String> present = new HashMap<>();
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .forEach((topic, description) ->
                            present.put(topic, description.topicId().toString()));
            return present;
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the ids of " + topics + " cannot be had", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for the ids of " + topics, e);
        }
    }
}

package io.vectrail.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How topics are laid out on a cluster.
 *
 * @param partitions partitions of each topic, 1 to 1000
 * @param replicationFactor copies of each partition, 1 to 9; from 3 on, two must be in sync for a write to count
 */
public record TopicLayout(int partitions, short replicationFactor) {

    private static final int WAIT_SECONDS = 30;

    public TopicLayout {
        if (partitions < 1 || partitions > 1000) {
            throw new IllegalArgumentException("partitions must be 1 to 1000, not " + partitions);
        }
        if (replicationFactor < 1 || replicationFactor > 9) {
            throw new IllegalArgumentException("replicationFactor must be 1 to 9, not " + replicationFactor);
        }
    }

    /**
     * Creates the topics that are missing, with explicit settings. Those that exist are left as their operator made
     * them, but exchanges and payloads must have as many partitions as each other, since one key's chunks and exchange
     * belong in one order.
     *
     * @throws TopicsUnavailableException when the cluster does not answer within 30 s, refuses, or the partitions differ
     */
    public void ensure(Admin admin, Collection<Topic<?>> topics) {
        try {
            List<NewTopic> missing = new ArrayList<>();
            Map<String, Integer> present = new HashMap<>();
            for (Topic<?> topic : topics) {
                int found = partitionsOf(admin, topic.name());
                if (found == 0) {
                    missing.add(creation(topic));
                }
                present.put(topic.name(), found == 0 ? partitions : found);
            }
            create(admin, missing);
            checkAlike(present);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicsUnavailableException("interrupted while creating topics", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new TopicsUnavailableException(
                    "cannot see or create topics; check that Kafka is reachable and that this program may create"
                            + " topics, or create them beforehand",
                    e);
        }
    }

    private NewTopic creation(Topic<?> topic) {
        Map<String, String> settings = new HashMap<>(topic.settings());
        settings.put("min.insync.replicas", replicationFactor >= 3 ? "2" : "1");
        return new NewTopic(topic.name(), partitions, replicationFactor).configs(settings);
    }

    private static int partitionsOf(Admin admin, String topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            TopicDescription description = Objects.requireNonNull(admin.describeTopics(List.of(topic))
                            .topicNameValues()
                            .get(topic))
                    .get(WAIT_SECONDS, TimeUnit.SECONDS);
            return description.partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw e;
        }
    }

    private static void create(Admin admin, List<NewTopic> missing)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (var creation : admin.createTopics(missing).values().values()) {
            try {
                creation.get(WAIT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                // Several programs start at once; whoever comes second finds the topic there.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private static void checkAlike(Map<String, Integer> present) {
        Integer exchanges = present.get(Topics.EXCHANGES.name());
        Integer payloads = present.get(Topics.PAYLOADS.name());
        if (exchanges != null && payloads != null && !exchanges.equals(payloads)) {
            throw new TopicsUnavailableException(
                    "vectrail.exchanges has " + exchanges + " partitions and vectrail.payloads " + payloads
                            + "; give both the same number",
                    null);
        }
    }
}

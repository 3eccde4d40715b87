package io.vectrail.replay.archive;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Asks the cluster where a partition ends, with the records of transactions that are still open; one that there is not ends at 0. */
final class PartitionEnds implements ToLongFunction<TopicPartition> {

    private static final int PATIENCE_SECONDS = 10;

    private final Admin admin;

    PartitionEnds(Admin admin) {
        this.admin = admin;
    }

    @Override
    public long applyAsLong(TopicPartition partition) {
        try {
            TopicDescription topic = admin.describeTopics(List.of(partition.topic()))
                    .allTopicNames()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .get(partition.topic());
            if (topic == null || partition.partition() >= topic.partitions().size()) {
                return 0;
            }
            return admin.listOffsets(
                            Map.of(partition, OffsetSpec.latest()),
                            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .partitionResult(partition)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .offset();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the end of " + partition + " cannot be had", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for the end of " + partition, e);
        }
    }
}

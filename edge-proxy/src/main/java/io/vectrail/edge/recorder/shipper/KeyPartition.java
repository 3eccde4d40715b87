package io.vectrail.edge.recorder.shipper;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Where a record goes by its key: where Kafka's own partitioner puts it, in a topic of so many partitions. */
final class KeyPartition {

    private KeyPartition() {}

    static int of(String key, int partitions) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions);
    }
}

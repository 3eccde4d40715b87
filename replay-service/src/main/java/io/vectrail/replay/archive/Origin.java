package io.vectrail.replay.archive;

import org.apache.kafka.common.TopicPartition;

/**
 * Where a record stood in Kafka.
 *
 * @param partition the topic and its partition
 * @param offset from 0
 */
record Origin(TopicPartition partition, long offset) {}

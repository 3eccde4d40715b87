package io.vectrail.replay.archive;

import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * What ingest works with.
 *
 * @param ends asks for a partition's end, transactions that are under way included
 * @param inserts told of each insert
 */
record IngestParts(
        ClickHouse clickHouse,
        Claims claims,
        Positions positions,
        TopicIds topicIds,
        Intake intake,
        Contents contents,
        DeadLetters deadLetters,
        ToLongFunction<TopicPartition> ends,
        IngestState state,
        Inserts inserts) {}

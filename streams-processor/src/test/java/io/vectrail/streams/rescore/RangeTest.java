package io.vectrail.streams.rescore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RangeTest {

    private static final TopicPartition ONE = new TopicPartition("exchanges", 0);
    private static final TopicPartition OTHER = new TopicPartition("exchanges", 1);

    private final Range range = new Range(Map.of(ONE, 5L, OTHER, 7L), Map.of(ONE, 9L, OTHER, 7L));

    @Test
    void whatWasEndedBeforeItDidAnythingStandsAtTheBeginning() {
        assertThat(range.begins(Map.of(ONE, new OffsetAndMetadata(5), OTHER, new OffsetAndMetadata(7))))
                .isTrue();
        assertThat(range.begins(Map.of(ONE, new OffsetAndMetadata(6), OTHER, new OffsetAndMetadata(7))))
                .isFalse();
        assertThat(range.begins(Map.of())).isFalse();
    }

    @Test
    void aPartitionWithoutRecordsIsPassed() {
        assertThat(range.passed(Map.of(ONE, new OffsetAndMetadata(9)))).isTrue();
        assertThat(range.passed(Map.of(ONE, new OffsetAndMetadata(8)))).isFalse();
    }
}

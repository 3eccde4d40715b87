package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.Topics;
import io.vectrail.replay.Samples;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is found in bodies that stand in their exchange, for which nobody is asked. */
class ContentsTest {

    private static final Origin ORIGIN = new Origin(new TopicPartition(Topics.EXCHANGES.name(), 0), 0);

    @Test
    @SuppressWarnings("NullAway") // No path that can be sent makes a codec stumble; null stands for one that would.
    void aPathThatItsCodecStumblesOverYieldsNothingAndStopsNothing() {
        Contents contents = new Contents(new StoredBodies(null));
        AuditExchange exchange = Samples.exchange("subject", Samples.NOON, "its text");
        assertThat(contents.withoutChunks(exchange, ORIGIN))
                .extracting(StoredExchange.Input::text)
                .containsExactly("its text");

        exchange.setProvider("bedrock");
        exchange.getRequest().setPath(null);
        assertThat(contents.withoutChunks(exchange, ORIGIN)).isEmpty();
    }
}

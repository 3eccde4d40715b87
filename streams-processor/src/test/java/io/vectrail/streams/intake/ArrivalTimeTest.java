package io.vectrail.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.streams.session.Exchanges;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ArrivalTimeTest {

    private static final long NOON = Exchanges.NOON.toEpochMilli();

    @Test
    void streamTimeFollowsTheArrivalAtTheEdge() {
        assertThat(extract(arrivedAt(Exchanges.NOON), NOON + 60_000)).isEqualTo(NOON);
    }

    @Test
    void anArrivalAheadOfTheRecordsOwnTimeDoesNotCount() {
        assertThat(extract(arrivedAt(Instant.parse("2286-01-01T00:00:00Z")), NOON))
                .isEqualTo(NOON);
    }

    @Test
    void noTimeIsNegativeSinceKafkaStreamsDropsSuchRecordsWithoutAWord() {
        assertThat(extract(arrivedAt(Instant.parse("1960-01-01T00:00:00Z")), NOON))
                .isZero();
        assertThat(extract(new Arrival.Undecodable(null, "none"), ConsumerRecord.NO_TIMESTAMP))
                .isEqualTo(7);
    }

    private static Arrival arrivedAt(Instant at) {
        AuditExchange exchange = Exchanges.exchange("alice", "openai", at);
        return new Arrival.Decoded(exchange, ByteBuffer.allocate(0));
    }

    private static long extract(Arrival arrival, long recordTime) {
        ConsumerRecord<Object, Object> record = new ConsumerRecord<>(
                "vectrail.exchanges",
                0,
                0,
                recordTime,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                arrival,
                new RecordHeaders(),
                Optional.empty());
        return new ArrivalTime().extract(record, 7);
    }
}

package io.vectrail.replay.archive;

import io.vectrail.event.DeadLetterForm;
import io.vectrail.event.Excerpt;
import io.vectrail.event.Topics;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * A record's key or value as it was fetched. Kafka's limits count compressed bytes, and a hundred megabytes of zeros are a few kilobytes:
 * what is larger than any event can be is cut before the next record is decompressed, so that a poll has a bound in memory.
 */
sealed interface Fetched {

    /** No client that writes our topics sends more in one record, before compression. */
    int MOST_BYTES = 2 * Topics.MAX_MESSAGE_BYTES;

    /** All of it. */
    record Whole(byte[] bytes) implements Fetched {}

    /** What a dead letter has of it. */
    record TooLarge(Excerpt excerpt) implements Fetched {}

    /** Cuts as the consumer goes from one record to the next. */
    final class Cutting implements Deserializer<Fetched> {

        @Override
        public Fetched deserialize(String topic, Headers headers, ByteBuffer bytes) {
            // A header is a view of its whole record, and keeps that in memory. Nobody reads them.
            for (Header header : headers.toArray()) {
                headers.remove(header.key());
            }
            return bytes.remaining() <= MOST_BYTES
                    ? new Whole(Utils.toArray(bytes))
                    : new TooLarge(Excerpt.of(bytes, DeadLetterForm.MOST_VALUE_BYTES));
        }

        @Override
        public Fetched deserialize(String topic, byte[] bytes) {
            return new Whole(bytes);
        }
    }
}

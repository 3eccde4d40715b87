package io.vectrail.streams.intake;

import io.vectrail.event.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Writes the letter for a record that could not be processed. */
public final class DeadLetters {

    private final String processor;
    private final Clock clock;

    /** @param processor what could not process it, such as streams-processor/session */
    public DeadLetters(String processor, Clock clock) {
        this.processor = processor;
        this.clock = clock;
    }

    /** The letter's key: the record's place. */
    public static String key(RecordMetadata place) {
        return place.topic() + "-" + place.partition() + "-" + place.offset();
    }

    /** @param reason in words; never the payload */
    public DeadLetter letter(RecordMetadata place, byte @Nullable [] key, @Nullable ByteBuffer value, String reason) {
        DeadLetter letter = new DeadLetter();
        letter.setTopic(place.topic());
        letter.setPartition(place.partition());
        letter.setOffset(place.offset());
        if (key != null) {
            letter.setKey(ByteBuffer.wrap(key));
        }
        if (value != null) {
            letter.setValue(value);
        }
        letter.setProcessor(processor);
        letter.setReason(reason);
        letter.setAt(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return letter;
    }
}

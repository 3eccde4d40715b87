package io.vectrail.streams.intake;

import io.vectrail.event.DeadLetterForm;
import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that cannot be processed, as it goes to the dead letters.
 *
 * @param key the letter's
 * @param letter the record, with its place and the reason
 */
public record Aside(String key, SpecificRecord letter) {

    private static final Logger LOG = LoggerFactory.getLogger(Aside.class);

    /**
     * Says so in the log, too.
     *
     * @param at where the record stands
     * @param reason in words; never the payload
     */
    public static Aside of(
            DeadLetterForm form,
            RecordMetadata at,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value,
            String reason) {
        DeadLetterForm.Place place = new DeadLetterForm.Place(at.topic(), at.partition(), at.offset());
        LOG.atWarn()
                .addKeyValue("topic", place.topic())
                .addKeyValue("partition", place.partition())
                .addKeyValue("offset", place.offset())
                .addKeyValue("reason", reason)
                .log("a record goes to the dead letters");
        return new Aside(place.key(), form.letter(place, key, value, reason));
    }
}

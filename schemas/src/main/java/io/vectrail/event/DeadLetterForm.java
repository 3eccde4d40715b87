package io.vectrail.event;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How each program writes the letter for a record that it could not process. A broker's limit counts compressed bytes, so
 * that a record may be far larger than any letter: of a long one the letter has the beginning, and the reason says so. Thread-safe.
 */
public final class DeadLetterForm {

    /** Of a record's value, in bytes. With the rest a letter stays below a client's own limit of a request, 1 MiB. */
    public static final int MOST_VALUE_BYTES = 512 << 10;

    /** Of a record's key, in bytes; ours are subjects and ids. */
    public static final int MOST_KEY_BYTES = 64 << 10;

    private final String processor;
    private final Clock clock;

    /** @param processor what could not process it, such as streams-processor/session */
    public DeadLetterForm(String processor, Clock clock) {
        this.processor = processor;
        this.clock = clock;
    }

    /** Where a record stands, and stays for as long as its topic keeps it. */
    public record Place(String topic, int partition, long offset) {

        /** The letter's key, so that a record that is set aside twice can be told. */
        public String key() {
            return topic + "-" + partition + "-" + offset;
        }
    }

    /** @param reason in words; never the payload */
    public DeadLetter letter(Place place, @Nullable ByteBuffer key, @Nullable ByteBuffer value, String reason) {
        return letterOf(
                place,
                key == null ? null : Excerpt.of(key, MOST_KEY_BYTES),
                value == null ? null : Excerpt.of(value, MOST_VALUE_BYTES),
                reason);
    }

    /**
     * Of a record that was not kept whole itself.
     *
     * @param reason in words; never the payload
     */
    public DeadLetter letterOf(Place place, @Nullable Excerpt key, @Nullable Excerpt value, String reason) {
        Excerpt shortKey = key == null ? null : key.atMost(MOST_KEY_BYTES);
        Excerpt shortValue = value == null ? null : value.atMost(MOST_VALUE_BYTES);
        return DeadLetter.newBuilder()
                .setTopic(place.topic())
                .setPartition(place.partition())
                .setOffset(place.offset())
                .setKey(shortKey == null ? null : shortKey.kept())
                .setValue(shortValue == null ? null : shortValue.kept())
                .setProcessor(processor)
                .setReason(reason + cut("key", shortKey) + cut("value", shortValue))
                .setAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    private static String cut(String what, @Nullable Excerpt excerpt) {
        if (excerpt == null || !excerpt.isCut()) {
            return "";
        }
        return "; its " + what + " of " + excerpt.size() + " bytes, SHA-256 " + excerpt.sha256() + ", is cut to "
                + excerpt.kept().remaining() + " bytes here and stands whole at its place in Kafka";
    }
}

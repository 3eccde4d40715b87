package io.vectrail.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** A letter has all of a record that it has room for, and says what it leaves out. */
class DeadLetterFormTest {

    private static final DeadLetterForm.Place PLACE = new DeadLetterForm.Place("vectrail.exchanges", 3, 17);
    private static final DeadLetterForm FORM =
            new DeadLetterForm("a test", Clock.fixed(Instant.parse("2026-12-01T00:00:00.123456789Z"), ZoneOffset.UTC));

    @Test
    void aRecordOfOrdinarySizeIsInItWholeAndItsTimeIsInMilliseconds() throws IOException {
        ByteBuffer value = ByteBuffer.allocate(DeadLetterForm.MOST_VALUE_BYTES);
        DeadLetter letter = FORM.letter(PLACE, utf8("alice"), value, "no event");

        assertThat(PLACE.key()).isEqualTo("vectrail.exchanges-3-17");
        assertThat(letter.getKey()).isEqualTo(utf8("alice"));
        assertThat(letter.getValue()).isEqualTo(value);
        assertThat(letter.getReason()).isEqualTo("no event");
        assertThat(letter.getAt()).isEqualTo(Instant.parse("2026-12-01T00:00:00.123Z"));
        assertThat(AvroBinary.read(AvroBinary.write(letter, 1024), DeadLetter.getClassSchema(), DeadLetter.class))
                .isEqualTo(letter);
    }

    @Test
    void neitherKeyNorValueIsNeitherInIt() {
        DeadLetter letter = FORM.letter(PLACE, null, null, "no event");

        assertThat(letter.getKey()).isNull();
        assertThat(letter.getValue()).isNull();
    }

    @Test
    void oneThatIsTooLongIsCutAndTheReasonHasItsSizeAndDigest() throws Exception {
        byte[] value = new byte[3 << 20];
        byte[] key = new byte[2 << 20];
        value[0] = 7;
        DeadLetter letter = FORM.letter(PLACE, ByteBuffer.wrap(key), ByteBuffer.wrap(value), "no event");

        assertThat(AvroBinary.write(letter, 1024)).hasSizeLessThan(1 << 20);
        assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(value, 0, DeadLetterForm.MOST_VALUE_BYTES));
        assertThat(letter.getKey()).isEqualTo(ByteBuffer.wrap(key, 0, DeadLetterForm.MOST_KEY_BYTES));
        assertThat(letter.getReason())
                .startsWith("no event; its key of 2097152 bytes")
                .contains("its value of 3145728 bytes, SHA-256 "
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(value)));
        DeadLetter again = FORM.letterOf(
                PLACE, null, Excerpt.of(ByteBuffer.wrap(value), DeadLetterForm.MOST_VALUE_BYTES + 1), "no event");
        assertThat(again.getValue()).isEqualTo(letter.getValue());
        assertThat(again.getReason()).contains("its value of 3145728 bytes");
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}

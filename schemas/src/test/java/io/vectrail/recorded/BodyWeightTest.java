package io.vectrail.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.Side;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BodyWeightTest {

    @Test
    void whatABigModelAnswersForAFullRequestFitsTheUsualHeap() {
        String number = "-0.0123456789";
        long vector = of(Side.RESPONSE, "[" + (number + ",").repeat(3071) + number + "]");
        assertThat(2048 * vector).isLessThan((384L << 20) / 3);
    }

    @Test
    void numbersAndTextsWeighWhatTheyTakeOnceTheyAreRead() {
        assertThat(of(Side.RESPONSE, "[" + "0,".repeat(999) + "0]")).isGreaterThanOrEqualTo(2000 + 999 * Float.BYTES);
        assertThat(of(Side.REQUEST, "[" + "\"\",".repeat(999) + "\"\"]")).isGreaterThan(100_000);
    }

    @Test
    void manyShortVectorsWeighWhatTheyTakeOnceTheyAreRead() {
        int vectors = 1_000_000;
        long kept = vectors * (72L + 24 + Float.BYTES);
        assertThat(of(Side.RESPONSE, "[" + "[0],".repeat(vectors) + "[0]]")).isGreaterThanOrEqualTo(kept);
        assertThat(of(Side.RESPONSE, "[\"" + "[".repeat(1000) + "\"]"))
                .as("in a text they begin nothing")
                .isLessThan(of(Side.RESPONSE, "[\"" + "a".repeat(1000) + "\"]") + 1);
    }

    @Test
    void whatIsSmallFitsUnseenOnlyIfNothingSoSmallCouldWeighMore() {
        for (String body : new String[] {",,,,,,,,", "\"\",\"\",", "\"aaaaaaaaaa", "[0,0,0,0]", "\"\\\""}) {
            for (Side side : new Side[] {Side.REQUEST, Side.RESPONSE}) {
                byte[] plain = body.getBytes(StandardCharsets.UTF_8);
                assertThat(BodyWeight.fits(side, plain, BodyWeight.of(side, plain)))
                        .isTrue();
                assertThat(BodyWeight.fits(side, plain, BodyWeight.of(side, plain) - 1))
                        .isFalse();
            }
        }
    }

    @Test
    void commasInTextsStandBetweenNothing() {
        long without = of(Side.REQUEST, "[\"" + "a".repeat(2000) + "\"]");
        assertThat(of(Side.REQUEST, "[\"" + "a,".repeat(1000) + "\"]")).isEqualTo(without);
        assertThat(of(Side.REQUEST, "[\"" + "\\\",".repeat(1000) + "\"]"))
                .as("escaped quotes end no text")
                .isLessThan(2 * without);
    }

    @Test
    void aLongTextWeighsSeveralTimesItsBytesAlsoWhenItNeverEnds() {
        assertThat(of(Side.REQUEST, "\"" + "a".repeat(1000) + "\"")).isGreaterThan(7000);
        assertThat(of(Side.RESPONSE, "\"" + "a".repeat(1000))).isGreaterThan(7000);
    }

    private static long of(Side side, String body) {
        return BodyWeight.of(side, body.getBytes(StandardCharsets.UTF_8));
    }
}

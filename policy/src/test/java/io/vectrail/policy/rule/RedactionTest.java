package io.vectrail.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vectrail.policy.Documents;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What redactions leave of a vector. */
class RedactionTest {

    private static final float[] VECTOR = {0.6f, -0.8f, 0.1f, -0.2f};

    @Test
    void componentsOutsideOfWhatIsKeptAreZero() throws Exception {
        assertThat(applied("keep: \"1..2\"")).containsExactly(0, -0.8f, 0.1f, 0);
        assertThat(applied("zero: [\"0..0\", \"3..9\"]")).containsExactly(0, -0.8f, 0.1f, 0);
    }

    @Test
    void ofASparseVectorTheIndicesCount() throws Exception {
        float[] kept =
                redaction("keep: \"10..20\"").applyTo(new float[] {1, 2, 3}, new int[] {5, 15, 25}, new Random(1));
        assertThat(kept).containsExactly(0, 2, 0);
        assertThatThrownBy(() -> redaction("truncate: 1").applyTo(new float[] {1, 2}, new int[] {5, 6}, new Random(1)))
                .isInstanceOf(CannotBeExpressedException.class);
        assertThatThrownBy(
                        () -> redaction("withhold: true").applyTo(new float[] {1, 2}, new int[] {5, 6}, new Random(1)))
                .isInstanceOf(CannotBeExpressedException.class);
    }

    @Test
    void theFirstComponentsAreScaledToTheLengthOneWhereThatIsAskedFor() throws Exception {
        assertThat(applied("truncate: 2")).containsExactly(0.6f, -0.8f);
        assertThat(applied("truncate: 3, renormalise: true"))
                .containsExactly(new float[] {0.597022f, -0.79603f, 0.0995037f}, within(1e-5f));
        assertThat(applied("truncate: 10")).containsExactly(VECTOR);
        assertThat(redaction("truncate: 1, renormalise: true").applyTo(new float[] {0, 1}, null, new Random(1)))
                .containsExactly(0);
    }

    @Test
    void noiseHasItsStandardDeviation() throws Exception {
        float[] noise = redaction("noise: 0.1").applyTo(new float[10_000], null, new Random(1));
        double squares = 0;
        double sum = 0;
        for (float each : noise) {
            squares += each * each;
            sum += each;
        }
        assertThat(Math.sqrt(squares / noise.length)).isCloseTo(0.1, within(0.005));
        assertThat(sum / noise.length).isCloseTo(0, within(0.005));
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 4", "4, 16", "8, 256"})
    void quantisedComponentsHaveFewValuesNearTheOldOnes(int bits, int most) throws Exception {
        float[] many = new float[1000];
        Random random = new Random(1);
        float largest = 0;
        for (int i = 0; i < many.length; i++) {
            many[i] = (float) random.nextGaussian();
            largest = Math.max(largest, Math.abs(many[i]));
        }
        float[] coarse = redaction("quantise: " + bits).applyTo(many, null, random);
        Set<Float> values = new HashSet<>();
        for (int i = 0; i < many.length; i++) {
            values.add(coarse[i]);
            if (bits > 1) {
                assertThat(coarse[i]).isCloseTo(many[i], within(largest / (most - 1) + 1e-5f));
            }
        }
        assertThat(values).hasSizeLessThanOrEqualTo(most);
        assertThat(redaction("quantise: 4").applyTo(new float[3], null, random)).containsExactly(0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void theLargestNumbersAreQuantisedAndNoneThatIsNotFinite(int bits) throws Exception {
        Redaction quantise = redaction("quantise: " + bits);
        float[] coarse =
                quantise.applyTo(new float[] {Float.MAX_VALUE, -Float.MAX_VALUE, 3.3e38f}, null, new Random(1));
        for (float each : coarse) {
            assertThat(Math.abs(each)).isBetween(1e38f, Float.MAX_VALUE);
        }
        assertThatThrownBy(() -> quantise.applyTo(new float[] {1, Float.POSITIVE_INFINITY}, null, new Random(1)))
                .isInstanceOf(CannotBeExpressedException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            keep: "5"                           | policies[0].keep: a range of components is such as "0..255"
            keep: "9..3"                        | policies[0].keep: a range of components ends before it begins
            zero: []                            | policies[0].zero: lists 1 to
            truncate: 0                         | policies[0].truncate: keeps at least 1
            renormalise: true, keep: "0..1"     | policies[0].renormalise: belongs to truncate
            noise: 0                            | policies[0].noise: is a standard deviation
            quantise: 9                         | policies[0].quantise: must be 1 to 8 bits
            withhold: true, keep: "0..1"        | policies[0].withhold: of a withheld vector nothing else is left
            shadow: true                        | policies[0]: redact-vector needs keep, zero
            """)
    void whatCannotBeDoneDoesNotValidate(String keys, String error) {
        assertThatThrownBy(() -> redaction(keys)).hasMessageContaining(error);
    }

    private static float[] applied(String keys) throws CannotBeExpressedException {
        return redaction(keys).applyTo(VECTOR, null, new Random(1));
    }

    private static Redaction redaction(String keys) {
        RuleSet rules = Documents.rules("policies: [{ name: a, action: redact-vector, " + keys + " }]");
        return ((Action.RedactVector) rules.rules().getFirst().action())
                .redactions()
                .getFirst();
    }
}

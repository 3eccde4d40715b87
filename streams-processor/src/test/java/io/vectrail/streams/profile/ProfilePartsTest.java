package io.vectrail.streams.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilePartsTest {

    private static final long DAY = Days.MILLIS;
    private static final long HOUR = Hours.MILLIS;
    private static final long START = 20_458 * DAY;
    private static final Place PLACE = new Place("c", "o", "m", "cl", "n");

    private final SplittableRandom random = new SplittableRandom(9);

    private static Sighting inputs(long at, int inputs) {
        return new Sighting("e", at, PLACE, false, false, false, inputs, 100, 100L * inputs, Map.of(), List.of());
    }

    private static Sighting texts(Sample... samples) {
        return new Sighting(
                "e", START, PLACE, false, false, false, samples.length, 100, 100, Map.of(), List.of(samples));
    }

    @Test
    void anHourThatIsOverBecomesThePast() {
        Hours hours =
                Hours.NONE.with(inputs(START, 10)).with(inputs(START + 1, 5)).with(inputs(START + 3 * HOUR, 1));

        assertThat(hours.inputs()).isEqualTo(1);
        assertThat(hours.known()).isEqualTo(3);
        assertThat(Log.amount(hours.pastInputs()[0])).isCloseTo(15, within(1.0));
        assertThat(hours.pastInputs()[1]).isZero();
    }

    @Test
    void whatComesLateCountsToItsOwnHour() {
        Hours hours = Hours.NONE
                .with(inputs(START, 10))
                .with(inputs(START + 3 * HOUR, 1))
                .with(inputs(START + HOUR, 7));

        assertThat(hours.inputs()).isEqualTo(1);
        assertThat(Log.amount(hours.pastInputs()[1])).isCloseTo(7, within(0.5));
        assertThat(hours.with(inputs(START - 9 * HOUR, 7))).isEqualTo(hours);
    }

    @Test
    void afterMoreThanFourWeeksNothingIsLeftOfTheHours() {
        Hours hours = Hours.NONE
                .with(inputs(START, 10))
                .with(inputs(START + HOUR, 10))
                .with(inputs(START + 40 * DAY, 1));

        assertThat(hours.known()).isEqualTo(Hours.MOST);
        assertThat(hours.active()).isZero();
    }

    @Test
    void theSameHourOfTheWeekIsFound() {
        Hours hours = Hours.NONE;
        for (int hour = 0; hour < Hours.MOST; hour++) {
            hours = hours.with(inputs(START + hour * HOUR, hour % Hours.WEEK == 0 ? 1000 : 1));
        }
        hours = hours.with(inputs(START + Hours.MOST * HOUR, 1));

        assertThat(hours.sameHour(hours.pastInputs())).hasSize(11).contains(Log.of(1000));
    }

    @Test
    void daysAddUpWhatIsAboveTheUsualAndForgetIt() {
        Days days = Days.NONE;
        for (int day = 0; day < 15; day++) {
            days = days.with(inputs(START + day * DAY, 1000));
        }
        assertThat(days.excess()).isZero();
        for (int day = 15; day < 25; day++) {
            days = days.with(inputs(START + day * DAY, 1600));
        }
        assertThat(days.excess()).isGreaterThan(12);
        for (int day = 25; day < 60; day++) {
            days = days.with(inputs(START + day * DAY, 1000));
        }
        assertThat(days.excess()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 20, 60, 100})
    void dimensionsAreThoseOfTheData(int dimensions) {
        float[][] basis = new float[dimensions][];
        for (int i = 0; i < dimensions; i++) {
            basis[i] = drawn();
        }
        float[] common = drawn();
        Space space = Space.NONE;
        for (int i = 0; i < 1500; i++) {
            float[] vector = new float[768];
            for (float[] each : basis) {
                double weight = bell();
                for (int k = 0; k < vector.length; k++) {
                    vector[k] += (float) (weight * each[k]);
                }
            }
            for (int k = 0; k < vector.length; k++) {
                vector[k] += 5 * common[k];
            }
            space = space.with(List.of(Sample.of("t", vector)));
        }

        // Their own dimensions and those of the space limit each other.
        double expected = 1 / (1.0 / dimensions + 1.0 / 768);
        assertThat(space.dimensions()).isCloseTo(expected, within(0.3 * expected));
    }

    private float[] drawn() {
        float[] vector = new float[768];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) bell();
        }
        return vector;
    }

    private double bell() {
        return random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
    }

    @Test
    void whatIsBeingTypedIsOneTextAlsoWhereTwoType() {
        Texts texts = Texts.NONE;
        String one = "how do I find the way to the station";
        String other = "which of these words is the one that counts";
        for (int end = 1; end < 35; end += 3) {
            texts = texts.with(texts(Sample.of(one.substring(0, end), new float[0])));
            texts = texts.with(texts(Sample.of(other.substring(0, end), new float[0])));
        }
        assertThat(texts.near().ratio()).isZero();
        assertThat(texts.typed()).hasSize(2 * 12);
    }

    @Test
    void ofTypedTextsEightAreKnown() {
        Texts texts = Texts.NONE;
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add("a quite different text of number " + i * 7919);
            texts = texts.with(texts(Sample.of(all.get(i), new float[0])));
        }
        assertThat(texts.typed()).hasSize(Texts.MOST_TYPED * 12);
        assertThat(texts.continues(Sample.of(all.get(19) + " more", new float[0])))
                .isTrue();
        assertThat(texts.continues(Sample.of(all.get(12) + " more", new float[0])))
                .isTrue();
        assertThat(texts.continues(Sample.of(all.get(11) + " more", new float[0])))
                .isFalse();
        assertThat(texts.continues(Sample.of(all.get(19), new float[0]))).isFalse();
    }

    @Test
    void aLanguageHasFrequentWords() {
        Vocabulary language = Vocabulary.NONE;
        Vocabulary tokens = Vocabulary.NONE;
        for (int i = 0; i < 500; i++) {
            language = language.with(texts(Sample.of("the x" + i + " of the y" + i + " and a z" + i, new float[0])));
            tokens = tokens.with(texts(Sample.of("u" + i + " v" + i + " w" + i + " x" + i + " y" + i, new float[0])));
        }
        assertThat(language.frequent()).isGreaterThan(0.5);
        assertThat(tokens.frequent()).isLessThan(0.005);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 20_000})
    void distinctThingsAreCounted(int many) {
        Distinct distinct = Distinct.NONE.with(counted -> {
            for (int i = 0; i < 3 * many; i++) {
                counted.accept(Hash.mix(i % many + 1L));
            }
        });
        assertThat(distinct.count()).isCloseTo(many, within(0.12 * many));
        assertThat(distinct.sketch().length).isLessThan(360);
    }

    @Test
    void eachIdeographIsAWordHoweverManyThereAre() {
        assertThat(Sample.of("\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b", new float[0])
                        .words())
                .hasSize(8)
                .doesNotHaveDuplicates();
        assertThat(Sample.of("A b\u4e00c", new float[0]).words()).hasSize(4);
        assertThat(Sample.of("", new float[0]).words()).isEmpty();
    }

    @Test
    void anInstructionIsNoPartOfWhatIsCompared() {
        Sample plain = Sample.of("where is the key of the back door", new float[0]);
        for (String before : List.of(
                "query: ",
                "Represent this sentence for searching relevant passages: ",
                "Instruct: find what is sought\nQuery:")) {
            assertThat(Sample.of(before + plain.text(), new float[0]).simHash()).isEqualTo(plain.simHash());
        }
        assertThat(Sample.of("Instruct: no more", new float[0]).words()).hasSize(3);
    }
}

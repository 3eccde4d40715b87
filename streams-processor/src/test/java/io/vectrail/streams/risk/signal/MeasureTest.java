package io.vectrail.streams.risk.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.risk.Signal;
import io.vectrail.streams.profile.Profile;
import io.vectrail.streams.profile.Sample;
import io.vectrail.streams.profile.Sighting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeasureTest {

    @Test
    void eachSignalHasOneMeasureAndEachMeasureIsInTheList() {
        assertThat(Measure.ALL).extracting(Measure::signal).containsExactlyInAnyOrder(Signal.values());
        assertThat(Measure.ALL).hasSize(Measure.class.getPermittedSubclasses().length);
        assertThat(Measure.ALL.stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(Measure.class.getPermittedSubclasses());
    }

    @Test
    void nothingThatIsSentMakesAStrengthOtherThanNoughtToOne() {
        float[] notFinite = {Float.NaN, Float.POSITIVE_INFINITY, 1, 0};
        float[] tiny = new float[70_000];
        tiny[69_999] = Float.MIN_VALUE;
        float[] huge = new float[1536];
        Arrays.fill(huge, Float.MAX_VALUE);
        List<Sample> samples = new ArrayList<>();
        for (String text : List.of(
                "",
                " ",
                "\u0000",
                "a",
                "a ".repeat(20_000),
                "\ud800",
                "Instruct: ",
                "字".repeat(9000),
                "x".repeat(300_000))) {
            for (float[] vector : List.of(new float[0], new float[1], notFinite, tiny, huge, new float[] {1})) {
                samples.add(Sample.of(text, vector));
            }
        }
        long year9999 = 253_402_300_799_999L;
        Profile profile = Profile.NONE;
        for (long at : new long[] {0, 1, year9999, 0, Life.START, year9999, Life.START + 1, Life.START, 0, year9999}) {
            for (int inputs : new int[] {0, 1, samples.size(), Integer.MAX_VALUE}) {
                Sighting now = Life.sighting(
                        at,
                        Life.HOME,
                        inputs == 0,
                        inputs == 1,
                        inputs == 0,
                        inputs,
                        Long.MAX_VALUE / 4,
                        Map.of("SECRET", Integer.MAX_VALUE),
                        samples);
                Profile before = profile.at(at);
                Profile after = before.with(now);
                for (Measure measure : Measure.ALL) {
                    // A reading does not take another strength.
                    assertThat(measure.read(new Evidence(before, now, after)).strength())
                            .isBetween(0.0, 1.0);
                }
                profile = after;
            }
        }
    }

    @Test
    void theSameExchangesGiveTheSameBits() {
        assertThat(bits()).isEqualTo(bits());
    }

    private static List<Long> bits() {
        SplittableRandom random = new SplittableRandom(3);
        Profile profile = Profile.NONE;
        List<Long> bits = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            List<Sample> samples = Stream.generate(
                            () -> Sample.of(Life.words(random, 1 + random.nextInt(30), 500), Life.vector(random, 1)))
                    .limit(1 + random.nextInt(20))
                    .toList();
            long at = Life.START + random.nextLong(40 * Life.DAY);
            Sighting now = Life.sighting(
                    at,
                    Life.HOME,
                    random.nextInt(9) == 0,
                    random.nextInt(9) == 0,
                    false,
                    samples.size(),
                    6144,
                    Map.of("PERSON", 2, "SECRET", 1, "URL", 3),
                    samples);
            Profile after = profile.with(now);
            for (Measure measure : Measure.ALL) {
                bits.add(Double.doubleToRawLongBits(
                        measure.read(new Evidence(profile, now, after)).strength()));
            }
            profile = after;
        }
        return bits;
    }
}

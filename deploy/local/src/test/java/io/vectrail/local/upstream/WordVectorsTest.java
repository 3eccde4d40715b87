package io.vectrail.local.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordVectorsTest {
    private static final WordVectors SMALL = new WordVectors("text-embedding-3-small");
    private final Random random = new Random(20261122);

    @Test
    void theSameTextGivesTheSameBitsOnEveryMachine() {
        // Written down once: a change here changes every vector that anyone has stored.
        assertThat(SMALL.embed("The quick brown fox jumps over the lazy dog.", 1536))
                .hasSize(1536);
        assertThat(Arrays.hashCode(SMALL.embed("The quick brown fox jumps over the lazy dog.", 1536)))
                .isEqualTo(PINNED_SENTENCE);
        assertThat(Arrays.hashCode(SMALL.embed("審計 ünï çödé — 42", 1536))).isEqualTo(PINNED_UNICODE);
    }

    private static final int PINNED_SENTENCE = 1842391375;
    private static final int PINNED_UNICODE = -1553972412;

    @ParameterizedTest
    @ValueSource(ints = {256, 512, 1536, 3072})
    void oneWordInTwentyLeavesACosineOfAtLeastNineTenths(int dimensions) {
        for (int round = 0; round < 500; round++) {
            List<String> words = words(20 * (1 + random.nextInt(4)), "a");
            List<String> changed = new ArrayList<>(words);
            for (int i = 0; i < words.size(); i += 20) {
                changed.set(i + random.nextInt(20), word("b"));
            }
            assertThat(cosine(String.join(" ", words), String.join(" ", changed), dimensions))
                    .isBetween(0.9, 0.999);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 512, 1536, 3072})
    void withoutACommonWordTheCosineIsAtMostThreeTenths(int dimensions) {
        for (int round = 0; round < 500; round++) {
            String one = String.join(" ", words(1 + random.nextInt(60), "a"));
            String other = String.join(" ", words(1 + random.nextInt(60), "b"));
            assertThat(cosine(one, other, dimensions)).isBetween(-0.3, 0.3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"word", "", " ", "!?", "😀", "a", "the the the the", "\u0000", "漢字仮名"})
    void everyTextGivesAUnitVector(String text) {
        for (int dimensions : new int[] {1, 2, 3, 256, 1536}) {
            assertThat(length(SMALL.embed(text, dimensions))).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void aShorterVectorIsTheBeginningOfTheLongerOneScaledAgain() {
        float[] whole = SMALL.embed("shorter vectors keep their direction", 1536);
        float[] beginning = SMALL.embed("shorter vectors keep their direction", 256);
        double scale = length(Arrays.copyOf(whole, 256));
        for (int i = 0; i < 256; i++) {
            assertThat(beginning[i]).isCloseTo((float) (whole[i] / scale), within(1e-6f));
        }
    }

    @Test
    void caseAndPunctuationAroundAWordDoNotCount() {
        assertThat(SMALL.embed("Hello, World!", 256)).isEqualTo(SMALL.embed("hello\nworld", 256));
        assertThat(SMALL.embed("it's", 256)).isNotEqualTo(SMALL.embed("its", 256));
    }

    @Test
    void modelsHaveVectorsOfTheirOwn() {
        assertThat(SMALL.embed("text", 1536))
                .isNotEqualTo(new WordVectors("text-embedding-ada-002").embed("text", 1536));
    }

    private List<String> words(int count, String prefix) {
        // Some words come twice, as in real text.
        List<String> words = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        while (words.size() < count) {
            String word = !seen.isEmpty() && random.nextInt(8) == 0 ? seen.first() : word(prefix);
            seen.add(word);
            words.add(word);
        }
        return words;
    }

    private String word(String prefix) {
        return prefix + Integer.toString(random.nextInt(1 << 30), 36);
    }

    private static double cosine(String one, String other, int dimensions) {
        WordVectors vectors = dimensions > 1536 ? new WordVectors("text-embedding-3-large") : SMALL;
        float[] a = vectors.embed(one, dimensions);
        float[] b = vectors.embed(other, dimensions);
        double dot = 0;
        for (int i = 0; i < dimensions; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }

    private static double length(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        return Math.sqrt(squares);
    }
}

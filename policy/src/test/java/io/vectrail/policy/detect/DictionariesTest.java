package io.vectrail.policy.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.policy.detect.pattern.TooManyMatchesException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of words that overlap one counts, and only what counts is remembered. */
class DictionariesTest {

    @Test
    void theWordThatBeginsFirstCountsAndOfThoseTheLongest() {
        assertThat(found("a b c d e", "b c", "a b c d e", "d e")).containsExactly("a b c d e");
        assertThat(found("a b c d e", "a b", "b c d", "d e")).containsExactly("a b", "d e");
        assertThat(found("a b c d e", "a b", "b c d", "c d e")).containsExactly("a b", "c d e");
        assertThat(found("a b c d e", "a b c x", "b", "b c")).containsExactly("b c");
    }

    @Test
    void whatIsChosenWhileWordsComeIsWhatWouldBeChosenOfAll() {
        Random random = new Random(1);
        for (int round = 0; round < 2000; round++) {
            List<int[]> words = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                int start = random.nextInt(20);
                words.add(new int[] {start, start + 1 + random.nextInt(8)});
            }
            words.sort(Comparator.comparingInt(word -> word[1]));
            KeptWords kept = new KeptWords();
            int count = 0;
            for (int[] word : words) {
                count += kept.add(word[0], word[1]);
            }
            List<String> chosen = new ArrayList<>();
            kept.each((start, end) -> chosen.add(start + "-" + end));
            assertThat(chosen).hasSize(count).isEqualTo(ofAll(words));
        }
    }

    private static List<String> ofAll(List<int[]> words) {
        words.sort(Comparator.comparingInt((int[] word) -> word[0])
                .thenComparing(word -> word[1], Comparator.reverseOrder()));
        List<String> chosen = new ArrayList<>();
        int end = 0;
        for (int[] word : words) {
            if (word[0] >= end) {
                end = word[1];
                chosen.add(word[0] + "-" + word[1]);
            }
        }
        return chosen;
    }

    @Test
    void nestedWordsAreOneEach() {
        List<String> nested = IntStream.rangeClosed(1, 99)
                .mapToObj(i -> "a ".repeat(i).strip())
                .toList();
        assertThat(new Dictionaries(Map.of("T", nested)).find("a ".repeat(99_000)))
                .hasSize(1000);
    }

    @Test
    void aTextWithMoreWordsThanCanBeToldIsNotDecidedOn() {
        Map<String, List<String>> words =
                IntStream.range(0, 11).boxed().collect(Collectors.toMap(i -> "T" + i, i -> List.of("a")));
        Dictionaries dictionaries = new Dictionaries(words);
        assertThat(dictionaries.find("a ".repeat(90_000))).hasSize(990_000);
        assertThatThrownBy(() -> dictionaries.find("a ".repeat(91_000))).isInstanceOf(TooManyMatchesException.class);
    }

    private static List<String> found(String text, String... words) {
        return new Dictionaries(Map.of("T", List.of(words)))
                .find(text).stream()
                        .map(word -> text.substring(word.start(), word.end()))
                        .toList();
    }
}

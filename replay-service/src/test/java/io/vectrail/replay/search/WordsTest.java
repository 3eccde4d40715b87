package io.vectrail.replay.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person means by what they typed. */
class WordsTest {

    @Test
    void wordsAreSingleAndQuotesMakePhrases() {
        assertThat(Words.parse("Annual \"Quarterly Report\" 2026")).hasValueSatisfying(words -> {
            assertThat(words.single()).containsExactly("annual", "2026");
            assertThat(words.phrases()).containsExactly("quarterly report");
        });
    }

    @Test
    void anOpenQuoteReachesToTheEnd() {
        assertThat(Words.parse("\"quarterly rep").orElseThrow().phrases()).containsExactly("quarterly rep");
    }

    @Test
    void aWordThatHasPartsIsAPhraseOfThem() {
        assertThat(Words.parse("alice@corp.example").orElseThrow().phrases()).containsExactly("alice corp example");
    }

    @Test
    void aQuotedWordIsASingleOne() {
        assertThat(Words.parse("\"merger\"").orElseThrow().single()).containsExactly("merger");
    }

    @Test
    void signsAloneAreNoWords() {
        assertThat(Words.parse("%% '; -- \\ \u0000 \"\"").orElseThrow().none()).isTrue();
    }

    @Test
    void whatIsTooLongOrTooManyIsRefused() {
        assertThat(Words.parse("x".repeat(Words.MOST_CHARACTERS + 1))).isEqualTo(Optional.empty());
        assertThat(Words.parse("x ".repeat(Words.MOST_WORDS + 1))).isEqualTo(Optional.empty());
    }
}

package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a word. */
class TermsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Quarterly  Report, 2026! | quarterly report 2026",
                "“Merger”—with ACME’s | merger with acme s",
                "alice@corp.example | alice corp example",
                "under_score and-dash | under score and dash",
                "Zürich ﬁnance ①②③ | zürich finance 123",
                "東京タワー tall | 東 京 タ ワ ー tall",
                "한국어 단어 | 한국어 단어",
                "нет ДА | нет да",
                "😀 smile | smile",
                "a\u00A0b\u200Bc | a b c",
            })
    void wordsAreLettersAndDigitsInLowerCase(String text, String terms) {
        assertThat(Terms.joined(text)).isEqualTo(terms);
        assertThat(Terms.of(text).joined()).isEqualTo(terms);
    }

    @Test
    void theShortWayForPlainTextsAgreesWithTheLongOne() {
        for (char c = 0; c < 0x180; c++) {
            for (String text : List.of("" + c, "A" + c + "b", c + "word ", " Word" + c, "é" + c + "Z")) {
                assertThat(Terms.joined(text))
                        .as("with character %d", (int) c)
                        .isEqualTo(Terms.of(text).joined());
            }
        }
    }

    @Test
    void aTextWithoutWordsHasNone() {
        assertThat(Terms.of("%%% '' \\ \u0000 --").words()).isEmpty();
        assertThat(Terms.of("").words()).isEmpty();
    }

    @Test
    void aWordAtTheEndOfAVeryLongTextIsOneOfItsTerms() {
        assertThat(Terms.of("x ".repeat(500_000) + "needle").words())
                .endsWith("needle")
                .hasSize(500_001);
    }
}

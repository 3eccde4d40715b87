package io.vectrail.policy.detect.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text is read as it is decoded. */
class DecodedTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jo%40x%2Ecom | jo@x.com",
                "jo%40x%2ecom 100% | jo@x.com 100%",
                "%EF%BC%91%D0%B0 | 1a",
                "%F0%9D%9F%99 | 1",
                "%u0040%u0031 | @1",
                "jo&#64;x&#x2E;com | jo@x.com",
                "jo&#0000064;x&#X2e;com | jo@x.com",
                "jo&#64x | jo@x",
                "jo&commat;x&period;com | jo@x.com",
                "4&ndash;1&hyphen;1&dash;1&minus;1&#150;1 | 4-1-1-1-1-1",
                "4&nbsp;1&thinsp;1&shy;1&ZeroWidthSpace;1 | 4 1 111",
                "&jopf;&oscr;&efr;&eacute; | joee",
                "&colon;&sol;&amp;&quot; | :/&\"",
                "jo\\u0040x\\x2Ecom\\u{31}\\U00000032 | jo@x.com12",
                "\\ud835\\udfd9 | 1",
                "http:\\/\\/x | http://x",
                "one level: %2541 &amp;#64; | one level: %41 &#64;",
                "%41\\u0042&#67; | ABC",
            })
    void decoded(String text, String read) {
        assertThat(Read.texts(text)).containsExactly(read);
    }

    @Test
    void linesOfAnEscapedTextAreLines() {
        assertThat(Read.texts("tel\\n4111\\t1111\\r")).containsExactly("tel\n4111\t1111\r");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100% of %zz %4 %",
                "%C1%81 %E0%80%80 %ED%A0%80 %F4%90%80%80 %80 %C3 %C3%4 %E2%82",
                "%uD800 %u12",
                "& && &; &# &#; &#x; &#xg; &nothing; &amp &commat",
                "&#xD800; &#1114112; &#99999999999999999999;",
                "C:\\dir \\u12 \\uD800 \\u{} \\u{110000} \\u{1234567} \\x4 \\U00110000 \\",
            })
    void whatIsNotEncodedHasNone(String text) {
        assertThat(Views.of(text)).isEmpty();
    }

    @Test
    void spansCoverEncodedCharactersWhole() {
        assertThat(Read.disguise("a jo%40x%2Ecom b", "jo@x.com")).contains("jo%40x%2Ecom");
        assertThat(Read.disguise("a %EF%BC%91&#64;\\u0031 b", "1@1")).contains("%EF%BC%91&#64;\\u0031");
        assertThat(Read.disguise("a %65%CC%81 b", "e")).contains("%65%CC%81");
    }

    @Test
    void theTextAroundIsFoldedToo() {
        assertThat(Read.texts("ｊo%40x")).containsExactly("jo%40x", "jo@x");
    }
}

package io.vectrail.policy.detect.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text is read as it looks. */
class FoldedTest {

    @ParameterizedTest
    @CsvSource({
        "full width, ４１１１－１１１１, 4111-1111",
        "full-width signs, ｊｏ＠ｘ．ｃｏｍ, jo@x.com",
        "small signs, jo﹫x﹒com, jo@x.com",
        "circled, ⓙⓞ①②③, jo123",
        "circled on black, ❶❷🅙🅞, 12JO",
        "in brackets, ⑴⒥🄙, 1jJ",
        "with a stop, ⒈⒉, 12",
        "raised, ⁴¹¹¹, 4111",
        "lowered, ₄₁₁₁, 4111",
        "mathematics, 𝐣𝒐𝓱𝔫𝟜𝟣, john41",
        "regional indicators, 🇩🇪, DE",
        "Arabic digits, ٠١٢٣٤٥٦٧٨٩, 0123456789",
        "Devanagari digits, ०१२, 012",
        "digits beyond the basic plane, 𑁦𞥑, 01",
        "Han's zero, 一〇, 一0",
        "several to one character, ⑳№㎏½, 20Nokg1/2",
        "ligatures, oﬃce, office",
        "dashes, 4‐1‑1‒1–1—1―1−1﹣1ー1, 4-1-1-1-1-1-1-1-1-1",
        "dots, x．com x。com x｡com x·com x․com, x.com x.com x.com x.com x.com",
        "slashes, 1⁄2∕3／4, 1/2/3/4",
        "Cyrillic, роsтмаn вкн, postman bkh",
        "Cyrillic capitals, АВСЕНІКМОРТХ, ABCEHIKMOPTX",
        "Greek, αιορν ΑΒΕΙΚ, aiopv ABEIK",
        "Armenian, օսհ, ouh",
        "Cherokee, ᎪᎬᏚ, AES",
        "Lisu, ꓐꓰꓠ, BEN",
        "small capitals, ᴊᴏʜɴ, john",
        "accents, Éñüçå, Enuca",
        "bars and hooks, łøđħɓƙ, lodhbk",
        "Latin look-alikes, ɑɡıſ, agis",
    })
    void asItLooks(String trick, String text, String read) {
        assertThat(Read.texts(text)).as(trick).containsExactly(read);
    }

    static Stream<Arguments> unseen() {
        return Stream.of(
                Arguments.of("zero width", "j\u200Bo\u200C\u200D\u2060\uFEFFe"),
                Arguments.of("soft hyphen", "j\u00ADoe"),
                Arguments.of("bidi controls", "\u202Ejo\u202C\u2066e\u2069\u200E\u061C"),
                Arguments.of("variation selectors", "j\uFE0Fo\uDB40\uDD00e"),
                Arguments.of("tags", "j\uDB40\uDC41o\uDB40\uDC7Fe"),
                Arguments.of("fillers", "j\u115F\u3164\uFFA0\u180Eoe"),
                Arguments.of("annotation anchors", "j\uFFF9o\uFFFBe"),
                Arguments.of("C1 controls", "j\u0080o\u009Fe"),
                Arguments.of("combining marks", "j\u0301\u0302o\u034Fe\u20E3"));
    }

    @ParameterizedTest
    @MethodSource("unseen")
    void withoutWhatIsNotSeen(String trick, String text) {
        assertThat(Read.texts(text)).as(trick).containsExactly("joe");
    }

    @Test
    void everySpaceIsOne() {
        assertThat(Read.texts("1\u00A02\u20033\u202F4\u30005\u20286\u28007\u00858"))
                .containsExactly("1 2 3 4 5 6 7 8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain text, 4111-1111 l0O m rn",
                "\u0000\u0001\u0002\u001F\u007F",
                "我的电话",
                "안녕하세요",
                "مرحبا بك",
                "שלום",
                "ด้วย",
                "😀👍",
                "\uD800",
                "\uDC00\uDC00a\uD800",
                "ß æ",
            })
    void whatIsWhatItLooksLikeHasNone(String text) {
        assertThat(Views.of(text)).isEmpty();
    }

    @Test
    void noAsciiIsFolded() {
        IntStream.range(0, 0x80).forEach(c -> assertThat(FoldRule.of(c)).isZero());
    }

    @Test
    void whatIsFoldedIsPrintableAscii() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            for (int rest = FoldTable.of(c); rest > FoldRule.MARK; rest >>>= 8) {
                assertThat(rest & 0xff).as("U+%04X", c).isBetween((int) ' ', (int) '~');
            }
        }
    }

    @Test
    void aMarkBelongsToItsLetter() {
        assertThat(Read.disguise("(e\u0301)", "e")).contains("e\u0301");
        assertThat(Read.disguise("(e\u200B\u0301)", "e")).contains("e\u200B\u0301");
        assertThat(Read.disguise("(𝐞\u0301\u0302x)", "e")).contains("𝐞\u0301\u0302");
    }

    @Test
    void whatIsNotSeenAroundAValueIsNoPartOfIt() {
        assertThat(Read.disguise("a \u200Bj\u200Boe\u200B b", "joe")).contains("j\u200Boe");
    }

    @Test
    void oneCharacterForSeveralIsCoveredWhole() {
        assertThat(Read.disguise("x㎏y", "g")).contains("㎏");
        assertThat(Read.disguise("x😀é", "\uDE00")).contains("😀");
    }
}

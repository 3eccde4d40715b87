package io.vectrail.policy.detect.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a text is, its readings hold; and a value is found under any trick. */
class ViewsTest {

    private static final String SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@.-_+";
    private static final String NASTY =
            "%&#\\ux4041;{}aZ+/=-\n\r \u200B\u0301\uFE0F\uD83D\uDE00\uD800ﬃ㎏éа１٣\u202E&#64;%41\\u0040";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void spansOfAnyTextHold(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            StringBuilder anything = new StringBuilder();
            StringBuilder nasty = new StringBuilder();
            int length = random.nextInt(200);
            for (int k = 0; k < length; k++) {
                anything.append((char) random.nextInt(0x10000));
                nasty.append(NASTY.charAt(random.nextInt(NASTY.length())));
            }
            Read.assertSpansHold(anything.toString());
            Read.assertSpansHold(nasty.toString());
            Read.assertSpansHold(
                    nasty + Trick.BASE64.hide(anything.toString() + "words".repeat(length), random) + nasty);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHiddenValueIsFoundAndCoveredExactly(Trick trick) {
        Random random = new Random(9);
        for (int i = 0; i < 300; i++) {
            String value = value(random);
            String hidden = trick.hide(value, random);
            String text = around(random) + " <" + hidden + "> " + around(random);
            if (!hidden.equals(value)) {
                assertThat(Read.disguise(text, value)).as(text).contains(hidden);
            }
            Read.assertSpansHold(text);
        }
    }

    @Test
    void hostileTextsAreReadInOnePass() {
        for (String piece : new String[] {
            "%",
            "%4",
            "&",
            "&#",
            "&#0",
            "&a",
            "\\",
            "\\u",
            "\u200B",
            "\u0301",
            "a\u0301",
            "\uD800",
            "\uDC00",
            "/",
            "A",
            "zzzzzzzzzzzzzzzz\n",
            "zzzzzzzzzzzzzzzz==",
            "aGVsbG8gd29ybGQh ",
            "\r",
            "\n ",
            "⑳"
        }) {
            String text = piece.repeat((1 << 18) / piece.length());
            for (View view : Views.of(text)) {
                assertThat(view.text().length()).isLessThanOrEqualTo(2 * text.length());
            }
        }
    }

    /** Begins and ends with a letter that every trick of letters disguises. */
    private static String value(Random random) {
        StringBuilder value = new StringBuilder("a");
        for (int i = 4 + random.nextInt(20); i > 0; i--) {
            value.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return value.append('o').toString();
    }

    private static String around(Random random) {
        String[] texts = {"", "plain words", "слова", "文字。", "%41 &amp; \\n", "😀", "é", "\uD800", "a\u200Bb"};
        return texts[random.nextInt(texts.length)];
    }
}

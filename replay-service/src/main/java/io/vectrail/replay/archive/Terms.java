package io.vectrail.replay.archive;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text as the search knows them: compatible forms made one (NFKC), lower case, and nothing but letters,
 * marks and digits. In scripts that put no space between words each character is a term of its own, so that any part of a
 * sentence is found as a phrase. Ingest and search share this, so that they agree whatever an engine thinks a word is.
 *
 * @param words in the text's order
 */
public record Terms(List<String> words) {

    public Terms {
        words = List.copyOf(words);
    }

    /** Takes time and memory in proportion to the text. */
    public static Terms of(String text) {
        // Each step keeps the bound: NFKC makes at most 18 characters of one.
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int at = 0; at < plain.length(); ) {
            int point = plain.codePointAt(at);
            int next = at + Character.charCount(point);
            boolean alone = unspaced(point);
            if (start >= 0 && (alone || !inWord(point))) {
                words.add(plain.substring(start, at));
                start = -1;
            }
            if (alone) {
                words.add(plain.substring(at, next));
            } else if (start < 0 && inWord(point)) {
                start = at;
            }
            at = next;
        }
        if (start >= 0) {
            words.add(plain.substring(start));
        }
        return new Terms(words);
    }

    /** The words of a text with one space between two: what {@code of(text).joined()} is. Most texts are ASCII, and cost a look at each character. */
    static String joined(String text) {
        byte[] words = new byte[text.length()];
        int length = 0;
        boolean gap = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= 0x80) {
                return of(text).joined();
            }
            if (!asciiWord(c)) {
                gap = length > 0;
                continue;
            }
            if (gap) {
                words[length++] = ' ';
                gap = false;
            }
            words[length++] = (byte) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        }
        return new String(words, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static boolean asciiWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** With one space between two. */
    public String joined() {
        return String.join(" ", words);
    }

    private static boolean inWord(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> Character.isLetterOrDigit(point);
        };
    }

    /** Whether a character is a term of its own. */
    public static boolean unspaced(int point) {
        if (point < 0x0E00 || !Character.isLetter(point)) {
            return false;
        }
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, BOPOMOFO, YI -> true;
            default -> false;
        };
    }
}

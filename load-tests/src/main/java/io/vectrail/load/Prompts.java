package io.vectrail.load;

import java.util.SplittableRandom;

/**
 * Texts of 1.3 KB out of 20,000 made-up words, of which a few are common and most are rare, as words are. Of plain letters, so that a text stands
 * in JSON as it is. Not thread-safe.
 */
final class Prompts {

    private static final int CHARACTERS = 1_300;
    private static final int WORDS = 20_000;
    private static final String[] SYLLABLES = {
        "ka", "re", "mo", "ti", "sul", "ber", "an", "do", "vi", "lor", "ne", "pas", "gu", "em", "cho", "fin", "ra",
        "quo", "sta", "wy"
    };
    private static final String[] VOCABULARY = vocabulary();

    private final SplittableRandom random;

    Prompts(SplittableRandom random) {
        this.random = random;
    }

    /** A word that is in a share of about one in a hundred of the texts. */
    static String searchable(int number) {
        return VOCABULARY[WORDS / 2 + number % (WORDS / 4)];
    }

    String next() {
        StringBuilder text = new StringBuilder(CHARACTERS + 16);
        while (text.length() < CHARACTERS) {
            // Squaring twice crowds the front, about as words of a language do.
            double at = random.nextDouble();
            text.append(VOCABULARY[(int) (at * at * at * at * WORDS)]).append(text.length() % 11 == 0 ? ". " : " ");
        }
        return text.substring(0, CHARACTERS);
    }

    private static String[] vocabulary() {
        String[] words = new String[WORDS];
        SplittableRandom letters = new SplittableRandom(7);
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int syllable = 0; syllable < 2 + letters.nextInt(3); syllable++) {
                word.append(SYLLABLES[letters.nextInt(SYLLABLES.length)]);
            }
            words[i] = word.append((char) ('a' + i % 26)).toString();
        }
        return words;
    }
}

package io.vectrail.policy.detect.type;

import java.util.stream.Stream;

/** What words beside a value name: the type, something else, or nothing. */
final class Naming {

    /** What the words beside a place name. */
    enum Named {
        OWN,
        OTHER,
        NOTHING
    }

    /** Which other labels tell that a value is something else. */
    @FunctionalInterface
    interface Telling {

        /** @param index of the last of so many words */
        boolean test(Words words, int index, int count);
    }

    /** How many words a label has at most. */
    private static final int LONGEST = 4;

    /** How many words may describe what has the value, as in on the hotel booking. */
    private static final int ASIDE = 3;

    /** Words that may stand between a label and its value. */
    private static final SpelledSet LINKS = WordList.of("""
            number, numbers, no, nos, nr, num, nbr, n, id, is, was, are, code, value, numero, numer, the, new, old, reads, e, es,
            to, jest, i, y, s, /, 1
            """);

    private static final SpelledSet EITHER = WordList.of("/, or, o, oder, lub");

    private static final SpelledSet ARTICLES = WordList.of("the, this, that, my, her, his, your, our, their, an, a");

    private static final SpelledSet PREPOSITIONS =
            WordList.of("on, for, of, in, by, from, with, over, at, to, behind, per, via");

    /** In these no label stands. */
    private static final SpelledSet IDIOMS =
            WordList.of("in case, in order, in part, to date, on request, upon request, at issue");

    private final SpelledSet own;

    Naming(String... words) {
        own = WordList.of(Stream.of(words));
    }

    Named named(Words words) {
        boolean used = false;
        for (int i = 0; words.has(i); i++) {
            // Another label that does not stand at the value, or has its own, names something else than the value.
            used |= words.is(i, Words.NUMBER) || (i > 0 && !Fillers.namesNothing(words, i - 1));
            boolean hasDigit = i > 0 && words.is(i - 1, Words.DIGIT);
            for (int count = most(words, i); count > 0; count--) {
                if (own.begins(words, i, count)) {
                    return Named.OWN;
                }
                if (!used && !hasDigit && OtherLabels.ALL.begins(words, i, count) && counts(words, i + count)) {
                    return Named.OTHER;
                }
            }
        }
        return Named.NOTHING;
    }

    /** What the last words name, but for such as number and is. */
    Named adjacent(Words words, Telling telling) {
        for (int i = 0; words.has(i); i++) {
            for (int count = most(words, i); count > 0; count--) {
                if (own.begins(words, i, count)) {
                    return Named.OWN;
                }
                if (OtherLabels.ALL.begins(words, i, count)) {
                    boolean tells = telling.test(words, i, count) && counts(words, i + count);
                    return tells ? Named.OTHER : Named.NOTHING;
                }
            }
            if (!LINKS.has(words, i, 1)) {
                return Named.NOTHING;
            }
        }
        return Named.NOTHING;
    }

    /** What words name that stand behind the value: the nearest label, from left to right. */
    Named behind(Words words) {
        int first = 0;
        while (words.has(first)) {
            first++;
        }
        for (int i = first; i > 0; i--) {
            for (int count = Math.min(LONGEST, i); count > 0; count--) {
                if (own.begins(words, i - count, count)) {
                    return Named.OWN;
                }
                if (OtherLabels.ALL.begins(words, i - count, count)) {
                    return Named.OTHER;
                }
            }
        }
        return Named.NOTHING;
    }

    /** How many words a label may have that ends with that at the index. */
    private static int most(Words words, int index) {
        int most = 1;
        while (most < LONGEST && words.has(index + most)) {
            most++;
        }
        return most;
    }

    /**
     * Whether a label is the value's: not where it is only one of two, as in SSN/ITIN, nor where it is what has the value, as in the
     * SSN on the account, nor in case you need it.
     *
     * @param before the word before it
     */
    private static boolean counts(Words words, int before) {
        if (!words.has(before)) {
            return true;
        }
        if (IDIOMS.has(words, before - 1, 2)) {
            return false;
        }
        for (int i = before; i < before + ASIDE && words.has(i + 1); i++) {
            if (ARTICLES.has(words, i, 1) && PREPOSITIONS.has(words, i + 1, 1)) {
                return false;
            }
        }
        return !EITHER.has(words, before, 1);
    }
}

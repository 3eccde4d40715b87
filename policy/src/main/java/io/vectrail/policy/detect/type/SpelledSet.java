package io.vectrail.policy.detect.type;

import java.util.Collection;

/** Words and phrases, without spaces, that are found in a text without a copy of it. */
final class SpelledSet {

    /** Words at least this long also stand for those that they begin, such as passport for passports: see ContextWords. */
    private static final int STEM = 6;

    /** An open table, at most a quarter full. 0, which no word's number is, is empty. */
    private final long[] table;

    /** Which lengths there are, a bit of each. */
    private final long lengths;

    /** @param phrases of less than {@link Spelling#LONGEST} letters, as {@link WordList#joined} has them */
    SpelledSet(Collection<String> phrases) {
        table = new long[Integer.highestOneBit(Math.max(1, phrases.size())) * 8];
        long seen = 0;
        for (String phrase : phrases) {
            if (phrase.isEmpty() || phrase.length() >= Spelling.LONGEST) {
                throw new IllegalArgumentException("no phrase for a list: \"" + phrase + "\"");
            }
            seen |= 1L << phrase.length();
            table[slot(Spelling.of(phrase))] = Spelling.of(phrase);
        }
        lengths = seen;
    }

    /** Whether so many words, of which that at the index is the last, are one. */
    boolean has(Words words, int index, int count) {
        int length = words.length(index, count);
        return mayHave(length) && contains(words.spelling(index, count));
    }

    /** Whether so many words are one, or the only word begins with one. */
    boolean begins(Words words, int index, int count) {
        return has(words, index, count) || (count == 1 && words.length(index) > STEM && beginsWord(words, index));
    }

    /** Whether what stands there is one. */
    boolean has(CharSequence text, int from, int to) {
        return mayHave(to - from) && contains(Spelling.of(text, from, to));
    }

    private boolean beginsWord(Words words, int index) {
        long spelling = 0;
        int last = Math.min(words.length(index), Spelling.LONGEST) - 1;
        for (int i = 0; i < last; i++) {
            spelling = Spelling.with(spelling, words.character(index, i));
            if (i + 1 >= STEM && mayHave(i + 1) && contains(spelling)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayHave(int length) {
        return length < Spelling.LONGEST && ((lengths >>> length) & 1) != 0;
    }

    private boolean contains(long spelling) {
        return table[slot(spelling)] == spelling;
    }

    /** Where it stands, or would. */
    private int slot(long spelling) {
        int slot = (int) (((spelling ^ (spelling >>> 32)) * 0x9E3779B1L) >>> 8) & (table.length - 1);
        while (table[slot] != 0 && table[slot] != spelling) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }
}

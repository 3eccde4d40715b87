package io.vectrail.policy.detect.type;

import java.util.Arrays;

/** Words of a text, the last first, in lower case, without accents, camelCase taken apart. They are read when they are asked for. */
abstract class Words {

    /** Stands among the words where there are digits that they may name already. */
    static final char NUMBER = '#';

    /** Stands among the words where there is one digit, as in ticket 7. */
    static final char DIGIT = '1';

    /** Stands among the words where a slash does: SSN/ITIN is either. */
    static final char OR = '/';

    /** Stands among the words where a sentence ends. */
    static final char END = '.';

    private static final int FEW = 8;

    final CharSequence text;

    private int[] starts = new int[FEW];
    private int[] lengths = new int[FEW];
    private long[] spellings = new long[FEW];
    private int size;

    Words(CharSequence text) {
        this.text = text;
    }

    /** Those before a place as far as they may name what stands there. */
    static Words before(Candidate candidate) {
        return new WordsBefore(candidate.text(), candidate.start());
    }

    /** All between two places. */
    static Words between(CharSequence text, int from, int end) {
        return new WordsBetween(text, from, end);
    }

    /** Reads one word or more; false where there is none any more. */
    abstract boolean readOn();

    /** Whether there are more than so many. */
    final boolean has(int index) {
        while (size <= index) {
            if (!readOn()) {
                return false;
            }
        }
        return true;
    }

    /** How many were read. */
    final int size() {
        return size;
    }

    final boolean isEmpty() {
        return !has(0);
    }

    final int length(int index) {
        return lengths[index];
    }

    /** Of so many together, of which that at the index is the last. */
    final int length(int index, int count) {
        int length = 0;
        for (int i = index; i < index + count; i++) {
            length += lengths[i];
        }
        return length;
    }

    /** Of so many together; less than {@link Spelling#LONGEST}. */
    final long spelling(int index, int count) {
        long spelling = spellings[index];
        int length = lengths[index];
        for (int i = index + 1; i < index + count; i++) {
            spelling = Spelling.joined(spellings[i], spelling, length);
            length += lengths[i];
        }
        return spelling;
    }

    final char character(int index, int at) {
        return Letters.plain(text.charAt(starts[index] + at));
    }

    /** Whether it is that sign, and no word. */
    final boolean is(int index, char sign) {
        return spellings[index] == sign;
    }

    final void add(int start, int end) {
        add(start, end - start, Spelling.of(text, start, end));
    }

    final void addSign(char sign) {
        add(0, 1, sign);
    }

    private void add(int start, int length, long spelling) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
            spellings = Arrays.copyOf(spellings, 2 * size);
        }
        starts[size] = start;
        lengths[size] = length;
        spellings[size++] = spelling;
    }
}

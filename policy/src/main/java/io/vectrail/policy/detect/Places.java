package io.vectrail.policy.detect;

import java.util.Arrays;
import java.util.BitSet;

/** Where a text has which words. Of one scan: it remembers where it was asked last, as values are asked about in their order. */
final class Places {

    /** How far before a value a word may begin: some ten words. */
    private static final int BEFORE = 64;

    /** How far behind a value a word may begin. */
    private static final int BEHIND = 24;

    private static final byte NO = 1;
    private static final byte YES = 2;

    private final BitSet present = new BitSet();
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] ids = new int[64];
    private int size;

    /** Of each shape whether the text has its words; 0 where none of its matches has asked. */
    private final byte[] answers;

    private int last;

    Places(int shapes) {
        answers = new byte[shapes];
    }

    /** Adds a word that begins where the one before did, or behind that. */
    void add(int id, int start, int end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            ids = Arrays.copyOf(ids, 2 * size);
        }
        starts[size] = start;
        ends[size] = end;
        ids[size++] = id;
        present.set(id);
    }

    /** Whether the text has one of a shape's words at all. */
    boolean has(int shape, BitSet words) {
        if (answers[shape] == 0) {
            answers[shape] = words.intersects(present) ? YES : NO;
        }
        return answers[shape] == YES;
    }

    /** Whether one of the words stands near a place. */
    boolean near(BitSet words, int start, int end) {
        if (words.isEmpty() || size == 0) {
            return false;
        }
        for (int i = firstFrom(start - BEFORE); i < size && starts[i] <= end + BEHIND; i++) {
            boolean beside = ends[i] <= start || starts[i] >= end;
            if (beside && words.get(ids[i])) {
                return true;
            }
        }
        return false;
    }

    private int firstFrom(int start) {
        int at = last;
        while (at > 0 && starts[at - 1] >= start) {
            at--;
        }
        while (at < size && starts[at] < start) {
            at++;
        }
        last = at;
        return at;
    }
}

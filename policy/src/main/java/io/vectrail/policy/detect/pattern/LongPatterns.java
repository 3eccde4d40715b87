package io.vectrail.policy.detect.pattern;

import io.vectrail.policy.detect.pattern.Node.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Patterns whose matches may have any length. Tables that patterns share tell which of them a text has at all. Of each of these a pass from
 * the text's end to its beginning tells where its matches begin; from the first such place its longest match is followed, and then from the
 * first one behind that.
 */
final class LongPatterns {

    /** Entries of a table that patterns share: it should stay in a processor's cache. */
    private static final int SHARED_ENTRIES = 1 << 18;

    /** Steps of patterns that share a table: going through many takes longer than reading a text once more. */
    private static final int SHARED_STEPS = 4096;

    /** Entries of a table of one pattern alone. */
    private static final int OWN_ENTRIES = 1 << 20;

    /**
     * Characters that may be read behind the ends of a pattern's matches, for each of the text: they are looked at since a match might go on, and
     * may be read again for the next one, in another state. Without a bound each match could read all of the text.
     */
    private static final int BEYOND_EACH = 32;

    /** And so many besides, so that no short text is refused. */
    private static final int BEYOND = 1 << 16;

    private final List<Dfa> shared = new ArrayList<>();

    /** Of each pattern, where a match that begins at a place may end. */
    private final Map<Integer, Dfa> forward = new HashMap<>();

    /** Of each pattern, read backwards, where matches begin. */
    private final Map<Integer, Dfa> backward = new HashMap<>();

    LongPatterns(List<Node> patterns, List<Integer> indices, Alphabet alphabet, Budget budget) {
        for (int index : indices) {
            forward.put(index, own(Program.forward(patterns, List.of(index)), alphabet, false, budget));
            backward.put(index, own(Program.backward(patterns.get(index), index), alphabet, true, budget));
        }
        share(patterns, indices, alphabet, budget);
    }

    private static Dfa own(Program program, Alphabet alphabet, boolean anywhere, Budget budget) {
        try {
            return Determinizer.determinize(program, alphabet, anywhere, OWN_ENTRIES, budget);
        } catch (TooLargeException e) {
            throw e.ofOne(program.last());
        }
    }

    /** Puts as many patterns as fit into one table. */
    private void share(List<Node> patterns, List<Integer> indices, Alphabet alphabet, Budget budget) {
        if (indices.isEmpty()) {
            return;
        }
        Program program = Program.forward(patterns, indices);
        if (indices.size() == 1) {
            shared.add(own(program, alphabet, true, budget));
            return;
        }
        try {
            if (program.steps().size() > SHARED_STEPS) {
                throw new TooLargeException(SHARED_ENTRIES, budget);
            }
            shared.add(Determinizer.determinize(program, alphabet, true, SHARED_ENTRIES, budget));
        } catch (TooLargeException e) {
            share(patterns, indices.subList(0, indices.size() / 2), alphabet, budget);
            share(patterns, indices.subList(indices.size() / 2, indices.size()), alphabet, budget);
        }
    }

    /** @throws TooManyMatchesException also where a match has to be looked for far beyond its end time and again */
    void find(String text, char[] letters, Matches found) {
        BitSet there = new BitSet();
        for (Dfa dfa : shared) {
            scan(dfa, letters, there);
        }
        there.stream().filter(found::wanted).forEach(pattern -> find(pattern, text, letters, found));
    }

    private static void scan(Dfa dfa, char[] letters, BitSet there) {
        char[] columns = dfa.columns();
        int[] next = dfa.next();
        int firstMatch = dfa.firstMatch();
        int state = dfa.start(Side.NOTHING);
        for (char letter : letters) {
            state = next[state + columns[letter]];
            if (state >= firstMatch) {
                note(dfa.matched(state), there);
            }
        }
        state = next[state + dfa.endColumn()];
        if (state >= firstMatch) {
            note(dfa.matched(state), there);
        }
    }

    private static void note(int[] patterns, BitSet there) {
        for (int pattern : patterns) {
            there.set(pattern);
        }
    }

    /**
     * Finds the matches of one. At each place it notes the state in which nothing came of reading on from there, so that the next match need not
     * read on, either (T. Reps, "Maximal-munch" tokenization in linear time, 1998, with one state a place instead of all).
     */
    private void find(int pattern, String text, char[] letters, Matches found) {
        BitSet starts = starts(dfa(backward, pattern), letters);
        Dfa dfa = dfa(forward, pattern);
        int[] vain = new int[letters.length + 1];
        long beyond = BEYOND + (long) BEYOND_EACH * letters.length;
        for (int start = starts.nextSetBit(0); start >= 0; ) {
            int state = dfa.start(start == 0 ? Side.NOTHING : Side.of(text.charAt(start - 1)));
            int last = start;
            int at = start;
            int from = start;
            for (; state != 0 && at <= letters.length && vain[at] != state; at++) {
                vain[at] = state;
                state = dfa.next()[state + (at == letters.length ? dfa.endColumn() : dfa.columns()[letters[at]])];
                if (state >= dfa.firstMatch()) {
                    last = at;
                    Arrays.fill(vain, from, at + 1, 0);
                    from = at + 1;
                }
            }
            beyond -= at - last;
            if (beyond < 0) {
                throw TooManyMatchesException.endless();
            }
            found.add(new Match(pattern, start, last));
            start = starts.nextSetBit(last);
        }
    }

    private static BitSet starts(Dfa dfa, char[] letters) {
        BitSet starts = new BitSet(letters.length);
        char[] columns = dfa.columns();
        int[] next = dfa.next();
        int firstMatch = dfa.firstMatch();
        int state = dfa.start(Side.NOTHING);
        for (int i = letters.length - 1; i >= 0; i--) {
            state = next[state + columns[letters[i]]];
            if (state >= firstMatch) {
                starts.set(i + 1);
            }
        }
        if (next[state + dfa.endColumn()] >= firstMatch) {
            starts.set(0);
        }
        return starts;
    }

    private static Dfa dfa(Map<Integer, Dfa> automata, int pattern) {
        Dfa dfa = automata.get(pattern);
        if (dfa == null) {
            throw new IllegalStateException("pattern " + pattern + " has no automaton of its own");
        }
        return dfa;
    }
}

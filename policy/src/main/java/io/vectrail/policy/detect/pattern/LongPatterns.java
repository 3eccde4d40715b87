package io.vectrail.policy.detect.pattern;

import io.vectrail.policy.detect.pattern.Node.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Patterns whose matches may have any length, followed from all places at once: the automata say where a match of which pattern
 * ends; where it begins is then read backwards, and how far it goes from there. Of the matches that end first the longest
 * counts, prolonged as far as it ends again within {@link #MOST_GAP} characters; that is the leftmost longest one unless
 * another encloses it.
 */
final class LongPatterns {

    /** Entries of a table that patterns share: it should stay in a processor's cache. */
    private static final int SHARED_ENTRIES = 1 << 18;

    /** Steps of patterns that share a table: going through many takes longer than reading a text once more. */
    private static final int SHARED_STEPS = 4096;

    /** Entries of a table of one pattern alone. */
    private static final int OWN_ENTRIES = 1 << 20;

    /** How far a match is looked for behind its last end: without a bound, each match could read all of the text. */
    static final int MOST_GAP = 1024;

    private final List<Dfa> shared = new ArrayList<>();
    private final Map<Integer, Dfa> forward = new HashMap<>();
    private final Map<Integer, Dfa> backward = new HashMap<>();

    LongPatterns(List<Node> patterns, List<Integer> indices, Alphabet alphabet, Budget budget) {
        for (int index : indices) {
            forward.put(index, own(Program.forward(patterns, List.of(index)), alphabet, false, budget));
            backward.put(index, own(Program.backward(patterns.get(index), index), alphabet, false, budget));
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

    void find(String text, char[] letters, Matches found) {
        Found matches = new Found(text, letters, found);
        for (Dfa dfa : shared) {
            scan(dfa, letters, matches);
        }
    }

    private static void scan(Dfa dfa, char[] letters, Found found) {
        char[] columns = dfa.columns();
        int[] next = dfa.next();
        int firstMatch = dfa.firstMatch();
        int state = dfa.start(Side.NOTHING);
        for (int i = 0; i < letters.length; i++) {
            state = next[state + columns[letters[i]]];
            if (state >= firstMatch) {
                found.ended(dfa.matched(state), i);
            }
        }
        state = next[state + dfa.endColumn()];
        if (state >= firstMatch) {
            found.ended(dfa.matched(state), letters.length);
        }
    }

    /** What was found in one text so far. */
    private final class Found {

        private final String text;
        private final char[] letters;
        private final Matches matches;
        private final Map<Integer, Integer> lastEnds = new HashMap<>();

        Found(String text, char[] letters, Matches matches) {
            this.text = text;
            this.letters = letters;
            this.matches = matches;
        }

        void ended(int[] patterns, int end) {
            for (int pattern : patterns) {
                int before = lastEnds.getOrDefault(pattern, 0);
                if (end > before) {
                    int start = start(dfa(backward, pattern), end, before);
                    if (start < end) {
                        int last = last(dfa(forward, pattern), start, end);
                        lastEnds.put(pattern, last);
                        matches.add(new Match(pattern, start, last));
                    }
                }
            }
        }

        /** The first place from which a match goes to an end; the end itself where that is before the earliest. */
        private int start(Dfa dfa, int end, int earliest) {
            int state = dfa.start(side(end));
            int start = end;
            for (int i = end - 1; state != 0 && i >= earliest - 1; i--) {
                state = dfa.next()[state + (i < 0 ? dfa.endColumn() : dfa.columns()[letters[i]])];
                start = state >= dfa.firstMatch() ? i + 1 : start;
            }
            return start;
        }

        /** The last place to which a match goes from its start. */
        private int last(Dfa dfa, int start, int end) {
            int state = dfa.start(side(start - 1));
            int last = end;
            for (int i = start; state != 0 && i <= letters.length && i - last <= MOST_GAP; i++) {
                state = dfa.next()[state + (i == letters.length ? dfa.endColumn() : dfa.columns()[letters[i]])];
                last = state >= dfa.firstMatch() ? Math.max(i, last) : last;
            }
            return last;
        }

        private Side side(int at) {
            return at < 0 || at == letters.length ? Side.NOTHING : Side.of(text.charAt(at));
        }
    }

    private static Dfa dfa(Map<Integer, Dfa> automata, int pattern) {
        Dfa dfa = automata.get(pattern);
        if (dfa == null) {
            throw new IllegalStateException("pattern " + pattern + " has no automaton of its own");
        }
        return dfa;
    }
}

package io.vectrail.policy.detect.pattern;

import io.vectrail.policy.detect.pattern.Node.Side;
import java.util.ArrayList;
import java.util.List;

/** Patterns whose matches have a bounded length: each place where one may begin is tried, up to that length. */
final class ShortPatterns {

    /** Entries of one table. */
    private static final int MOST_ENTRIES = 1 << 23;

    /** Longest match of a pattern. */
    static final int MOST_LENGTH = 128;

    private final List<Begins> automata = new ArrayList<>();
    private final int patterns;

    ShortPatterns(List<Node> nodes, List<Integer> indices, Alphabet alphabet, Budget budget) {
        patterns = nodes.size();
        add(nodes, indices, alphabet, budget);
    }

    private void add(List<Node> nodes, List<Integer> indices, Alphabet alphabet, Budget budget) {
        if (indices.isEmpty()) {
            return;
        }
        try {
            Program program = Program.forward(nodes, indices);
            Dfa dfa = Determinizer.determinize(program, alphabet, false, MOST_ENTRIES, budget);
            automata.add(new Begins(dfa, alphabet, budget, program.last()));
        } catch (TooLargeException e) {
            if (indices.size() == 1) {
                throw e.ofOne(indices.getFirst());
            }
            add(nodes, indices.subList(0, indices.size() / 2), alphabet, budget);
            add(nodes, indices.subList(indices.size() / 2, indices.size()), alphabet, budget);
        }
    }

    void find(char[] letters, Matches found) {
        for (Begins automaton : automata) {
            find(automaton, letters, found);
        }
    }

    private void find(Begins begins, char[] letters, Matches found) {
        if (letters.length == 0) {
            return;
        }
        Run run = null;
        int side = begins.side(Side.NOTHING);
        int last = letters.length - 1;
        for (int i = 0; i < last; i++) {
            if (begins.may(side, letters[i], letters[i + 1])) {
                run = run == null ? new Run(begins.dfa(), letters, patterns) : run;
                run.from(i, begins.state(side, letters[i]), found);
            }
            side = begins.side(letters[i]);
        }
        run = run == null ? new Run(begins.dfa(), letters, patterns) : run;
        run.from(last, begins.state(side, letters[last]), found);
    }

    /** Tries from one place after the other. */
    private static final class Run {

        private final char[] columns;
        private final int[] next;
        private final Dfa dfa;
        private final char[] letters;

        /** Of each pattern, where its last match ended: the next one begins there at the earliest. */
        private final int[] ends;

        /** Of each set of patterns the place before which no match of any of them counts: nothing need be noted of it there. */
        private final int[] quiet;

        /** The sets that were told of on the way from a place, and the places that led to them. */
        private final int[] told = new int[MOST_LENGTH + 1];

        private final int[] toldAt = new int[MOST_LENGTH + 1];

        Run(Dfa dfa, char[] letters, int patterns) {
            this.dfa = dfa;
            this.letters = letters;
            this.columns = dfa.columns();
            this.next = dfa.next();
            this.ends = new int[patterns];
            this.quiet = new int[dfa.matched().length];
        }

        void from(int start, int begun, Matches found) {
            int state = begun;
            int count = 0;
            int firstMatch = dfa.firstMatch();
            int i = start + 1;
            for (; state != 0 && i < letters.length; i++) {
                state = next[state + columns[letters[i]]];
                if (state >= firstMatch) {
                    count = tell(start, dfa.set(state), i, count);
                }
            }
            if (state != 0 && i == letters.length) {
                state = next[state + dfa.endColumn()];
                if (state >= firstMatch) {
                    count = tell(start, dfa.set(state), i, count);
                }
            }
            // Of each pattern the longest match counts, which is the last that was told of.
            while (count > 0) {
                count--;
                take(start, told[count], toldAt[count], found);
            }
        }

        private int tell(int start, int set, int end, int count) {
            if (start < quiet[set]) {
                return count;
            }
            told[count] = set;
            toldAt[count] = end;
            return count + 1;
        }

        private void take(int start, int set, int end, Matches found) {
            int earliest = Integer.MAX_VALUE;
            for (int pattern : dfa.matched()[set]) {
                if (found.wanted(pattern)) {
                    if (start >= ends[pattern]) {
                        ends[pattern] = end;
                        found.add(new Match(pattern, start, end));
                    }
                    earliest = Math.min(earliest, ends[pattern]);
                }
            }
            quiet[set] = earliest;
        }
    }
}

package io.vectrail.policy.detect.pattern;

import io.vectrail.policy.detect.pattern.Node.Side;
import io.vectrail.policy.detect.pattern.Program.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes an automaton deterministic by the construction of subsets (M. O. Rabin, D. Scott, 1959). Conditions on neighbours are
 * resolved when the letter behind them is known, as RE2 does.
 */
final class Determinizer {

    /** A set of steps that nothing has been taken for yet, what stands before them, and what matched on the way. */
    private record State(int[] steps, Side before, int[] matched) {

        @Override
        public boolean equals(Object other) {
            return other instanceof State state
                    && before == state.before
                    && Arrays.equals(steps, state.steps)
                    && Arrays.equals(matched, state.matched);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * Arrays.hashCode(steps) + before.hashCode()) + Arrays.hashCode(matched);
        }
    }

    private static final Side[] SIDES = Side.values();

    private static final int[] NONE = new int[0];

    /** What finding out whether a state is new costs, in steps that are gone through. */
    private static final int STATE = 64;

    /** What putting a step into its place in a state costs, in the same measure. */
    private static final long SORTED = 4;

    /** Steps that the states of one automaton may have together, of four bytes each: a state of large patterns has thousands. */
    private static final long MOST_HELD = 1L << 24;

    private final List<Step> steps;
    private final Closure closure;
    private final int[] restart;
    private final Columns columns;
    private final Groups groups;

    /** Of each step that takes: the columns that it takes, by their {@link Side}, and the steps that it leads to. */
    private final int[][][] taken;

    private final int[][] reached;
    private final Budget budget;
    private final int last;
    private final Map<State, Integer> numbers = new HashMap<>();
    private final List<State> states = new ArrayList<>();
    private final List<int[]> rows = new ArrayList<>();

    /** Steps that all states have together. */
    private long held;

    private Determinizer(Program program, Alphabet alphabet, boolean anywhere, Budget budget) {
        this.budget = budget;
        this.last = program.last();
        budget.spend((long) CharSet.MEMBERSHIP * program.sets().size() * alphabet.size(), last);
        this.steps = program.steps();
        this.closure = new Closure(program);
        this.columns = new Columns(program, alphabet);
        this.groups = new Groups(columns.count());
        this.taken = new int[steps.size()][][];
        this.reached = new int[steps.size()][];
        Map<CharSet, int[][]> bySet = new HashMap<>();
        Map<Integer, int[]> byStep = new HashMap<>();
        for (int i = 0; i < taken.length; i++) {
            taken[i] = new int[0][];
            reached[i] = NONE;
            if (steps.get(i) instanceof Step.Take take) {
                taken[i] = bySet.computeIfAbsent(take.set(), this::bySide);
                reached[i] = byStep.computeIfAbsent(take.next(), next -> closure.of(List.of(next)));
                budget.spend(reached[i].length, last);
            }
        }
        int[] starts = closure.of(program.starts());
        this.restart = anywhere ? starts : NONE;
        // State 0: nothing leads out of it.
        number(new State(NONE, Side.OTHER, NONE));
        for (Side side : Side.values()) {
            number(new State(starts, seen(side, starts), NONE));
        }
    }

    /** The columns of a set. */
    private int[][] bySide(CharSet set) {
        int[][] bySide = new int[SIDES.length][];
        for (int i = 0; i < SIDES.length; i++) {
            BitSet members = columns.of(set);
            bySide[i] = Arrays.stream(columns.of(SIDES[i])).filter(members::get).toArray();
        }
        return bySide;
    }

    /**
     * @param anywhere whether a match may begin at any place, or only at the first
     * @param mostEntries of the table, if the budget has as many
     * @throws TooLargeException where it would have more
     */
    static Dfa determinize(Program program, Alphabet alphabet, boolean anywhere, int mostEntries, Budget budget)
            throws TooLargeException {
        if (program.steps().size() > Program.MOST_STEPS) {
            throw new TooLargeException(mostEntries, budget);
        }
        Determinizer determinizer = new Determinizer(program, alphabet, anywhere, budget);
        int most = budget.entries(mostEntries);
        for (int done = 0; done < determinizer.states.size(); done++) {
            if ((long) determinizer.states.size() * determinizer.columns.count() > most
                    || determinizer.held > MOST_HELD) {
                throw new TooLargeException(mostEntries, budget);
            }
            determinizer.rows.add(determinizer.row(determinizer.states.get(done)));
        }
        Dfa dfa = determinizer.numbered(program);
        budget.keep(dfa);
        return dfa;
    }

    private int number(State state) {
        Integer known = numbers.putIfAbsent(state, states.size());
        if (known == null) {
            states.add(state);
            held += state.steps.length;
            return states.size() - 1;
        }
        return known;
    }

    private int[] row(State state) {
        int[] row = new int[columns.count()];
        for (int side = 0; side < SIDES.length; side++) {
            int[] ready = closure.answered(state.steps, state.before, SIDES[side]);
            int[] matched = matched(ready);
            groups.begin();
            for (int at : ready) {
                if (taken[at].length > 0) {
                    groups.part(at, taken[at][side]);
                }
            }
            // One more than the state's number: 0 is of a group that was not met.
            int[] known = new int[groups.count()];
            for (int column : columns.of(SIDES[side])) {
                int group = groups.of(column);
                if (known[group] == 0) {
                    known[group] = 1 + number(behind(group, matched, column));
                }
                row[column] = known[group] - 1;
            }
        }
        return row;
    }

    /** What of these has matched: each pattern has one step that says so, in the patterns' order. */
    private int[] matched(int[] ready) {
        int[] matched = new int[ready.length];
        int count = 0;
        for (int at : ready) {
            if (steps.get(at) instanceof Step.Matched match) {
                matched[count++] = match.pattern();
            }
        }
        return count == 0 ? NONE : Arrays.copyOf(matched, count);
    }

    /** The state behind a letter of a group. */
    private State behind(int group, int[] matched, int column) {
        if (columns.isEnd(column)) {
            return new State(NONE, Side.OTHER, matched);
        }
        List<int[]> leads = groups.reached(group, reached);
        leads.add(restart);
        int[] next = closure.union(leads);
        budget.spend(STATE + SORTED * next.length, last);
        return new State(next, seen(columns.side(column), next), matched);
    }

    /** What stands before counts only where a condition asks for it. */
    private Side seen(Side before, int[] next) {
        return closure.asks(next) ? before : Side.OTHER;
    }

    /** With the states in their order: those that tell of matches last. */
    private Dfa numbered(Program program) {
        int width = columns.count() + 1;
        int count = states.size();
        int[] place = new int[count];
        int placed = 0;
        for (boolean matching : new boolean[] {false, true}) {
            for (int i = 0; i < count; i++) {
                if ((states.get(i).matched.length == 0) != matching) {
                    place[i] = placed++;
                }
            }
        }
        int firstMatch =
                (int) states.stream().filter(state -> state.matched.length == 0).count();
        int[] next = new int[count * width];
        int[][] matched = new int[count][];
        for (int i = 0; i < count; i++) {
            int[] row = rows.get(i);
            int begin = place[i] * width;
            for (int column = 0; column < row.length; column++) {
                next[begin + column] = place[row[column]] * width;
            }
            next[begin + row.length] = place[i];
            matched[place[i]] = states.get(i).matched;
        }
        int[] first = closure.of(program.starts());
        Map<Side, Integer> starts = new EnumMap<>(Side.class);
        for (Side side : SIDES) {
            starts.put(side, place[number(new State(first, seen(side, first), NONE))] * width);
        }
        return new Dfa(columns.ofLetters(), next, width, firstMatch * width, matched, starts);
    }
}

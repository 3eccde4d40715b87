package io.vectrail.policy.detect.pattern;

import io.vectrail.policy.detect.pattern.Node.Side;
import java.util.Map;
import java.util.Objects;

/**
 * A deterministic automaton. A state tells what matched before the letter that led to it, since what a condition says of a
 * place needs the letter behind it. States are numbered by the place of their row in the table; those that tell of matches
 * come last, and 0 is the one that nothing leads out of.
 *
 * @param columns column of each letter of the alphabet; the last stands for the text's end on the side that is read towards
 * @param next row after row, the state behind a letter's column; the last of a row is its place in matched
 * @param width of a row
 * @param firstMatch the first state that tells of a match
 * @param matched sets of patterns that had matched; empty before firstMatch
 * @param starts the state to start in behind each {@link Side}
 */
record Dfa(char[] columns, int[] next, int width, int firstMatch, int[][] matched, Map<Side, Integer> starts) {

    int start(Side before) {
        return Objects.requireNonNull(starts.get(before));
    }

    /** The place in matched of what a state tells of. */
    int set(int state) {
        return next[state + width - 1];
    }

    int[] matched(int state) {
        return matched[set(state)];
    }

    /** Column of the text's end. */
    int endColumn() {
        return columns[columns.length - 1];
    }

    /** Entries of its table. */
    int size() {
        return next.length;
    }
}

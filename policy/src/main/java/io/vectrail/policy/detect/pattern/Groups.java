package io.vectrail.policy.detect.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The columns that the same of some steps take: where those lead is asked once for all of them. Each step parts the groups that it
 * takes some columns of (as in R. Paige and R. E. Tarjan, Three Partition Refinement Algorithms, 1987).
 */
final class Groups {

    /** Of each column its group; 0 is of those that nothing takes. */
    private final int[] ofColumn;

    /** Of each group the step that made it, and the group that it is a part of. */
    private int[] steps = new int[64];

    private int[] parents = new int[64];

    /** Of each group the part that the step makes of it, where its turn was this one. */
    private int[] parts = new int[64];

    private int[] turns = new int[64];
    private int turn;
    private int count;

    Groups(int columns) {
        ofColumn = new int[columns];
    }

    /** All of the columns are of one group again. */
    void begin() {
        Arrays.fill(ofColumn, 0);
        count = 1;
    }

    void part(int step, int[] taken) {
        turn++;
        for (int column : taken) {
            int group = ofColumn[column];
            if (turns[group] != turn) {
                int part = add(step, group);
                turns[group] = turn;
                parts[group] = part;
            }
            ofColumn[column] = parts[group];
        }
    }

    int count() {
        return count;
    }

    int of(int column) {
        return ofColumn[column];
    }

    /** Of the steps that take a group's columns, where they lead. */
    List<int[]> reached(int group, int[][] reachedBy) {
        List<int[]> reached = new ArrayList<>();
        for (int at = group; at != 0; at = parents[at]) {
            reached.add(reachedBy[steps[at]]);
        }
        return reached;
    }

    private int add(int step, int parent) {
        if (count == steps.length) {
            steps = Arrays.copyOf(steps, 2 * count);
            parents = Arrays.copyOf(parents, 2 * count);
            parts = Arrays.copyOf(parts, 2 * count);
            turns = Arrays.copyOf(turns, 2 * count);
        }
        steps[count] = step;
        parents[count] = parent;
        turns[count] = 0;
        return count++;
    }
}

package io.vectrail.policy.detect.pattern;

import io.vectrail.policy.detect.pattern.Node.Side;
import io.vectrail.policy.detect.pattern.Program.Step;
import java.util.Arrays;
import java.util.List;

/** Which steps of a program are reached without a character. Sets of steps are sorted arrays: most have fewer than ten. */
final class Closure {

    private final Step[] steps;

    /** What is collected at the moment: each step's mark says in which turn it was last put. */
    private final int[] marks;

    private int turn;

    /** Steps that are still to be gone on from. */
    private int[] open = new int[64];

    private int opened;
    private int[] reached = new int[64];
    private int size;

    Closure(Program program) {
        steps = program.steps().toArray(Step[]::new);
        marks = new int[steps.length];
    }

    /** The steps that take, ask or match and are reached from some. */
    int[] of(List<Integer> froms) {
        begin();
        froms.forEach(this::open);
        while (opened > 0) {
            int at = open[--opened];
            if (steps[at] instanceof Step.Fork fork) {
                open(fork.one());
                open(fork.other());
            } else {
                put(at);
            }
        }
        return sorted();
    }

    /** Whether a condition is among them. */
    boolean asks(int[] set) {
        for (int at : set) {
            if (steps[at] instanceof Step.Ask) {
                return true;
            }
        }
        return false;
    }

    /** Those that are there once conditions are answered. */
    int[] answered(int[] set, Side before, Side behind) {
        if (!asks(set)) {
            return set;
        }
        begin();
        for (int at : set) {
            open(at);
        }
        while (opened > 0) {
            int at = open[--opened];
            switch (steps[at]) {
                case Step.Fork fork -> {
                    open(fork.one());
                    open(fork.other());
                }
                case Step.Ask ask -> {
                    if (ask.condition().holds(before, behind)) {
                        open(ask.next());
                    }
                }
                case Step.Take take -> put(at);
                case Step.Matched match -> put(at);
            }
        }
        return sorted();
    }

    /** All of some sets. */
    int[] union(Iterable<int[]> sets) {
        begin();
        for (int[] set : sets) {
            for (int at : set) {
                if (marks[at] != turn) {
                    marks[at] = turn;
                    put(at);
                }
            }
        }
        return sorted();
    }

    private void begin() {
        turn++;
        size = 0;
    }

    private void open(int at) {
        if (marks[at] != turn) {
            marks[at] = turn;
            open = opened == open.length ? Arrays.copyOf(open, 2 * opened) : open;
            open[opened++] = at;
        }
    }

    private void put(int at) {
        reached = size == reached.length ? Arrays.copyOf(reached, 2 * size) : reached;
        reached[size++] = at;
    }

    private int[] sorted() {
        int[] set = Arrays.copyOf(reached, size);
        Arrays.sort(set);
        return set;
    }
}

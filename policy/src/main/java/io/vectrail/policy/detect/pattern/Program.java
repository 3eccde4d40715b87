package io.vectrail.policy.detect.pattern;

import io.vectrail.policy.detect.pattern.Node.Condition;
import io.vectrail.policy.detect.pattern.Node.Repeat;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Patterns as a nondeterministic automaton (K. Thompson, Regular Expression Search Algorithm, 1968): steps that lead to others.
 * Built from the back, so that each step knows where it leads.
 */
final class Program {

    /** Most steps of one pattern, and of several in one automaton: repetitions are written out. */
    static final int MOST_STEPS = 20_000;

    /** What a step does. */
    sealed interface Step {

        /** Takes one character of a set. */
        record Take(CharSet set, int next) implements Step {}

        /** Goes on at both. */
        record Fork(int one, int other) implements Step {}

        /** Goes on where a condition holds. */
        record Ask(Condition condition, int next) implements Step {}

        /** A pattern has matched. */
        record Matched(int pattern) implements Step {}
    }

    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final boolean reversed;

    private int last;

    private Program(boolean reversed) {
        this.reversed = reversed;
    }

    /** Patterns as they are read from left to right, by their indices among others. */
    static Program forward(List<Node> patterns, List<Integer> indices) {
        Program program = new Program(false);
        indices.forEach(index -> program.add(patterns.get(index), index));
        return program;
    }

    /** A pattern as it is read from right to left. */
    static Program backward(Node pattern, int index) {
        Program program = new Program(true);
        program.add(pattern, index);
        return program;
    }

    List<Step> steps() {
        return steps;
    }

    /** The index of the pattern that was added last. */
    int last() {
        return last;
    }

    /** Where patterns begin. */
    List<Integer> starts() {
        return starts;
    }

    /** The sets that its steps take of, and those that conditions tell apart. */
    Set<CharSet> sets() {
        Set<CharSet> sets = new LinkedHashSet<>(List.of(CharSet.WORD, CharSet.NEWLINE));
        for (Step step : steps) {
            if (step instanceof Step.Take take) {
                sets.add(take.set());
            }
        }
        return sets;
    }

    private void add(Node pattern, int index) {
        last = index;
        starts.add(compile(pattern, step(new Step.Matched(index))));
    }

    private int step(Step step) {
        steps.add(step);
        return steps.size() - 1;
    }

    private int compile(Node node, int next) {
        return switch (node) {
            case Node.Chars chars -> step(new Step.Take(chars.set(), next));
            case Node.Assertion assertion -> {
                Condition condition = assertion.condition();
                yield step(new Step.Ask(reversed ? condition.reversed() : condition, next));
            }
            case Node.Sequence sequence -> sequence(sequence.parts(), next);
            case Node.Choice choice -> {
                int first = compile(choice.parts().getFirst(), next);
                for (Node other : choice.parts().subList(1, choice.parts().size())) {
                    first = step(new Step.Fork(first, compile(other, next)));
                }
                yield first;
            }
            case Repeat repeat -> repeat(repeat, next);
        };
    }

    private int sequence(List<Node> parts, int next) {
        int first = next;
        for (Node part : reversed ? parts : parts.reversed()) {
            first = compile(part, first);
        }
        return first;
    }

    private int repeat(Repeat repeat, int next) {
        int first = next;
        if (repeat.most() == Repeat.UNBOUNDED) {
            int fork = step(new Step.Fork(next, next));
            steps.set(fork, new Step.Fork(compile(repeat.part(), fork), next));
            first = fork;
        } else {
            for (int i = repeat.least(); i < repeat.most(); i++) {
                first = step(new Step.Fork(compile(repeat.part(), first), next));
            }
        }
        for (int i = 0; i < repeat.least(); i++) {
            first = compile(repeat.part(), first);
        }
        return first;
    }
}

package io.vectrail.policy.detect.pattern;

import java.util.List;

/** A part of a pattern. */
sealed interface Node {

    /** Stands for any length. */
    int ANY = Integer.MAX_VALUE;

    /** Characters of its longest match; {@link #ANY} where there is no longest. */
    default int mostLength() {
        return switch (this) {
            case Chars chars -> 1;
            case Assertion assertion -> 0;
            case Sequence sequence -> {
                long sum = 0;
                for (Node part : sequence.parts()) {
                    sum += part.mostLength();
                }
                yield (int) Math.min(ANY, sum);
            }
            case Choice choice ->
                choice.parts().stream().mapToInt(Node::mostLength).max().orElse(0);
            case Repeat repeat ->
                (int) Math.min(ANY, (long) repeat.most() * repeat.part().mostLength());
        };
    }

    /** Steps of its {@link Program}, its repetitions written out; what has none counts as one. */
    default int steps() {
        long steps = switch (this) {
            case Chars chars -> 1;
            case Assertion assertion -> 1;
            case Sequence sequence -> sum(sequence.parts());
            case Choice choice -> sum(choice.parts()) + choice.parts().size() - 1;
            case Repeat repeat -> {
                long part = repeat.part().steps();
                long more = repeat.most() == Repeat.UNBOUNDED ? 1 : (long) repeat.most() - repeat.least();
                yield repeat.least() * part + more * (part + 1);
            }
        };
        return Math.clamp(steps, 1, ANY);
    }

    private static long sum(List<Node> parts) {
        return parts.stream().mapToLong(Node::steps).sum();
    }

    /** One character of a set. */
    record Chars(CharSet set) implements Node {}

    /** One after the other. */
    record Sequence(List<Node> parts) implements Node {}

    /** One of them. */
    record Choice(List<Node> parts) implements Node {}

    /**
     * So many times.
     *
     * @param most UNBOUNDED for any number
     */
    record Repeat(Node part, int least, int most) implements Node {

        static final int UNBOUNDED = Integer.MAX_VALUE;
    }

    /** A condition on the characters on both sides, of which it takes none. */
    record Assertion(Condition condition) implements Node {}

    /** What an assertion asks for. */
    enum Condition {
        WORD_BOUNDARY,
        NO_WORD_BOUNDARY,
        TEXT_START,
        TEXT_END,
        LINE_START,
        LINE_END;

        /** @param before what stands before, and behind */
        boolean holds(Side before, Side behind) {
            return switch (this) {
                case WORD_BOUNDARY -> (before == Side.WORD) != (behind == Side.WORD);
                case NO_WORD_BOUNDARY -> (before == Side.WORD) == (behind == Side.WORD);
                case TEXT_START -> before == Side.NOTHING;
                case TEXT_END -> behind == Side.NOTHING;
                case LINE_START -> before == Side.NOTHING || before == Side.NEWLINE;
                case LINE_END -> behind == Side.NOTHING || behind == Side.NEWLINE;
            };
        }

        /** What it asks for of a text that is read from its end. */
        Condition reversed() {
            return switch (this) {
                case WORD_BOUNDARY, NO_WORD_BOUNDARY -> this;
                case TEXT_START -> TEXT_END;
                case TEXT_END -> TEXT_START;
                case LINE_START -> LINE_END;
                case LINE_END -> LINE_START;
            };
        }
    }

    /** All that conditions ask of a neighbour. */
    enum Side {
        /** There is none: the text begins or ends. */
        NOTHING,
        WORD,
        NEWLINE,
        OTHER;

        static Side of(int c) {
            return CharSet.WORD.contains(c) ? WORD : c == '\n' ? NEWLINE : OTHER;
        }
    }
}

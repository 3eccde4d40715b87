package io.vectrail.policy.detect.pattern;

import io.vectrail.policy.detect.pattern.Node.Assertion;
import io.vectrail.policy.detect.pattern.Node.Chars;
import io.vectrail.policy.detect.pattern.Node.Choice;
import io.vectrail.policy.detect.pattern.Node.Condition;
import io.vectrail.policy.detect.pattern.Node.Repeat;
import io.vectrail.policy.detect.pattern.Node.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a pattern in RE2's syntax, without what would need a memory of the way to a match: no lookaround, no backreference, no
 * lazy or possessive quantifier, since the longest match counts. Groups capture nothing. Classes are read by {@link ClassParser}.
 */
final class PatternParser {

    /** Most times that a part may be asked for. */
    private static final int MOST_REPEATS = 1000;

    /** Deepest nesting of groups. */
    private static final int MOST_DEPTH = 100;

    private final Source source;
    private Flags flags = new Flags(false, false, false);
    private int depth;

    /** What (?i), (?s) and (?m) switch on. */
    private record Flags(boolean foldsCase, boolean anyIsAll, boolean byLine) {}

    private PatternParser(String pattern) {
        this.source = new Source(pattern);
    }

    /** @throws IllegalArgumentException when it is none; says where and what to do */
    static Node parse(String pattern) {
        PatternParser parser = new PatternParser(pattern);
        Node node = parser.choice();
        if (!parser.source.atEnd()) {
            throw parser.source.wrong("this ) closes no group; write \\) for the character");
        }
        return node;
    }

    private Node choice() {
        List<Node> parts = new ArrayList<>();
        do {
            parts.add(sequence());
        } while (source.take('|'));
        return parts.size() == 1 ? parts.getFirst() : new Choice(parts);
    }

    private Node sequence() {
        List<Node> parts = new ArrayList<>();
        while (!source.atEnd() && source.peek() != '|' && source.peek() != ')') {
            parts.add(repeated(atom()));
        }
        return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
    }

    private Node repeated(Node atom) {
        Node node = atom;
        while (!source.atEnd()) {
            Repeat repeat;
            if (source.take('*')) {
                repeat = new Repeat(node, 0, Repeat.UNBOUNDED);
            } else if (source.take('+')) {
                repeat = new Repeat(node, 1, Repeat.UNBOUNDED);
            } else if (source.take('?')) {
                repeat = new Repeat(node, 0, 1);
            } else if (source.isRepetition()) {
                repeat = counted(node);
            } else {
                return node;
            }
            if (!source.atEnd() && (source.peek() == '?' || source.peek() == '+')) {
                throw source.wrong(
                        "lazy and possessive quantifiers mean nothing where the longest match counts; exclude what"
                                + " must not be in it by a class, such as [^\"]*");
            }
            node = repeat;
        }
        return node;
    }

    private Repeat counted(Node node) {
        source.take('{');
        int least = source.number();
        int most = least;
        if (source.take(',')) {
            most = source.peek() == '}' ? Repeat.UNBOUNDED : source.number();
        }
        source.take('}');
        if (least > MOST_REPEATS || (most != Repeat.UNBOUNDED && most > MOST_REPEATS) || most < least) {
            throw source.wrong("a repetition is {n}, {n,} or {n,m} with n <= m <= " + MOST_REPEATS);
        }
        return new Repeat(node, least, most);
    }

    private Node atom() {
        char c = source.next();
        return switch (c) {
            case '(' -> group();
            case '[' -> new Chars(ClassParser.parse(source, flags.foldsCase));
            case '.' -> new Chars(flags.anyIsAll ? CharSet.range(0, CharSet.MOST) : CharSet.NEWLINE.complement());
            case '^' -> new Assertion(flags.byLine ? Condition.LINE_START : Condition.TEXT_START);
            case '$' -> new Assertion(flags.byLine ? Condition.LINE_END : Condition.TEXT_END);
            case '*', '+', '?' ->
                throw source.wrong("nothing stands before this " + c + "; write \\" + c + " for the character");
            case '\\' -> escaped();
            default -> single(c);
        };
    }

    private Node single(char c) {
        return new Chars(flags.foldsCase ? CharSet.of(c).withBothCases() : CharSet.of(c));
    }

    private Node escaped() {
        if (source.atEnd()) {
            throw source.wrong("a backslash stands at the end; write \\\\ for the character");
        }
        if (source.take('b')) {
            return new Assertion(Condition.WORD_BOUNDARY);
        }
        if (source.take('B')) {
            return new Assertion(Condition.NO_WORD_BOUNDARY);
        }
        if (source.take('A')) {
            return new Assertion(Condition.TEXT_START);
        }
        if (source.take('z')) {
            return new Assertion(Condition.TEXT_END);
        }
        return new Chars(ClassParser.escape(source));
    }

    private Node group() {
        if (++depth > MOST_DEPTH) {
            throw source.wrong("groups are nested deeper than " + MOST_DEPTH);
        }
        Flags before = flags;
        if (source.take('?') && !opened()) {
            // Flags without a group hold to the end of the one that they stand in.
            depth--;
            return new Sequence(List.of());
        }
        Node inside = choice();
        if (!source.take(')')) {
            throw source.wrong("a group is not closed; write \\( for the character");
        }
        flags = before;
        depth--;
        return inside;
    }

    /** Behind (?: whether a group opens here, or flags alone stood here. */
    private boolean opened() {
        if (source.take(':')) {
            return true;
        }
        if (source.takes("P<") || (source.looksAt("<") && !source.looksAt("<=") && !source.looksAt("<!"))) {
            source.skipPast('>');
            return true;
        }
        if (source.looksAt("=") || source.looksAt("!") || source.looksAt("<") || source.looksAt(">")) {
            throw source.wrong("lookaround and atomic groups need backtracking and are not taken; \\b is");
        }
        boolean on = true;
        while (!source.atEnd()) {
            char flag = source.next();
            switch (flag) {
                case '-' -> on = false;
                case 'i' -> flags = new Flags(on, flags.anyIsAll, flags.byLine);
                case 's' -> flags = new Flags(flags.foldsCase, on, flags.byLine);
                case 'm' -> flags = new Flags(flags.foldsCase, flags.anyIsAll, on);
                case ':' -> {
                    return true;
                }
                case ')' -> {
                    return false;
                }
                default -> throw source.wrong("flags are i, s and m, not " + flag);
            }
        }
        throw source.wrong("a group is not closed");
    }
}

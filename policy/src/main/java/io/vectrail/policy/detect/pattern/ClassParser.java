package io.vectrail.policy.detect.pattern;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads classes of characters and escapes. */
final class ClassParser {

    /** By name; there are some hundreds, and each is asked of every character once. */
    private static final Map<String, CharSet> PROPERTIES = new ConcurrentHashMap<>();

    private ClassParser() {}

    /**
     * Behind the opening bracket, to the closing one.
     *
     * @param foldsCase whether its characters and ranges, not its escapes, stand for both cases
     */
    static CharSet parse(Source source, boolean foldsCase) {
        boolean negated = source.take('^');
        List<CharSet> members = new ArrayList<>();
        boolean first = true;
        while (first || source.peek() != ']') {
            if (source.atEnd()) {
                throw source.wrong("a class is not closed; write \\[ for the character");
            }
            first = false;
            if (source.looksAt("[:") || source.looksAt("&&")) {
                throw source.wrong("a class lists characters, ranges and escapes such as \\d; write \\[ and \\& for the"
                        + " characters");
            }
            members.add(member(source, foldsCase));
        }
        source.take(']');
        CharSet set = CharSet.union(members);
        CharSet all = negated ? set.complement() : set;
        if (all.isEmpty()) {
            throw source.wrong("this class has no character");
        }
        return all;
    }

    private static CharSet member(Source source, boolean foldsCase) {
        char c = source.next();
        if (c == '\\') {
            CharSet escaped = escape(source);
            int single = single(escaped);
            return single < 0 ? escaped : range(source, single, foldsCase);
        }
        if (Character.isSurrogate(c)) {
            throw source.wrong("a class takes characters up to U+FFFF; write (?:a|b) with the others");
        }
        return range(source, c, foldsCase);
    }

    private static CharSet range(Source source, int first, boolean foldsCase) {
        if (!source.looksAt("-") || source.looksAt("-]")) {
            return folded(CharSet.of(first), foldsCase);
        }
        source.take('-');
        char c = source.next();
        int last = c == '\\' ? single(escape(source)) : c;
        if (last < first) {
            throw source.wrong(
                    "a range ends with one character, not before the one that it begins with; write \\- for the"
                            + " character");
        }
        return folded(CharSet.range(first, last), foldsCase);
    }

    private static CharSet folded(CharSet set, boolean foldsCase) {
        return foldsCase ? set.withBothCases() : set;
    }

    /** The only member; -1 where there are several. */
    private static int single(CharSet set) {
        BitSet cuts = new BitSet();
        set.cut(cuts);
        int first = cuts.nextSetBit(0);
        return cuts.cardinality() == 2 && cuts.nextSetBit(first + 1) == first + 1 ? first : -1;
    }

    /** Behind the backslash. */
    static CharSet escape(Source source) {
        char c = source.next();
        return switch (c) {
            case 'd' -> CharSet.DIGIT;
            case 'D' -> CharSet.DIGIT.complement();
            case 'w' -> CharSet.WORD;
            case 'W' -> CharSet.WORD.complement();
            case 's' -> CharSet.SPACE;
            case 'S' -> CharSet.SPACE.complement();
            case 't' -> CharSet.of('\t');
            case 'n' -> CharSet.of('\n');
            case 'r' -> CharSet.of('\r');
            case 'f' -> CharSet.of('\f');
            case 'v' -> CharSet.of(0x0B);
            case 'x' -> CharSet.of(source.hexadecimal(source.take('{') ? source.until('}') : source.taken(2)));
            case 'u' -> CharSet.of(source.hexadecimal(source.taken(4)));
            case 'p' -> property(source);
            case 'P' -> property(source).complement();
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw source.wrong("\\" + c + " is not taken; there are \\d \\w \\s \\b \\p{…} \\x{…}, and no"
                            + " backreferences, which need backtracking");
                }
                yield CharSet.of(c);
            }
        };
    }

    /** A Unicode category or script, by the platform's tables. */
    private static CharSet property(Source source) {
        String name = source.take('{') ? source.until('}') : source.taken(1);
        CharSet known = PROPERTIES.get(name);
        if (known != null) {
            return known;
        }
        try {
            Predicate<String> is = Pattern.compile("\\p{" + name + "}").asMatchPredicate();
            BitSet members = new BitSet();
            for (int c = 0; c <= CharSet.MOST; c++) {
                if (!Character.isSurrogate((char) c) && is.test(Character.toString(c))) {
                    members.set(c);
                }
            }
            CharSet set = CharSet.of(members);
            PROPERTIES.put(name, set);
            return set;
        } catch (PatternSyntaxException e) {
            throw source.wrong("\\p{" + name + "} is no category or script of Unicode");
        }
    }
}

package io.vectrail.policy.detect.pattern;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Many patterns, found at once by deterministic automata, in time that grows with the text's length alone. Thread-safe.
 * Patterns whose matches are short are tried from each place where one may begin: one table serves hundreds of them. Those
 * whose matches may be of any length are followed from all places at once, or else a text could be read from each of its places
 * to its end.
 */
public final class PatternSet implements Finder {

    /** Texts that are full of values have a match in so many characters. */
    private static final int MATCHES_EACH = 8;

    private final Alphabet alphabet;
    private final ShortPatterns shortOnes;
    private final LongPatterns longOnes;
    private final int mostMatches;

    private PatternSet(List<Node> patterns, Budget budget) {
        mostMatches = budget.matches();
        List<Integer> all = IntStream.range(0, patterns.size()).boxed().toList();
        Set<CharSet> sets = new LinkedHashSet<>();
        all.forEach(
                index -> sets.addAll(Program.forward(patterns, List.of(index)).sets()));
        alphabet = new Alphabet(sets, letters -> budget.spend(letters, patterns.size() - 1));
        shortOnes = new ShortPatterns(
                patterns, all.stream().filter(i -> isShort(patterns, i)).toList(), alphabet, budget);
        longOnes = new LongPatterns(
                patterns, all.stream().filter(i -> !isShort(patterns, i)).toList(), alphabet, budget);
    }

    /**
     * Patterns that are known, whatever they need.
     *
     * @throws IllegalArgumentException when one is no pattern, matches what has no characters, or needs too large an automaton
     */
    public static PatternSet of(List<String> patterns) {
        return of(patterns, Budget.unbounded());
    }

    /**
     * Patterns that somebody wrote.
     *
     * @throws IllegalArgumentException when one is no pattern, or matches what has no characters
     * @throws PatternTooLargeException when one needs too large an automaton, or all need more than the budget has
     */
    public static PatternSet of(List<String> patterns, Budget budget) {
        List<Node> parsed = patterns.stream().map(PatternSet::parsed).toList();
        try {
            return new PatternSet(parsed, budget);
        } catch (OverBudgetException e) {
            throw new PatternTooLargeException(patterns.get(e.pattern()), e);
        }
    }

    /**
     * Steps of a pattern once its repetitions are written out; it is looked at, and no automaton is made.
     *
     * @throws IllegalArgumentException when it is none, matches what has no characters, or has too many
     */
    public static int steps(String pattern) {
        return parsed(pattern).steps();
    }

    private static Node parsed(String pattern) {
        Node node = PatternParser.parse(pattern);
        if (matchesNothing(node)) {
            throw new IllegalArgumentException("pattern \"" + Source.shown(pattern)
                    + "\" also matches where nothing stands; ask for a character at least");
        }
        if (node.steps() >= Program.MOST_STEPS) {
            throw new IllegalArgumentException("pattern \"" + Source.shown(pattern)
                    + "\" is too large once its repetitions are written out; make them smaller, or unbounded");
        }
        return node;
    }

    @Override
    public List<Match> find(String text, IntPredicate wanted) {
        char[] letters = alphabet.spell(text);
        Matches found = new Matches(wanted, mostMatches, 16 + letters.length / MATCHES_EACH);
        shortOnes.find(letters, found);
        longOnes.find(text, letters, found);
        return found.found();
    }

    private static boolean isShort(List<Node> patterns, int index) {
        return patterns.get(index).mostLength() <= ShortPatterns.MOST_LENGTH;
    }

    /** Whether it has a match without a character, wherever that may be. */
    private static boolean matchesNothing(Node pattern) {
        return switch (pattern) {
            case Node.Chars chars -> false;
            case Node.Assertion assertion -> true;
            case Node.Sequence sequence -> sequence.parts().stream().allMatch(PatternSet::matchesNothing);
            case Node.Choice choice -> choice.parts().stream().anyMatch(PatternSet::matchesNothing);
            case Node.Repeat repeat -> repeat.least() == 0 || matchesNothing(repeat.part());
        };
    }
}

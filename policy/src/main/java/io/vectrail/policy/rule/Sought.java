package io.vectrail.policy.rule;

import io.vectrail.policy.detect.Detectors;
import io.vectrail.policy.detect.pattern.PatternSet;
import io.vectrail.policy.detect.pattern.PatternTooLargeException;
import io.vectrail.policy.detect.type.Recognizer;
import io.vectrail.policy.detect.type.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What all rules of a document together look for in texts. */
final class Sought {

    /** Of a document. */
    private static final int MOST_PATTERNS = 2000;

    /** Of all patterns of a document, with their repetitions written out. */
    private static final int MOST_STEPS = 200_000;

    private final Set<String> types = new HashSet<>();
    private final List<Recognizer> recognizers = new ArrayList<>();
    private final Map<String, List<String>> words = new HashMap<>();

    /** Of each pattern, where it stands first. */
    private final Map<String, String> places = new HashMap<>();

    private int patterns;
    private long steps;

    /** @param type a built-in one */
    void add(String type) {
        types.add(type);
    }

    /** @throws IllegalArgumentException when a pattern is none */
    void add(CustomDetector custom) {
        add("detector " + custom.type(), custom.type(), custom.recognizer(), custom.allWords());
    }

    /**
     * What a rule looks for beside types; it is found under the rule's name.
     *
     * @throws IllegalArgumentException when a pattern is none
     */
    void add(Rule rule) {
        List<Shape> shapes = rule.deny().patterns().stream()
                .map(pattern -> Shape.of(pattern, 1))
                .toList();
        Recognizer recognizer = shapes.isEmpty() ? null : new Recognizer(rule.name(), shapes, List.of(), List.of());
        add("policy " + rule.name(), rule.name(), recognizer, rule.deny().words());
    }

    private void add(String place, String type, @Nullable Recognizer recognizer, List<String> itsWords) {
        if (recognizer != null) {
            for (Shape shape : recognizer.shapes()) {
                count(place, shape.pattern());
            }
            recognizers.add(recognizer);
        }
        if (!itsWords.isEmpty()) {
            words.put(type, itsWords);
        }
    }

    /** Looks at a pattern where its place is known; all are made into automata together. */
    private void count(String place, String pattern) {
        try {
            steps += PatternSet.steps(pattern);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
        if (++patterns > MOST_PATTERNS) {
            throw new IllegalArgumentException(place + ": with it the document has more than " + MOST_PATTERNS
                    + " patterns; list words where they are none, or join patterns by |");
        }
        if (steps > MOST_STEPS) {
            throw new IllegalArgumentException(place + ": with it the document's patterns have more than " + MOST_STEPS
                    + " characters once their repetitions are written out; make these smaller, or unbounded");
        }
        places.putIfAbsent(pattern, place);
    }

    boolean isEmpty() {
        return types.isEmpty() && recognizers.isEmpty() && words.isEmpty();
    }

    /** @throws IllegalArgumentException when patterns need too large an automaton */
    Detectors detectors() {
        try {
            return new Detectors(types, recognizers, words);
        } catch (PatternTooLargeException e) {
            String place = places.getOrDefault(e.pattern(), "the context words of detectors");
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }
}

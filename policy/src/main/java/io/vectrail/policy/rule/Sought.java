package io.vectrail.policy.rule;

import io.vectrail.policy.detect.Detectors;
import io.vectrail.policy.detect.pattern.PatternSet;
import io.vectrail.policy.detect.pattern.PatternTooLargeException;
import io.vectrail.policy.detect.type.Recognizer;
import io.vectrail.policy.detect.type.Shape;
import io.vectrail.runtime.config.Problems;
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
    private final Map<String, Problems> places = new HashMap<>();

    private int patterns;
    private long steps;

    /** @param type a built-in one */
    void add(String type) {
        types.add(type);
    }

    /** @param problems at the detector's place */
    void add(WrittenDetector written, Problems problems) {
        if (written.pattern() != null) {
            count(written.pattern(), problems.at("pattern"));
        }
        count(written.allPatterns(), problems.at("patterns"));
        if (problems.isEmpty() && written.detector() instanceof CustomDetector custom) {
            add(custom.type(), custom.recognizer(), custom.allWords());
        }
    }

    /**
     * What a rule looks for beside types; it is found under the rule's name.
     *
     * @param problems at the rule's place
     */
    void add(String rule, Deny deny, Problems problems) {
        count(deny.patterns(), problems.at("deny").at("patterns"));
        if (problems.isEmpty()) {
            List<Shape> shapes = deny.patterns().stream()
                    .map(pattern -> Shape.of(pattern, 1))
                    .toList();
            add(rule, shapes.isEmpty() ? null : new Recognizer(rule, shapes, List.of(), List.of()), deny.words());
        }
    }

    private void add(String type, @Nullable Recognizer recognizer, List<String> itsWords) {
        if (recognizer != null) {
            recognizers.add(recognizer);
        }
        if (!itsWords.isEmpty()) {
            words.put(type, itsWords);
        }
    }

    private void count(List<String> list, Problems problems) {
        for (int i = 0; i < list.size(); i++) {
            count(list.get(i), problems.at(i));
        }
    }

    /** Whatever follows is too much, too, and is not looked at. */
    private boolean isTooMuch() {
        return patterns > MOST_PATTERNS || steps > MOST_STEPS;
    }

    /** Looks at a pattern where its place is known; all are made into automata together. */
    private void count(String pattern, Problems problems) {
        if (isTooMuch()) {
            return;
        }
        Integer its = problems.take(() -> PatternSet.steps(pattern));
        if (its == null) {
            return;
        }
        places.putIfAbsent(pattern, problems);
        patterns++;
        steps += its;
        problems.check(
                patterns <= MOST_PATTERNS,
                "with it the document has more than " + MOST_PATTERNS
                        + " patterns; list words where they are none, or join patterns by |");
        problems.check(
                steps <= MOST_STEPS,
                "with it the document's patterns have more than " + MOST_STEPS
                        + " characters once their repetitions are written out; make these smaller, or unbounded");
    }

    boolean isEmpty() {
        return types.isEmpty() && recognizers.isEmpty() && words.isEmpty();
    }

    /**
     * What finds all of it.
     *
     * @param problems at the document's detectors, for what has no place of its own
     * @return null when patterns need too large an automaton, or are too many; that is noted where it is too much
     */
    @Nullable
    Detectors detectors(Problems problems) {
        if (isTooMuch()) {
            return null;
        }
        try {
            return new Detectors(types, recognizers, words);
        } catch (PatternTooLargeException e) {
            // Only context words are looked for by a pattern that nobody wrote.
            places.getOrDefault(e.pattern(), problems).add(String.valueOf(e.getMessage()));
            return null;
        }
    }
}

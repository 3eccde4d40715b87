package io.vectrail.policy.detect.type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How values of a type are recognised: by a shape, by what the shape's check says, and by the words beside them.
 *
 * @param type Presidio's name of it, where it has one
 * @param shapes at least one
 * @param context words, in lower case, that raise a score by {@link #WEIGHT} where one stands near
 * @param against words, in lower case, that lower a score by {@link #WEIGHT} where one stands near and none of the context does
 */
public record Recognizer(String type, List<Shape> shapes, List<String> context, List<String> against) {

    /** How much a word beside a value tells. Presidio's factor is 0.35. */
    public static final double WEIGHT = 0.4;

    /** The score from which a value is taken for one of the type where a rule does not say otherwise. */
    public static final double THRESHOLD = 0.5;

    public Recognizer {
        shapes = List.copyOf(shapes);
        context = List.copyOf(context);
        against = List.copyOf(against);
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException(type + " needs a shape");
        }
    }

    static Builder of(String type) {
        return new Builder(type);
    }

    static final class Builder {

        private final String type;
        private final List<Shape> shapes = new ArrayList<>();
        private final List<String> context = new ArrayList<>();
        private final List<String> against = new ArrayList<>();

        private Builder(String type) {
            this.type = type;
        }

        Builder shape(double score, String pattern) {
            return shape(score, pattern, candidate -> true);
        }

        Builder shape(double score, String pattern, Check check) {
            return add(score, pattern, false, place -> check.holds(place) ? place : null);
        }

        /** One that a text must speak of: no value is looked for where none of the context words stands before or behind. */
        Builder labelled(double score, String pattern, Check check) {
            return add(score, pattern, true, place -> check.holds(place) ? place : null);
        }

        /** The same of one that is found with what stands around it. */
        Builder labelledWithin(double score, String pattern, Extraction extraction) {
            return add(score, pattern, true, extraction);
        }

        /** One that is found with what stands around it. */
        Builder within(double score, String pattern, Extraction extraction) {
            return add(score, pattern, false, extraction);
        }

        private Builder add(double score, String pattern, boolean labelled, Extraction extraction) {
            shapes.add(new Shape(pattern, score, labelled, extraction));
            return this;
        }

        /** Phrases, in lower case, or several with one space between them. They are found in camelCase and snake_case, too. */
        Builder context(String... words) {
            Collections.addAll(context, words);
            return this;
        }

        Builder context(List<String> words) {
            context.addAll(words);
            return this;
        }

        Builder against(String... words) {
            Collections.addAll(against, words);
            return this;
        }

        Recognizer build() {
            return new Recognizer(type, shapes, context, against);
        }
    }
}

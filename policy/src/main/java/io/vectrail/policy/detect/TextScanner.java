package io.vectrail.policy.detect;

import io.vectrail.policy.detect.pattern.Finder;
import io.vectrail.policy.detect.pattern.Match;
import io.vectrail.policy.detect.type.Candidate;
import io.vectrail.policy.detect.type.Recognizer;
import io.vectrail.policy.detect.type.Shape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the values of types in a text that is what it seems. Thread-safe. */
final class TextScanner {

    private final List<Known> shapes = new ArrayList<>();
    private final Finder finder;
    private final ContextWords words;

    /** A shape with what its type needs. */
    private record Known(String type, Shape shape, BitSet context, BitSet against) {}

    /** @param engine makes a finder of patterns */
    TextScanner(List<Recognizer> recognizers, Function<List<String>, Finder> engine) {
        words = new ContextWords(recognizers);
        for (Recognizer recognizer : recognizers) {
            BitSet context = words.set(recognizer.context());
            BitSet against = words.set(recognizer.against());
            recognizer.shapes().forEach(shape -> shapes.add(new Known(recognizer.type(), shape, context, against)));
        }
        finder = engine.apply(
                shapes.stream().map(known -> known.shape().pattern()).toList());
    }

    /** Everything that may be a value, however low its score. Where two shapes of a type find one place, both are listed. */
    List<Detection> scan(String text) {
        return shapes.isEmpty() ? new ArrayList<>() : new Scan(text).run();
    }

    /** One text's. */
    private final class Scan {

        private final String text;
        private final List<Detection> found = new ArrayList<>();
        private @Nullable Places places;

        Scan(String text) {
            this.text = text;
        }

        List<Detection> run() {
            for (Match match : finder.find(text, this::worth)) {
                Known known = shapes.get(match.pattern());
                Candidate value = known.shape.extraction().value(new Candidate(text, match.start(), match.end()));
                if (value != null) {
                    double score = score(known, value);
                    if (score > 0) {
                        found.add(new Detection(known.type, value.start(), value.end(), score));
                    }
                }
            }
            return found;
        }

        /** Whether a shape's matches may be values: one that a text must speak of has none where it does not. */
        private boolean worth(int shape) {
            Known known = shapes.get(shape);
            return !known.shape.labelled() || places().has(shape, known.context);
        }

        private double score(Known known, Candidate value) {
            double score = known.shape.score();
            if (places().near(known.context, value.start(), value.end())) {
                return Math.min(1, score + Recognizer.WEIGHT);
            }
            return places().near(known.against, value.start(), value.end()) ? score - Recognizer.WEIGHT : score;
        }

        private Places places() {
            if (places == null) {
                places = words.in(text, shapes.size());
            }
            return places;
        }
    }
}

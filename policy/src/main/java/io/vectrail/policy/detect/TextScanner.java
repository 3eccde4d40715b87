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
        List<Detection> found = new ArrayList<>();
        if (shapes.isEmpty()) {
            return found;
        }
        @Nullable Places places = null;
        for (Match match : finder.find(text)) {
            Known known = shapes.get(match.pattern());
            if (known.shape.labelled()) {
                places = places == null ? words.in(text, shapes.size()) : places;
                if (!places.has(match.pattern(), known.context)) {
                    continue;
                }
            }
            Candidate value = known.shape.extraction().value(new Candidate(text, match.start(), match.end()));
            if (value != null) {
                places = places == null ? words.in(text, shapes.size()) : places;
                double score = score(known, places, value);
                if (score > 0) {
                    found.add(new Detection(known.type, value.start(), value.end(), score));
                }
            }
        }
        return found;
    }

    private static double score(Known known, Places places, Candidate value) {
        double score = known.shape.score();
        if (places.near(known.context, value.start(), value.end())) {
            return Math.min(1, score + Recognizer.WEIGHT);
        }
        return places.near(known.against, value.start(), value.end()) ? score - Recognizer.WEIGHT : score;
    }
}

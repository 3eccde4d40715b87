package io.vectrail.policy.rule;

import io.vectrail.policy.detect.type.Recognizer;
import io.vectrail.policy.detect.type.Shape;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A type of the document's own.
 *
 * @param type 1 to 63 of A-Z, 0-9 and underscore
 * @param pattern in RE2's syntax
 * @param patterns several of them
 * @param words a dictionary of words and phrases
 * @param score of what a pattern finds, above 0 to 1; 1 where it is left out
 * @param context words that raise the score where one stands near
 */
public record CustomDetector(
        String type,
        @Nullable String pattern,
        @Nullable List<String> patterns,
        @Nullable List<String> words,
        @Nullable Double score,
        @Nullable List<String> context)
        implements Detector {

    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9_]{0,62}");

    /** Whether it could be one's name. */
    static boolean isType(@Nullable String text) {
        return text != null && TYPE.matcher(text).matches();
    }

    List<String> allPatterns() {
        return patterns == null ? List.of() : patterns;
    }

    @Override
    public List<String> types() {
        return List.of(type);
    }

    List<String> allWords() {
        return words == null ? List.of() : words;
    }

    /** What finds its patterns; null where it has none. */
    @Nullable
    Recognizer recognizer() {
        List<Shape> shapes = Stream.concat(Stream.ofNullable(pattern), allPatterns().stream())
                .map(each -> Shape.of(each, score == null ? 1 : score))
                .toList();
        List<String> near = context == null
                ? List.of()
                : context.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        return shapes.isEmpty() ? null : new Recognizer(type, shapes, near, List.of());
    }
}

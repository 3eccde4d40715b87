package io.vectrail.policy.detect;

import io.vectrail.policy.detect.pattern.Budget;
import io.vectrail.policy.detect.pattern.PatternSet;
import io.vectrail.policy.detect.type.Recognizer;
import io.vectrail.policy.detect.view.View;
import io.vectrail.policy.detect.view.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the values of types in any text, also in one that is written so that nobody finds them. Thread-safe. */
public final class Detectors {

    private final boolean none;
    private final TextScanner builtIn;
    private final TextScanner own;
    private final Dictionaries dictionaries;

    /**
     * What finds these types, and no others.
     *
     * @param types the built-in ones
     * @param recognizers of a document's own
     * @param words of each type that has a dictionary
     * @throws IllegalArgumentException when a pattern is none, or too large
     */
    public Detectors(Set<String> types, List<Recognizer> recognizers, Map<String, List<String>> words) {
        none = types.isEmpty() && recognizers.isEmpty() && words.isEmpty();
        builtIn = BuiltInScanner.of(types);
        Budget budget = Budget.ofDocument();
        own = new TextScanner(recognizers, patterns -> PatternSet.of(patterns, budget));
        dictionaries = new Dictionaries(words);
    }

    /**
     * Everything that may be a value, however low its score, in the order of the text. A place is listed once for each type, by
     * its best score; places of a type may overlap where one reading of the text tells more than another.
     */
    public List<Detection> find(String text) {
        if (none) {
            return List.of();
        }
        List<Detection> found = scan(text);
        for (View view : Views.of(text)) {
            for (Detection read : scan(view.text())) {
                found.add(new Detection(read.type(), view.start(read.start()), view.end(read.end()), read.score()));
            }
        }
        return found.size() < 2 ? found : once(found);
    }

    private static List<Detection> once(List<Detection> found) {
        found.sort(Detectors::compare);
        List<Detection> places = new ArrayList<>(found.size());
        @Nullable Detection last = null;
        for (Detection next : found) {
            boolean listed = last != null
                    && last.start() == next.start()
                    && last.end() == next.end()
                    && last.type().equals(next.type());
            if (!listed) {
                places.add(next);
            }
            last = next;
        }
        return places;
    }

    /** As they are listed; of those of one place and type the best comes first. */
    private static int compare(Detection one, Detection other) {
        if (one.start() != other.start()) {
            return Integer.compare(one.start(), other.start());
        }
        if (one.end() != other.end()) {
            return Integer.compare(other.end(), one.end());
        }
        int types = one.type().compareTo(other.type());
        return types != 0 ? types : Double.compare(other.score(), one.score());
    }

    private List<Detection> scan(String text) {
        List<Detection> found = builtIn.scan(text);
        found.addAll(own.scan(text));
        found.addAll(dictionaries.find(text));
        return found;
    }
}

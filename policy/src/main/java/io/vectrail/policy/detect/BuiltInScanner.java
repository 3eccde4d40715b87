package io.vectrail.policy.detect;

import io.vectrail.policy.detect.pattern.PatternSet;
import io.vectrail.policy.detect.type.BuiltIns;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What finds built-in types. Making it takes some 300 ms of a cold processor, and one document after the other asks for the same
 * types: it is made once.
 */
final class BuiltInScanner {

    private static final int MOST_KEPT = 16;

    private static final Map<Set<String>, TextScanner> MADE = new ConcurrentHashMap<>();

    private BuiltInScanner() {}

    /** @param types those that are looked for */
    static TextScanner of(Set<String> types) {
        if (MADE.size() >= MOST_KEPT) {
            MADE.clear();
        }
        return MADE.computeIfAbsent(
                Set.copyOf(types),
                wanted -> new TextScanner(
                        BuiltIns.all().stream()
                                .filter(recognizer -> wanted.contains(recognizer.type()))
                                .toList(),
                        PatternSet::of));
    }
}

package io.vectrail.policy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.policy.detect.pattern.Match;
import io.vectrail.policy.detect.pattern.PatternSet;
import io.vectrail.policy.detect.type.BuiltIns;
import io.vectrail.policy.detect.type.Recognizer;
import io.vectrail.policy.detect.type.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The automata find in real texts what the same patterns find in java.util.regex. */
class SameMatchesTest {

    /** Of the labelled texts every so many are enough: the other engine takes a hundred times as long. */
    private static final int EVERY = 16;

    private static final List<String> PATTERNS = BuiltIns.all().stream()
            .flatMap(recognizer -> recognizer.shapes().stream())
            .map(Shape::pattern)
            .toList();

    @Test
    void automataFindWhatTheOtherEngineFinds() throws IOException {
        PatternSet automata = PatternSet.of(PATTERNS);
        RegexFinder other = RegexFinder.of(PATTERNS);
        int line = 0;
        for (Recognizer recognizer : BuiltIns.all()) {
            for (Labelled labelled : Labelled.of("tuning", recognizer.type())) {
                if (line++ % EVERY == 0) {
                    assertThat(readable(automata.find(labelled.text()), labelled.text()))
                            .isEqualTo(readable(other.find(labelled.text()), labelled.text()));
                }
            }
        }
        assertThat(line).isGreaterThan(1000);
    }

    private static Set<String> readable(List<Match> matches, String text) {
        return matches.stream()
                .map(match -> PATTERNS.get(match.pattern()) + " " + match.start() + ": "
                        + text.substring(match.start(), match.end()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

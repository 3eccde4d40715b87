package io.vectrail.policy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.policy.detect.type.BuiltIns;
import io.vectrail.policy.detect.type.Recognizer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writings that were thought of one by one: every value is found as it is, and nothing beside it. */
class CasesTest {

    static Stream<Recognizer> types() {
        return BuiltIns.all().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void isFoundAsItIs(Recognizer type) throws IOException {
        TextScanner scanner = new TextScanner(List.of(type), RegexFinder::of);
        for (Labelled line : Labelled.of("cases", type.type())) {
            List<Detection> found = scanner.scan(line.text()).stream()
                    .filter(detection -> detection.score() >= Recognizer.THRESHOLD)
                    .toList();
            assertThat(line.spans())
                    .as(line.text())
                    .allMatch(span -> found.stream()
                            .anyMatch(detection -> detection.start() == span[0] && detection.end() == span[1]));
            assertThat(found)
                    .as(line.text())
                    .allMatch(detection -> line.spans().stream()
                            .anyMatch(span -> detection.start() < span[1] && detection.end() > span[0]));
        }
    }
}

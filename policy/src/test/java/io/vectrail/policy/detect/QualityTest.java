package io.vectrail.policy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.policy.detect.type.BuiltIns;
import io.vectrail.policy.detect.type.Recognizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each type is found where the labelled texts have it, and nowhere else. */
class QualityTest {

    private static final double RECALL = 0.98;
    private static final double PRECISION = 0.95;

    private static final Detectors DETECTORS = new Detectors(types().collect(Collectors.toSet()), List.of(), Map.of());

    static Stream<String> types() {
        return BuiltIns.all().stream().map(Recognizer::type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void isFoundInTheTextsThatItWasTunedOn(String type) throws IOException {
        check("tuning", type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void isFoundInTextsThatNobodyLookedAt(String type) throws IOException {
        check("unseen", type);
    }

    private static void check(String half, String type) throws IOException {
        int labelled = 0;
        int found = 0;
        int wrong = 0;
        List<String> examples = new ArrayList<>();
        for (Labelled line : Labelled.of(half, type)) {
            List<Detection> detections = DETECTORS.find(line.text()).stream()
                    .filter(detection -> detection.type().equals(type) && detection.score() >= Recognizer.THRESHOLD)
                    .toList();
            for (int[] span : line.spans()) {
                labelled++;
                if (detections.stream().anyMatch(d -> d.start() == span[0] && d.end() == span[1])) {
                    found++;
                } else {
                    examples.add("missed: " + line.text().substring(span[0], span[1]) + " in " + line.text());
                }
            }
            for (Detection d : detections) {
                if (line.spans().stream().noneMatch(span -> d.start() < span[1] && d.end() > span[0])) {
                    wrong++;
                    examples.add("wrong: " + line.text().substring(d.start(), d.end()) + " in " + line.text());
                }
            }
        }
        assertThat(labelled).as("positives of " + type).isPositive();
        System.out.printf(
                "%s %s: %d labelled, %d found, %d wrong%n%s%n",
                half, type, labelled, found, wrong, half.equals("tuning") ? String.join("\n", examples) : "");
        assertThat((double) found / labelled).as("recall of " + type).isGreaterThanOrEqualTo(RECALL);
        assertThat((double) found / Math.max(1, found + wrong))
                .as("precision of " + type)
                .isGreaterThanOrEqualTo(PRECISION);
    }
}

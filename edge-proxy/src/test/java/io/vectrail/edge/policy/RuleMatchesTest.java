package io.vectrail.edge.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.edge.document.DetectionType;
import io.vectrail.edge.document.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A record names the inputs that a rule matched, and stays small enough for Kafka. */
class RuleMatchesTest {

    @Test
    void theFirstThousandInputsAreNamed() {
        Rule rule = new Rule("no-media", Set.of(), Set.of(), Set.of(DetectionType.MEDIA), true);
        List<Finding> findings = IntStream.range(0, 16_384)
                .map(item -> 16_383 - item)
                .mapToObj(item -> new Finding(DetectionType.MEDIA, item, null))
                .toList();
        assertThat(Rules.decide(List.of(rule), "openai", List.of(), findings).matches())
                .singleElement()
                .satisfies(match -> assertThat(match.getItems())
                        .isEqualTo(IntStream.range(0, 1000).boxed().toList()));
    }
}

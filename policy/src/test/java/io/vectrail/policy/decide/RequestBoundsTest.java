package io.vectrail.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.RuleMatch;
import io.vectrail.policy.Documents;
import io.vectrail.policy.rule.Facts;
import io.vectrail.policy.rule.Risk;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingRequest.Input;
import io.vectrail.provider.Part;
import io.vectrail.provider.VectorType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What many rules make of a request in which they find much: it is bounded by what is found, and not by how many look for it. */
class RequestBoundsTest {

    private static final Facts FACTS = new Facts(
            "alice",
            List.of(),
            "app",
            "127.0.0.1",
            "openai",
            "openai",
            "embeddings",
            "m",
            100,
            Instant.EPOCH,
            Risk.NONE,
            name -> List.of());

    @Test
    void aThousandRulesShareWhatTheyFind() {
        String document = policies(1000, "{ name: p#, detect: [EMAIL_ADDRESS], action: mask, text: x# }");
        Verdict verdict = decide(document, List.of("a@b.co ".repeat(20_000)));
        assertThat(verdict.refusal()).isNull();
        assertThat(verdict.masked()).containsExactly(Map.entry("EMAIL_ADDRESS", 20_000));
        assertThat(verdict.matches())
                .hasSize(1000)
                .allSatisfy(match ->
                        assertThat(match.getDetections().getFirst().getCount()).isEqualTo(20_000));
        assertThat(verdict.changes()).hasSize(1);
        assertThat(verdict.changes().getFirst().json()).asString().startsWith("\"x0 x0 ");
    }

    @Test
    void aRequestWithMorePlacesThanCanBeHeldIsRefusedAndItsBodyNotRecorded() {
        Verdict verdict = decide(
                policies(100, "{ name: p#, detect: [EMAIL_ADDRESS], action: mask, text: x }"),
                List.of("a@b.co ".repeat(100_001)));
        assertThat(verdict.refusal())
                .isEqualTo(
                        "this request has more than 100000 places that policies look for; send fewer inputs at once");
        assertThat(verdict.recorded()).isFalse();
        assertThat(verdict.changes()).isEmpty();
    }

    @Test
    void placesThatNobodyAsksForDoNotCount() {
        List<String> texts = List.of("a@b.co ".repeat(100_001));
        String others = "policies: [{ name: a, detect: [EMAIL_ADDRESS], match: { subjects: [bob] }, action: block },"
                + " { name: b, detect: [PHONE_NUMBER], action: block }]";
        assertThat(decide(others, texts)).isSameAs(Verdict.NOTHING);
    }

    @Test
    void aRuleInShadowRefusesNothingHoweverMuchItFinds() {
        Verdict verdict = decide("""
                policies:
                  - { name: tried, detect: [EMAIL_ADDRESS], action: mask, shadow: true }
                  - { name: asking, detect: [PHONE_NUMBER], when: 'detections.size() > 0', action: mask, shadow: true }
                  - { name: enforced, deny: { words: [nightingale] }, action: mask }
                """, List.of("nightingale " + "a@b.co ".repeat(100_001)));
        assertThat(verdict.refusal()).isNull();
        assertThat(verdict.recorded()).isTrue();
        assertThat(verdict.masked()).containsExactly(Map.entry("enforced", 1));
        assertThat(verdict.matches()).extracting(RuleMatch::getRule).containsExactly("tried", "asking", "enforced");
        assertThat(verdict.matches().subList(0, 2))
                .allSatisfy(match -> assertThat(match.getError()).contains("more than 100000 places"));
    }

    @Test
    void aTextWithMoreMatchesOfADocumentsPatternsThanCanBeHeldIsRefused() {
        Verdict verdict = decide(
                policies(100, "{ name: p#, match: { subjects: [bob] }, deny: { patterns: [a] }, action: block }")
                        + "detectors: [{ type: A, pattern: b }]",
                List.of("a".repeat(10_001)));
        assertThat(verdict).isSameAs(Verdict.NOTHING);
        verdict = decide(
                policies(100, "{ name: p#, deny: { patterns: [a] }, action: block }"), List.of("a".repeat(10_001)));
        assertThat(verdict.refusal())
                .isEqualTo("a text of this request has more than 1000000 places that policies look for;"
                        + " send fewer inputs at once");
        assertThat(verdict.recorded()).isFalse();
    }

    @Test
    void rulesThatLookForNothingConcernAllInputs() {
        String document = policies(1000, "{ name: p#, action: redact-vector, zero: [\"#..#\"] }");
        Verdict verdict =
                decide(document, Stream.generate(() -> "a").limit(16_384).toList());
        assertThat(verdict.redactions().of(0)).hasSize(1000);
        assertThat(verdict.redactions().of(16_383)).hasSize(1000);
        assertThat(verdict.redactions().of(16_384)).isEmpty();
    }

    @Test
    void whatIsDoneAlreadyIsNotDoneAgain() {
        String document = policies(1000, "{ name: p#, action: redact-vector, keep: \"0..9\" }");
        assertThat(decide(document, List.of("a")).redactions().of(0)).hasSize(1);
        String noise = policies(3, "{ name: p#, action: redact-vector, noise: 0.1 }");
        assertThat(decide(noise, List.of("a")).redactions().of(0)).hasSize(3);
    }

    @Test
    void theRecordOfManyMatchesFitsIntoKafka() {
        String detectors = IntStream.range(0, 100)
                .mapToObj(i -> "{ type: T" + i + ", words: [a] }")
                .collect(Collectors.joining(", ", "detectors: [", "]\n"));
        String types = IntStream.range(0, 100).mapToObj(i -> "T" + i).collect(Collectors.joining(", "));
        Verdict verdict = decide(
                detectors + policies(1000, "{ name: p#, detect: [" + types + "], action: block, shadow: true }"),
                Stream.generate(() -> "a").limit(500).toList());
        assertThat(verdict.matches()).hasSize(1000).allSatisfy(match -> {
            assertThat(match.getItems())
                    .isEqualTo(IntStream.range(0, 10).boxed().toList());
            assertThat(match.getDetections()).hasSize(5);
        });
    }

    private static String policies(int count, String each) {
        return IntStream.range(0, count)
                .mapToObj(i -> each.replace("#", Integer.toString(i)))
                .collect(Collectors.joining(",\n  ", "policies: [\n  ", "]\n"));
    }

    private static Verdict decide(String document, List<String> texts) {
        List<Input> inputs = texts.stream()
                .map(text -> new Input(List.of(new Part.Text(Part.Role.INPUT, "input", text, 0, 1)), null))
                .toList();
        EmbeddingRequest request = new EmbeddingRequest("m", inputs, List.of(), null, VectorType.FLOAT);
        return RequestRules.decide(Documents.rules(document), FACTS, request, List.of(), null);
    }
}

package io.vectrail.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vectrail.event.Decision;
import io.vectrail.event.Detection;
import io.vectrail.event.ItemAction;
import io.vectrail.event.RuleDetection;
import io.vectrail.event.RuleMatch;
import io.vectrail.policy.Documents;
import io.vectrail.policy.rule.Facts;
import io.vectrail.policy.rule.Risk;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.Operation;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.provider.Reading;
import io.vectrail.provider.json.Replacement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules make of a request, as a value. */
class RequestRulesTest {

    private static final Facts FACTS = new Facts(
            "alice",
            List.of("research"),
            "app",
            "127.0.0.1",
            "openai",
            "openai",
            "embeddings",
            "m",
            100,
            Instant.EPOCH,
            new Risk(82.5, "high"),
            name -> List.of());

    private byte[] body = new byte[0];

    @Test
    void ofMasksThatOverlapTheLongestStandsInThePlaceOfAll() {
        Verdict verdict = decide("""
                policies:
                  - { name: short, deny: { patterns: ["ann@"] }, action: mask, text: "S" }
                  - { name: middle, deny: { patterns: ["@example.com/a"] }, action: mask, text: "M" }
                  - { name: long, deny: { patterns: ["example.com/a/b"] }, action: mask, text: "L" }
                """, "{\"model\":\"m\",\"input\":\"see ann@example.com/a/b.\"}");
        assertThat(changed(verdict)).isEqualTo("{\"model\":\"m\",\"input\":\"see L.\"}");
        assertThat(verdict.masked()).containsExactly(Map.entry("long", 1));
        assertThat(verdict.matches()).extracting(RuleMatch::getRule).containsExactly("short", "middle", "long");
        assertThat(item(verdict, 0).detections())
                .extracting(Detection::getStart, Detection::getEnd)
                .containsOnly(tuple(4, 5));
    }

    @Test
    void equalValuesHaveEqualTokensWhoeverSendsThem() {
        String policies = "policies: [{ name: mask, detect: [EMAIL_ADDRESS], action: mask, style: hash }]";
        String one =
                changed(decide(policies, "{\"model\":\"m\",\"input\":[\"ann@example.com\",\"a ann@example.com\"]}"));
        assertThat(one).matches(".*\"(<EMAIL_ADDRESS:[0-9a-f]{16}>)\",\"a \\1\".*");
        String other = changed(decide(policies, "{\"model\":\"m\",\"input\":\"bob@example.com\"}"));
        assertThat(one).doesNotContain(other.replaceAll(".*(<[^>]*>).*", "$1"));
    }

    @Test
    void aValueIsPartlyMaskedOrByAText() {
        assertThat(changed(decide(
                        "policies: [{ name: mask, detect: [EMAIL_ADDRESS], action: mask, style: partial }]",
                        "{\"model\":\"m\",\"input\":\"ann@example.com\"}")))
                .contains("\"***@******e.com\"");
        assertThat(changed(decide(
                        "policies: [{ name: mask, detect: [EMAIL_ADDRESS], action: mask, text: '\"gone\"' }]",
                        "{\"model\":\"m\",\"input\":\"ann@example.com\"}")))
                .contains("\"input\":\"\\\"gone\\\"\"");
    }

    @Test
    void anInputThatIsWithheldIsMaskedNoMoreAndTheOthersAre() {
        Verdict verdict =
                decide("""
                policies:
                  - { name: block, deny: { words: [nightingale] }, action: block, perItem: true }
                  - { name: mask, detect: [EMAIL_ADDRESS], action: mask }
                """, "{\"model\":\"m\",\"input\":[\"nightingale, ann@example.com\",\"bob@example.com\",\"c\"]}");
        assertThat(verdict.refusal()).isNull();
        assertThat(verdict.withheld()).containsExactly(0);
        assertThat(verdict.decision()).isEqualTo(Decision.BLOCK);
        assertThat(verdict.masked()).containsExactly(Map.entry("EMAIL_ADDRESS", 1));
        assertThat(changed(verdict))
                .isEqualTo("{\"model\":\"m\",\"input\":[\"<WITHHELD>\",\"<EMAIL_ADDRESS>\",\"c\"]}");
        assertThat(item(verdict, 0).action()).isEqualTo(ItemAction.WITHHELD);
        assertThat(item(verdict, 1).action()).isEqualTo(ItemAction.MASKED);
        assertThat(verdict.items()).doesNotContainKey(2);
    }

    @Test
    void whatCannotStayBehindAloneKeepsTheWholeRequestHere() {
        String policy = "policies: [{ name: block, deny: { words: [nightingale] }, action: block, perItem: true }]";
        Verdict beside = decide(policy, "{\"model\":\"m\",\"input\":\"a\",\"user\":\"nightingale\"}");
        assertThat(beside.refusal()).contains("policy block");
        assertThat(changed(beside)).isEqualTo("{\"model\":\"m\",\"input\":\"a\",\"user\":\"<block>\"}");
        Verdict withImage = decide("cohere", "/v2/embed", policy, """
                {"model":"embed-v4.0","inputs":[{"content":[{"type":"text","text":"nightingale"},\
                {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]}],\
                "input_type":"search_query","embedding_types":["float"]}""");
        assertThat(withImage.refusal()).contains("policy block");
        assertThat(withImage.withheld()).isEmpty();
        assertThat(changed(withImage)).contains("\"<block>\"", "iVBORw0KGgo=");
    }

    @Test
    void aRuleThatFindsNothingChangesNothing() {
        Verdict verdict = decide(
                "policies: [{ name: mask, detect: [EMAIL_ADDRESS], action: mask }]",
                "{\"model\":\"m\",\"input\":\"a\"}");
        assertThat(verdict).isSameAs(Verdict.NOTHING);
    }

    @Test
    void masksThatWouldFillTheMemoryRefuseTheRequest() {
        String text = "a ".repeat(60_000);
        Verdict verdict = decide(
                "policies: [{ name: mask, deny: { patterns: [a] }, action: mask, text: \"" + "x".repeat(200) + "\" }]",
                "{\"model\":\"m\",\"input\":\"" + text + "\"}");
        assertThat(verdict.refusal()).contains("larger than the gateway can hold");
        assertThat(changed(verdict)).hasSizeLessThan(5_000_000).doesNotContain("a a");
    }

    @Test
    void aRecordNamesTheFirstThousandInputsAndPlacesAndCountsAll() {
        String inputs =
                IntStream.range(0, 2000).mapToObj(i -> "\"ann@example.com\"").collect(Collectors.joining(","));
        Verdict verdict = decide(
                "policies: [{ name: mask, detect: [EMAIL_ADDRESS], action: mask }]",
                "{\"model\":\"m\",\"input\":[" + inputs + "]}");
        assertThat(verdict.matches()).singleElement().satisfies(match -> {
            assertThat(match.getItems())
                    .isEqualTo(IntStream.range(0, 1000).boxed().toList());
            assertThat(match.getDetections()).containsExactly(new RuleDetection("EMAIL_ADDRESS", 2000));
        });
        assertThat(verdict.items()).hasSize(2000);
        assertThat(verdict.items().values().stream()
                        .mapToInt(item -> item.detections().size())
                        .sum())
                .isEqualTo(1000);
        assertThat(changed(verdict)).doesNotContain("ann");
    }

    @Test
    void aThresholdDecidesFromWhichScoreAValueIsOne() {
        String policies = """
                detectors: [{ type: EMPLOYEE_ID, pattern: "E-[0-9]{6}", score: 0.4, context: [employee] }]
                policies: [{ name: mask, detect: [{ type: EMPLOYEE_ID, threshold: %s }], action: mask }]
                """;
        String alone = "{\"model\":\"m\",\"input\":\"E-123456\"}";
        String labelled = "{\"model\":\"m\",\"input\":\"employee E-123456\"}";
        assertThat(decide(policies.formatted("0.5"), alone)).isSameAs(Verdict.NOTHING);
        assertThat(decide(policies.formatted("0.5"), labelled).masked()).hasSize(1);
        assertThat(decide(policies.formatted("0.3"), alone).masked()).hasSize(1);
        assertThat(decide(policies.formatted("0.9"), labelled)).isSameAs(Verdict.NOTHING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            item.index == 1                                              | [0]
            item.characters > 10                                         | [0, 1]
            caller.subject == "alice" && "research" in caller.groups     | [0, 1]
            caller.client == "app" && caller.address.startsWith("127.")  | [0, 1]
            request.inputs == 3 && request.bytes == 100 && request.connection == "openai" | [0, 1]
            detections.exists(d, d.type == "EMAIL_ADDRESS" && d.score >= 0.9) | [0, 1]
            detections.exists(d, d.type == "PHONE_NUMBER")               | [0]
            detections.filter(d, d.type.startsWith("EMAIL")).size() > 1  | []
            risk.score >= 80.0 && risk.score > 80 && risk.level == "high" | [0, 1]
            risk.score >= 83                                             | []
            """)
    void aConditionChoosesInputs(String when, String items) {
        Verdict verdict = decide(
                "policies: [{ name: mask, detect: [EMAIL_ADDRESS], when: '" + when + "', action: mask }]",
                "{\"model\":\"m\",\"input\":[\"call +1 415 555 2671, ann@example.com\",\"to bob@example.com\",\"c\"]}");
        assertThat(verdict.items().entrySet().stream()
                        .filter(item -> item.getValue().action() == ItemAction.MASKED)
                        .map(Map.Entry::getKey)
                        .toList()
                        .toString())
                .isEqualTo(when.equals("item.index == 1") ? "[1]" : items);
    }

    @Test
    void aConditionAloneBlocksItsInputs() {
        Verdict verdict = decide(
                "policies: [{ name: long, when: 'item.characters > 3', action: block, perItem: true }]",
                "{\"model\":\"m\",\"input\":[\"abcd\",\"abc\"]}");
        assertThat(verdict.withheld()).containsExactly(0);
        assertThat(changed(verdict)).isEqualTo("{\"model\":\"m\",\"input\":[\"<WITHHELD>\",\"abc\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 / item.index > 0",
                "caller.groups[5] == \"a\"",
                "[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c,"
                        + " [1,2,3,4,5,6,7,8,9,10].all(d, [1,2,3,4,5,6,7,8,9,10].all(e, a > 0)))))"
            })
    void aConditionThatFailsBlocksUnlessThePolicySaysOtherwise(String when) {
        String policies = "policies: [{ name: odd, detect: [EMAIL_ADDRESS], when: '" + when + "', action: mask%s }]";
        String json = "{\"model\":\"m\",\"input\":\"to ann@example.com\"}";
        Verdict blocked = decide(policies.formatted(""), json);
        assertThat(blocked.refusal())
                .contains("policy odd could not be evaluated")
                .doesNotContain("ann");
        assertThat(changed(blocked)).contains("to <EMAIL_ADDRESS>");
        assertThat(blocked.matches().getFirst().getError()).isNotBlank();
        Verdict allowed = decide(policies.formatted(", onError: allow"), json);
        assertThat(allowed.refusal()).isNull();
        assertThat(allowed.matches().getFirst().getError()).isNotBlank();
        assertThat(decide(policies.formatted(", shadow: true"), json).refusal()).isNull();
    }

    @Test
    void conditionsThatTakeTooLongAreErrors() {
        long[] now = {0};
        Verdict verdict = RequestRules.decide(
                Documents.rules("policies: [{ name: slow, when: 'item.index > 9', action: block }]"),
                FACTS,
                read("openai", "/v1/embeddings", "{\"model\":\"m\",\"input\":[\"a\",\"b\"]}"),
                List.of(),
                null,
                () -> now[0] += 150_000_000);
        assertThat(verdict.refusal()).contains("took too long");
    }

    @Test
    void oneEvaluationThatTakesTooLongEndsWhereItIs() {
        long[] asked = {0};
        Verdict verdict = RequestRules.decide(
                Documents.rules("policies: [{ name: slow, action: block,"
                        + " when: 'detections.exists(d, request.model.matches(d.type))' }]"),
                FACTS,
                read(
                        "openai",
                        "/v1/embeddings",
                        "{\"model\":\"m\",\"input\":\"" + "ann@example.com ".repeat(500) + "\"}"),
                List.of(),
                null,
                () -> asked[0]++ * 10_000_000);
        assertThat(verdict.refusal()).contains("took too long");
        assertThat(asked[0]).isLessThan(100);
    }

    @Test
    void whatARedactionFoundIsHiddenInARequestThatAnotherRefuses() {
        Verdict verdict = decide("""
                policies:
                  - { name: block, deny: { words: [nightingale] }, action: block }
                  - { name: short, detect: [EMAIL_ADDRESS], action: redact-vector, truncate: 3 }
                """, "{\"model\":\"m\",\"input\":\"nightingale ann@example.com\"}");
        assertThat(verdict.refusal()).isNotNull();
        assertThat(changed(verdict)).contains("<block> <EMAIL_ADDRESS>");
    }

    private Verdict decide(String policies, String json) {
        return decide("openai", "/v1/embeddings", policies, json);
    }

    private Verdict decide(String provider, String path, String policies, String json) {
        return RequestRules.decide(Documents.rules(policies), FACTS, read(provider, path, json), List.of(), null);
    }

    private EmbeddingRequest read(String provider, String path, String json) {
        body = json.getBytes(StandardCharsets.UTF_8);
        Operation operation = ProviderCodecs.of(provider, Map.of())
                .orElseThrow()
                .operation("POST", path)
                .orElseThrow();
        Reading<EmbeddingRequest> read = operation.readRequest(body, EmbeddingRequest.MOST_INPUTS);
        return ((Reading.Read<EmbeddingRequest>) read).value();
    }

    private static Verdict.Item item(Verdict verdict, int index) {
        return Objects.requireNonNull(verdict.items().get(index));
    }

    private String changed(Verdict verdict) {
        return new String(Replacement.apply(body, verdict.changes()), StandardCharsets.UTF_8);
    }
}

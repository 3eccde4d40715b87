package io.vectrail.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.Decision;
import io.vectrail.event.RuleMatch;
import io.vectrail.policy.Documents;
import io.vectrail.policy.detect.Detection;
import io.vectrail.policy.rule.Facts;
import io.vectrail.policy.rule.PresidioDetector;
import io.vectrail.policy.rule.Risk;
import io.vectrail.policy.rule.RuleSet;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingRequest.Input;
import io.vectrail.provider.Part;
import io.vectrail.provider.VectorType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an analyzer elsewhere found counts as if it had been found here; what it did not say is an error. */
class AnalysedRequestTest {

    private static final String DETECTOR =
            "detectors: [{ types: [PERSON, LOCATION], presidio: \"http://presidio:3000\" }]\n";

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
            Risk.NONE,
            name -> List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { name: a, detect: [PERSON], action: mask }                                        | 1
            { name: a, shadow: true, detect: [LOCATION], action: block }                       | 1
            { name: a, when: 'detections.size() > 0', action: block }                          | 1
            { name: a, match: { groups: [research] }, detect: [PERSON], action: mask }         | 1
            { name: a, match: { groups: [other] }, detect: [PERSON], action: mask }            | 0
            { name: a, detect: [EMAIL_ADDRESS], action: mask }                                 | 0
            { name: a, when: 'item.characters > 9', action: block }                            | 0
            """)
    void nobodyIsAskedButForARuleThatConcernsTheRequestAndNeedsIt(String policy, int questions) {
        List<Question> asked = RequestRules.questions(rules(policy), FACTS, request("Jo", "", "x"));
        assertThat(asked).hasSize(questions);
        assertThat(asked).allSatisfy(question -> assertThat(question.texts()).containsExactly("Jo", "", "x"));
        assertThat(asked.toString()).doesNotContain("Jo");
    }

    @Test
    void whatItFoundIsMaskedBlockedAndAskedForByConditionsAsAnythingIs() {
        RuleSet rules = rules("""
                { name: names, detect: [PERSON, EMAIL_ADDRESS], action: mask },
                { name: places, detect: [{ type: LOCATION, threshold: 0.8 }], action: block, perItem: true },
                { name: both, shadow: true, when: 'detections.exists(d, d.type == "PERSON" && d.score > 0.8)',
                  action: block }""");
        Verdict verdict = decide(
                rules,
                request("Jo jo@example.com", "in Bonn", "in Ulm"),
                List.of(
                        List.of(new Detection("PERSON", 0, 2, 0.85), new Detection("PERSON", 3, 17, 0.6)),
                        List.of(new Detection("LOCATION", 3, 7, 0.85)),
                        List.of(new Detection("LOCATION", 3, 6, 0.7))));
        assertThat(verdict.refusal()).isNull();
        assertThat(verdict.masked()).containsOnly(Map.entry("PERSON", 1), Map.entry("EMAIL_ADDRESS", 1));
        assertThat(verdict.withheld()).containsExactly(1);
        assertThat(verdict.matches()).extracting(RuleMatch::getRule).containsExactly("names", "places", "both");
        assertThat(verdict.matches().getLast().getItems()).containsExactly(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { name: a, detect: [PERSON], action: mask }                          | true
            { name: a, detect: [PERSON, EMAIL_ADDRESS], action: redact-vector, truncate: 1 } | true
            { name: a, when: 'detections.size() > 5', action: block }            | true
            { name: a, detect: [PERSON], action: mask, onError: allow }          | false
            { name: a, shadow: true, detect: [PERSON], action: block }           | false
            """)
    void whereItFailedARuleThatNeedsItBlocksUnlessItSaysOtherwiseAndTheRecordSaysSo(String policy, boolean refused) {
        RuleSet rules = rules(policy);
        PresidioDetector detector = rules.analyzers().getFirst();
        Verdict verdict = RequestRules.decide(
                rules,
                FACTS,
                request("Jo ann@example.com"),
                List.of(new Answer.Failed(detector, "did not answer within 200 ms")),
                null);
        assertThat(verdict.refusal() != null).isEqualTo(refused);
        assertThat(verdict.decision()).isEqualTo(refused ? Decision.BLOCK : Decision.ALLOW);
        // Nobody knows which names the body has.
        assertThat(verdict.recorded()).isEqualTo(!refused);
        assertThat(verdict.changes()).isEmpty();
        assertThat(verdict.matches())
                .singleElement()
                .satisfies(match -> assertThat(match.getError())
                        .isEqualTo("the detector of PERSON and others did not answer within 200 ms"));
        if (refused) {
            assertThat(verdict.refusal()).contains("policy a could not", "the detector of PERSON", "onError: allow");
        }
    }

    @Test
    void anAnswerThatIsNotThereOrIsOfOtherTextsIsAFailure() {
        RuleSet rules = rules("{ name: a, detect: [PERSON], action: mask }");
        assertThat(RequestRules.decide(rules, FACTS, request("Jo"), List.of(), null)
                        .refusal())
                .contains("was not asked");
        assertThat(decide(rules, request("Jo"), List.of(List.of(), List.of())).refusal())
                .contains("other texts");
    }

    @Test
    void aRuleThatNeedsNothingOfItIsEvaluatedThoughItFailed() {
        RuleSet rules = rules("{ name: a, detect: [PERSON], action: mask, onError: allow },"
                + " { name: b, detect: [EMAIL_ADDRESS], action: mask }");
        Verdict verdict = RequestRules.decide(rules, FACTS, request("ann@example.com"), List.of(), null);
        assertThat(verdict.masked()).containsEntry("EMAIL_ADDRESS", 1);
    }

    @Test
    void aDocumentOnTrialTakesItsOwnAnswers() {
        RuleSet rules = rules("{ name: a, detect: [PERSON], action: block }");
        RuleSet onTrial = rules.inShadow();
        List<Question> questions = RequestRules.questions(onTrial, FACTS, request("Jo"));
        assertThat(questions).isEqualTo(RequestRules.questions(rules, FACTS, request("Jo")));
        Answer answer = new Answer.Analysed(
                questions.getFirst().detector(), List.of(List.of(new Detection("PERSON", 0, 2, 0.85))));
        assertThat(TrialRules.ofRequest(onTrial, FACTS, request("Jo"), List.of(answer)))
                .singleElement()
                .satisfies(match -> assertThat(match.getError()).isNull());
        assertThat(TrialRules.ofRequest(onTrial, FACTS, request("Jo"), List.of()))
                .singleElement()
                .satisfies(match -> assertThat(match.getError()).contains("was not asked"));
    }

    private static RuleSet rules(String policies) {
        return Documents.rules(DETECTOR + "policies: [ " + policies + " ]");
    }

    private static EmbeddingRequest request(String... texts) {
        List<Input> inputs = Stream.of(texts)
                .map(text -> new Input(List.of(new Part.Text(Part.Role.INPUT, "input", text, 0, 1)), null))
                .toList();
        return new EmbeddingRequest("m", inputs, List.of(), null, VectorType.FLOAT);
    }

    private static Verdict decide(RuleSet rules, EmbeddingRequest request, List<List<Detection>> found) {
        Answer answer = new Answer.Analysed(rules.analyzers().getFirst(), found);
        return RequestRules.decide(rules, FACTS, request, List.of(answer), null);
    }
}

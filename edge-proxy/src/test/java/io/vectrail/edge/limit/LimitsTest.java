package io.vectrail.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vectrail.document.AllowList;
import io.vectrail.document.CheckedDocument;
import io.vectrail.document.DocumentReader;
import io.vectrail.edge.exchange.Arrivals;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.event.RuleMatch;
import io.vectrail.policy.decide.RequestRules;
import io.vectrail.policy.rule.Facts;
import io.vectrail.policy.rule.Risk;
import io.vectrail.policy.rule.RuleSet;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingRequest.Input;
import io.vectrail.provider.Part;
import io.vectrail.provider.VectorType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A request takes all that it needs of all limits, or nothing of any, and is told when to come again. */
class LimitsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:48.5Z");

    private final Limits limits = new Limits(new Counters(4), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aRequestTooManyIsToldToComeInTheNextMinute() {
        RuleSet rules = rules("{ name: slow, action: limit, requestsPerMinute: 2 }");
        reserve(rules, "alice", 1);
        reserve(rules, "alice", 1);
        reserve(rules, "bob", 1);
        Refusal refusal = refused(rules, "alice", 1);
        assertThat(refusal.code()).isEqualTo(RefusalCode.RATE_LIMITED);
        assertThat(refusal.byRule()).isTrue();
        assertThat(refusal.retryAfterSeconds()).isEqualTo(12);
        assertThat(refusal.message())
                .isEqualTo("policy slow lets 2 requests a minute pass, of each caller; try again in 12 s");
    }

    @Test
    void ofSeveralThatRefuseTheLongestWaitIsTold() {
        RuleSet rules = rules(
                "{ name: slow, action: limit, requestsPerMinute: 1 },"
                        + "{ name: few, action: limit, vectorsPerDay: 2 }, { name: slow-too, action: limit, requestsPerMinute: 1 }");
        reserve(rules, "alice", 2);
        Exchange exchange = exchange(rules, "alice", 2);
        Refusal refusal = refusal(exchange);
        assertThat(refusal.retryAfterSeconds()).isEqualTo(11 * 3600 + 59 * 60 + 12);
        assertThat(refusal.message()).contains("policy few");
        assertThat(exchange.ruleMatches()).extracting(RuleMatch::getRule).containsExactly("slow", "few", "slow-too");
    }

    @Test
    void whatOneLimitRefusesTakesNothingOfTheOthers() {
        RuleSet rules = rules("{ name: many, action: limit, vectorsPerDay: 10, requestsPerMinute: 9 },"
                + "{ name: few, action: limit, vectorsPerDay: 4 }");
        reserve(rules, "alice", 3);
        for (int i = 0; i < 20; i++) {
            assertThat(refused(rules, "alice", 2).message()).contains("policy few");
        }
        RuleSet many = rules("{ name: many, action: limit, vectorsPerDay: 10, requestsPerMinute: 9 }");
        reserve(many, "alice", 7);
        assertThat(refused(many, "alice", 1).message()).contains("policy many lets 10 vectors a day pass");
    }

    @Test
    void aCallersGroupsEachCountAndTheFullestRefuses() {
        RuleSet rules =
                rules("{ name: teams, match: { groups: [red, blue] }, action: limit, vectorsPerDay: 5, per: group }");
        reserve(rules, "alice", 4, "red", "green");
        reserve(rules, "bob", 4, "blue");
        assertThat(refused(rules, "carol", 2, "red", "blue").message())
                .contains("policy teams lets 5 vectors a day pass, of each group");
        reserve(rules, "carol", 1, "red", "blue");
        refused(rules, "bob", 1, "blue");
        reserve(rules, "dave", 9, "green");
    }

    @Test
    void inShadowItCountsAndRefusesNothing() {
        RuleSet rules = rules("{ name: trial, action: limit, vectorsPerDay: 2, shadow: true }");
        assertThat(reserve(rules, "alice", 2).ruleMatches()).isEmpty();
        assertThat(reserve(rules, "alice", 1).ruleMatches())
                .singleElement()
                .satisfies(match -> assertThat(match.getShadow()).isTrue());
    }

    @Test
    void withoutVectorsThoseAreGivenBackAndTheRequestIsNot() {
        RuleSet rules = rules("{ name: both, action: limit, vectorsPerDay: 2, requestsPerMinute: 2 }");
        reserve(rules, "alice", 2).reservation().withoutVectors();
        reserve(rules, "alice", 2).reservation().withoutVectors();
        assertThat(refused(rules, "alice", 1).message()).contains("requests a minute");
    }

    @Test
    void withoutRoomForACounterItIsAnErrorAndAnErrorMeansDenied() {
        RuleSet rules = rules("{ name: few, action: limit, vectorsPerDay: 2 }");
        for (String subject : List.of("a", "b", "c", "d")) {
            reserve(rules, subject, 1);
        }
        Exchange exchange = exchange(rules, "e", 1);
        Refusal refusal = refusal(exchange);
        assertThat(refusal.code()).isEqualTo(RefusalCode.BLOCKED_BY_POLICY);
        assertThat(refusal.message()).contains("policy few could not be evaluated", "onError: allow");
        assertThat(exchange.ruleMatches())
                .singleElement()
                .satisfies(match -> assertThat(match.getError()).contains("as many callers as it can"));
        reserve(rules, "a", 1);
        RuleSet allowing = rules("{ name: few, action: limit, vectorsPerDay: 2, onError: allow }");
        assertThat(reserve(allowing, "e", 1).ruleMatches())
                .singleElement()
                .satisfies(match -> assertThat(match.getError()).isNotNull());
        assertThat(SharingHealth.condition(new SharingHealth.State.Shared(), limits.counters(), false)
                        .detail())
                .contains("as many counters as there can be");
    }

    @Test
    void anotherDocumentWithARuleOfTheSameNameGoesOnCounting() {
        reserve(rules("{ name: few, action: limit, vectorsPerDay: 5 }"), "alice", 3);
        RuleSet changed = rules("{ name: few, match: { connections: [openai] }, action: limit, vectorsPerDay: 4 }");
        refused(changed, "alice", 2);
        reserve(changed, "alice", 1);
    }

    private Exchange reserve(RuleSet rules, String subject, int inputs, String... groups) {
        return limits.reserve(exchange(rules, subject, inputs, groups));
    }

    private Refusal refused(RuleSet rules, String subject, int inputs, String... groups) {
        return refusal(exchange(rules, subject, inputs, groups));
    }

    private Refusal refusal(Exchange exchange) {
        return catchThrowableOfType(RefusedException.class, () -> limits.reserve(exchange))
                .refusal();
    }

    private static Exchange exchange(RuleSet rules, String subject, int inputs, String... groups) {
        Facts facts = new Facts(
                subject,
                List.of(groups),
                "",
                "",
                "openai",
                "openai",
                "embeddings",
                "m",
                1,
                NOW,
                Risk.NONE,
                name -> List.of());
        Input input = new Input(List.of(new Part.Text(Part.Role.INPUT, "input", "a", 0, 3)), null);
        EmbeddingRequest request =
                new EmbeddingRequest("m", Collections.nCopies(inputs, input), List.of(), null, VectorType.FLOAT);
        return new Exchange(Arrivals.of("POST", "/v1/embeddings", ""), document(""))
                .judged(RequestRules.decide(rules, facts, request, List.of(), null));
    }

    private static RuleSet rules(String policies) {
        return document(policies).rules();
    }

    private static CheckedDocument document(String policies) {
        String yaml = "version: 1\nconnections: [{ name: openai, provider: openai, target: \"http://127.0.0.1:1\","
                + " credential: a }]\npolicies: [" + policies + "]\n";
        AllowList allow = new AllowList(List.of("127.0.0.1:*"), null, null, true);
        return new DocumentReader(allow, Map.of(), null, null)
                .read("gateway.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }
}

package io.vectrail.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.Decision;
import io.vectrail.event.RuleMatch;
import io.vectrail.policy.Documents;
import io.vectrail.policy.rule.Facts;
import io.vectrail.policy.rule.Rate;
import io.vectrail.policy.rule.Risk;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingRequest.Input;
import io.vectrail.provider.Part;
import io.vectrail.provider.VectorType;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request is within its bounds or refused, and says what it takes of those that are counted over time. */
class LimitsTest {

    private static final String[] THREE = {"one", "four", "fifteen letters"};

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bytes: 100            |
            bytes: 99             | policy small lets requests of at most 99 bytes pass; send fewer inputs at once, or shorter ones
            inputs: 3             |
            inputs: 2             | policy small lets requests of at most 2 inputs pass; send fewer at once
            tokens: 6             |
            tokens: 5             | policy small lets requests of at most 5 tokens pass; send fewer inputs at once, or shorter ones
            vectorsPerDay: 3      |
            vectorsPerDay: 2      | policy small lets requests of at most 2 inputs pass; no day has room for more vectors; send fewer at once
            bytes: 1KiB, inputs: 1 | policy small lets requests of at most 1 inputs pass; send fewer at once
            inputs: 2, when: 'item.characters > 3' |
            inputs: 1, when: 'item.characters > 3' | policy small lets requests of at most 1 inputs pass; send fewer at once
            tokens: 1, when: 'item.characters < 4' |
            bytes: 1, when: 'item.characters > 99' |
            bytes: 1, when: '1 / item.index > 0'   | policy small could not be evaluated, since its condition failed, or cost more than it may; an error means denied, unless the policy says onError: allow
            """)
    void aRequestBeyondABoundIsRefusedAndTheErrorNamesBoth(String keys, @Nullable String reason) {
        Verdict verdict = decide("{ name: small, action: limit, " + keys + " }", THREE);
        assertThat(verdict.refusal()).isEqualTo(reason);
        assertThat(verdict.decision()).isEqualTo(reason == null ? Decision.ALLOW : Decision.BLOCK);
        assertThat(verdict.matches()).hasSize(reason == null ? 0 : 1).allSatisfy(match -> {
            assertThat(match.getAction()).isEqualTo(Decision.BLOCK);
            assertThat(match.getItems()).isEmpty();
        });
    }

    @Test
    void inShadowItIsRecordedAndPasses() {
        Verdict verdict = decide("{ name: small, action: limit, inputs: 2, shadow: true }", THREE);
        assertThat(verdict.refusal()).isNull();
        assertThat(verdict.matches())
                .singleElement()
                .satisfies(match -> assertThat(match.getShadow()).isTrue());
    }

    @Test
    void anErrorPassesWhereThePolicySaysSoAndIsRecorded() {
        Verdict verdict =
                decide("{ name: small, action: limit, bytes: 1, when: '1 / item.index > 0', onError: allow }", THREE);
        assertThat(verdict.refusal()).isNull();
        assertThat(verdict.matches())
                .singleElement()
                .satisfies(match -> assertThat(match.getError()).isNotNull());
    }

    @Test
    void whatPassesSaysWhatItTakesAndOfWhom() {
        Verdict verdict = decide(
                "{ name: mine, action: limit, requestsPerMinute: 5, vectorsPerDay: 9 }, "
                        + "{ name: ours, match: { groups: [b, c, d] }, action: limit, vectorsPerDay: 9, per: group },"
                        + "{ name: theirs, match: { groups: [z] }, action: limit, vectorsPerDay: 9, per: group },"
                        + "{ name: long, action: limit, vectorsPerDay: 9, when: 'item.characters > 3' }",
                THREE);
        assertThat(verdict.matches()).isEmpty();
        assertThat(verdict.uses())
                .extracting(use -> use.rule().name() + use.whose() + use.vectors())
                .containsExactly("mine[alice]3", "ours[b, c]3", "long[alice]2");
        Use mine = verdict.uses().getFirst();
        Rate requests = mine.limit().rates().getFirst();
        assertThat(mine.amount(requests)).isEqualTo(1);
        assertThat(mine.amount(mine.limit().rates().getLast())).isEqualTo(3);
        assertThat(mine.reason(requests)).isEqualTo("policy mine lets 5 requests a minute pass, of each caller");
    }

    @Test
    void whatAnotherRuleRefusesTakesNothing() {
        String rate = "{ name: mine, action: limit, requestsPerMinute: 5 }";
        assertThat(decide(rate + ", { name: no, deny: { words: [four] }, action: block }", THREE)
                        .uses())
                .isEmpty();
        assertThat(RequestRules.decide(
                                Documents.rules("policies: [" + rate + "]"),
                                facts(),
                                request(THREE),
                                List.of(),
                                "not permitted")
                        .uses())
                .isEmpty();
        Verdict masked = decide(rate + ", { name: no, deny: { words: [four] }, action: mask }", THREE);
        assertThat(masked.uses()).hasSize(1);
        assertThat(masked.changes()).hasSize(1);
    }

    @Test
    void aThousandLimitsThatRefuseMakeASmallRecord() {
        String many = String.join(
                ",",
                Stream.iterate(0, i -> i < 1000, i -> i + 1)
                        .map(i -> "{ name: p" + i + ", action: limit, inputs: 1 }")
                        .toList());
        Verdict verdict = decide(many, THREE);
        assertThat(verdict.matches())
                .hasSize(1000)
                .extracting(RuleMatch::getItems)
                .allMatch(List::isEmpty);
    }

    private static Verdict decide(String policies, String... texts) {
        return RequestRules.decide(
                Documents.rules("policies: [" + policies + "]"), facts(), request(texts), List.of(), null);
    }

    private static Facts facts() {
        return new Facts(
                "alice",
                List.of("a", "b", "c", "b"),
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
    }

    private static EmbeddingRequest request(String... texts) {
        List<Input> inputs = Stream.of(texts)
                .map(text -> new Input(
                        List.<Part>of(new Part.Text(Part.Role.INPUT, "input", text, 0, text.length() + 2)), null))
                .toList();
        return new EmbeddingRequest("m", inputs, List.of(), null, VectorType.FLOAT);
    }
}

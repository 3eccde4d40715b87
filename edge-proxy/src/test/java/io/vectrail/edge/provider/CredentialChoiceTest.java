package io.vectrail.edge.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.document.AllowList;
import io.vectrail.document.CheckedDocument;
import io.vectrail.document.Connection;
import io.vectrail.document.DocumentReader;
import io.vectrail.edge.exchange.Arrivals;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.edge.exchange.UpstreamAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CredentialChoiceTest {

    private static final String BOTH = """
            credentials:
              - { value: hush-old, until: 2026-12-05T00:00:00Z, name: old }
              - { value: hush-new, from: 2026-12-01T00:00:00Z, until: 2027-01-01T00:00:00Z, name: new }
            """;

    private final SetClock clock = new SetClock();
    private final List<String> shown = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private final CredentialChoice choice =
            new CredentialChoice(clock, (connection, credential) -> rejected.add(credential.name()));

    @Test
    void oneThatEndsBetweenTheDecisionAndTheCallIsNotShownAnyMore() {
        Exchange exchange = exchange(BOTH);
        clock.now = Instant.parse("2026-12-31T23:59:59.999Z");
        assertThat(choice.require(exchange)).isSameAs(exchange);
        clock.now = Instant.parse("2027-01-01T00:00:00Z");
        assertThatThrownBy(() -> choice.call(exchange, (credential, timeout) -> answer(200)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code())
                                .isEqualTo(RefusalCode.UPSTREAM_REJECTED_CREDENTIAL));
        assertThatThrownBy(() -> choice.require(exchange)).isInstanceOf(RefusedException.class);
        assertThat(shown).isEmpty();
    }

    @Test
    void whereValiditiesOverlapEachMomentHasOneAndNoCallerFeelsTheSwitch() throws Exception {
        Exchange exchange = exchange(BOTH);
        for (String moment : List.of("2026-11-30T23:59:59.999Z", "2026-12-01T00:00:00Z", "2026-12-05T00:00:00Z")) {
            clock.now = Instant.parse(moment);
            assertThat(choice.require(exchange)).isSameAs(exchange);
            assertThat(called(exchange, 200).status()).isEqualTo(200);
        }
        assertThat(shown).containsExactly("hush-old", "hush-new", "hush-new");
        assertThat(rejected).isEmpty();
    }

    @Test
    void theSecondCallsAnswerCounts() throws Exception {
        clock.now = Instant.parse("2026-12-02T00:00:00Z");
        Exchange exchange = exchange(BOTH);
        assertThat(called(exchange, 401, 200).status()).isEqualTo(200);
        assertThat(shown).startsWith("hush-new", "hush-old");
        assertThat(rejected).containsOnly("new");
        assertThat(exchange.outbound().shown()).extracting(Object::toString).containsOnly("ApiKey[…]");
    }

    @Test
    void whereNoOtherIsValidThereIsNoSecondCall() throws Exception {
        clock.now = Instant.parse("2026-12-06T00:00:00Z");
        assertThat(called(exchange(BOTH), 401, 200).status()).isEqualTo(401);
        assertThat(called(exchange("credential: none"), 401, 200).status()).isEqualTo(401);
        assertThat(shown).containsExactly("hush-new", "none");
        assertThat(rejected).containsExactly("new");
    }

    @Test
    void noOtherAnswerIsTriedAgain() throws Exception {
        clock.now = Instant.parse("2026-12-02T00:00:00Z");
        for (int status : new int[] {200, 400, 402, 404, 407, 429, 500, 503}) {
            assertThat(called(exchange(BOTH), status, 200).status()).isEqualTo(status);
        }
        assertThat(shown).hasSize(8).containsOnly("hush-new");
    }

    private UpstreamAnswer called(Exchange exchange, int... statuses) throws Exception {
        int[] next = {0};
        return choice.call(exchange, (credential, timeout) -> {
                    shown.add(credential == null ? "none" : credential.secrets().getFirst());
                    return answer(statuses[next[0]++]);
                })
                .toCompletableFuture()
                .get(1, TimeUnit.SECONDS);
    }

    private static CompletionStage<UpstreamAnswer> answer(int status) {
        return CompletableFuture.completedFuture(
                new UpstreamAnswer(status, new Headers(List.of()), new byte[0], 1, 1, List.of()));
    }

    private static Exchange exchange(String credentials) {
        String text = """
                version: 1
                connections:
                  - name: openai
                    provider: openai
                    target: https://api.example.com
                """ + credentials.indent(4);
        AllowList allow = new AllowList(List.of("api.example.com:443"), null, null, true);
        CheckedDocument document =
                new DocumentReader(allow, Map.of(), null, null).read("doc.yaml", text.getBytes(StandardCharsets.UTF_8));
        Connection connection = Objects.requireNonNull(document.connection("openai"));
        return new Exchange(Arrivals.of("POST", "/v1/embeddings", ""), document).connected(connection);
    }

    private static final class SetClock extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(@Nullable ZoneId zone) {
            return this;
        }
    }
}

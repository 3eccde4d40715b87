package io.vectrail.edge.provider.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.provider.upstream.RetryRules.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryRulesTest {

    /** Sun, 06 Nov 1994 08:49:37 GMT, RFC 9110's own example. */
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:37Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    429 | 7                               | 7
                    503 | 0                               | 0
                    429 | Sun, 06 Nov 1994 08:49:40 GMT   | 3
                    503 | Sunday, 06-Nov-94 08:49:40 GMT  | 3
                    503 | Sun Nov  6 08:49:40 1994        | 3
                    429 | Sun, 06 Nov 1994 08:49:00 GMT   | 0
                    """)
    void aBusyUpstreamIsAskedAgainWhenItSaysTo(int status, String header, long seconds) {
        assertThat(after(answered(status, header), 1)).isInstanceOfSatisfying(Next.Again.class, again -> {
            assertThat(again.pause()).isEqualTo(Duration.ofSeconds(seconds));
            assertThat(again.reason()).isEqualTo(status == 429 ? RetryReason.RATE_LIMITED : RetryReason.UNAVAILABLE);
        });
    }

    @Test
    void anotherTargetNeedNotBeWaitedFor() {
        Situation elsewhere = new Situation(1, 2, true, true, Duration.ofHours(1), Duration.ofSeconds(8));
        assertThat(RetryRules.after(answered(429, "3600"), elsewhere, NOW))
                .isEqualTo(new Next.Again(RetryReason.RATE_LIMITED, Duration.ZERO));
        assertThat(RetryRules.after(answered(503, "soon"), elsewhere, NOW)).isEqualTo(new Next.End());
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "9", "99999999999", "-1", "1.5", "soon", "", "Sun, 06 Nov 1994 08:50:00 GMT"})
    void whatDoesNotFitOrSaysNothingPasses(String header) {
        assertThat(after(answered(429, header), 1)).isEqualTo(new Next.End());
    }

    @Test
    void otherAnswersPassWhateverTheySay() {
        for (int status : new int[] {200, 400, 401, 408, 500, 502, 504, 529}) {
            assertThat(after(answered(status, "1"), 1)).isEqualTo(new Next.End());
            assertThat(RetryRules.settles(answered(status, "1"))).isTrue();
        }
    }

    @Test
    void whatTheUpstreamMayHaveActedOnIsNotSentAgain() {
        AttemptOutcome ended = new AttemptOutcome.Ended(new Refusal(RefusalCode.UPSTREAM_UNREACHABLE, "x"));
        assertThat(after(ended, 1)).isEqualTo(new Next.End());
    }

    @Test
    void attemptsAreBounded() {
        AttemptOutcome outcome = new AttemptOutcome.NotActedOn(RetryReason.STALE);
        assertThat(after(outcome, 3)).isInstanceOf(Next.Again.class);
        assertThat(after(outcome, 4)).isEqualTo(new Next.End());
        assertThat(after(answered(429, "0"), 4)).isEqualTo(new Next.End());
    }

    @Test
    void aServerThatRefusesStreamsIsAskedAgainAtOnceTheFirstTimeOnly() {
        AttemptOutcome outcome = new AttemptOutcome.NotActedOn(RetryReason.NOT_PROCESSED);
        assertThat(after(outcome, 1)).isEqualTo(new Next.Again(RetryReason.NOT_PROCESSED, Duration.ZERO));
        assertThat(after(outcome, 2)).isEqualTo(new Next.Again(RetryReason.NOT_PROCESSED, Duration.ofMillis(200)));
    }

    @Test
    void aTargetThatCannotBeConnectedToIsTriedAgainAfterAPauseOnlyWhileNoneElseIsThere() {
        AttemptOutcome outcome = new AttemptOutcome.NotActedOn(RetryReason.CONNECT);
        Duration left = Duration.ofSeconds(8);
        assertThat(RetryRules.after(outcome, new Situation(2, 2, true, true, null, left), NOW))
                .isEqualTo(new Next.Again(RetryReason.CONNECT, Duration.ZERO));
        assertThat(RetryRules.after(outcome, new Situation(2, 2, false, true, null, left), NOW))
                .isEqualTo(new Next.Again(RetryReason.CONNECT, Duration.ofMillis(200)));
        assertThat(RetryRules.after(outcome, new Situation(2, 2, false, false, null, left), NOW))
                .isEqualTo(new Next.End());
        assertThat(RetryRules.after(outcome, new Situation(2, 2, false, true, null, Duration.ofMillis(200)), NOW))
                .isEqualTo(new Next.End());
    }

    private static AttemptOutcome answered(int status, String retryAfter) {
        return new AttemptOutcome.Answered(
                status, new Headers(List.of(new Header("retry-after", retryAfter))), new byte[0]);
    }

    /** Of the one target's call, with eight seconds left. */
    private static Next after(AttemptOutcome outcome, int attempts) {
        Duration busy = RetryRules.pause(outcome, NOW);
        return RetryRules.after(outcome, new Situation(attempts, 1, false, true, busy, Duration.ofSeconds(8)), NOW);
    }
}

package io.vectrail.edge.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.policy.rule.Risk;
import io.vectrail.runtime.health.Condition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller's score is at a time, whatever was heard of it. */
class RiskScoresTest {

    private static final Duration HALF_LIFE = Duration.ofHours(12);

    private final SetClock clock = new SetClock(Instant.parse("2026-11-25T10:00:00Z"));
    private final RiskScores scores = new RiskScores(clock);

    @BeforeEach
    void readATopicThatIsEmpty() {
        scores.load(each -> {});
    }

    @ParameterizedTest
    @CsvSource({
        "80, 0, 80, high",
        "80, 12, 40, medium",
        "80, 24, 20, low",
        "160, 6, 100, critical",
        "160, 12, 80, high",
        "160, -5, 100, critical",
        "50, -5, 50, medium",
        "85, 0, 85, critical",
        "64.9, 0, 64.9, medium"
    })
    void aScoreHalvesWithEachHalfLifeAndIsNeverMoreThanAHundredNorMoreThanItWas(
            double points, int hours, double score, String level) {
        scored("alice", points, clock.instant());
        clock.forward(Duration.ofHours(hours));
        assertThat(of("alice").score()).isCloseTo(score, within(1e-4));
        assertThat(of("alice").level()).isEqualTo(level);
    }

    @Test
    void levelsAreThoseOfTheDocumentInForce() {
        scored("alice", 30, clock.instant());
        assertThat(of("alice").level()).isEqualTo("low");
        RiskSettings strict = RiskSettings.of(
                        "risk: { levels: { medium: 10, high: 20, critical: 30 } }".getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        assertThat(scores.of("alice", strict)).isEqualTo(new Risk(30, "critical"));
    }

    @Test
    void aCallerWithoutAScoreHasNoneAndAllAreUnknownUntilSomethingIsHeard() {
        assertThat(of("alice")).isEqualTo(new Risk(0, "unknown"));
        scores.take(new Heard.Over("alice"));
        scores.take(new Heard.Unusable());
        assertThat(of("alice")).isEqualTo(new Risk(0, "unknown"));
        beat(0, Duration.ZERO);
        assertThat(of("alice")).isEqualTo(new Risk(0, "low"));
    }

    @Test
    void theLastWordCountsAndATombstoneIsOne() {
        scored("alice", 90, clock.instant());
        scored("alice", 30, clock.instant().minusSeconds(60));
        assertThat(of("alice").score()).isCloseTo(30, within(0.1));
        assertThat(scores.callers()).isEqualTo(1);
        scores.take(new Heard.Over("alice"));
        assertThat(of("alice")).isEqualTo(new Risk(0, "low"));
        assertThat(scores.callers()).isZero();
        scored("alice", 60, clock.instant());
        scored("alice", 0.4, clock.instant());
        assertThat(of("alice").score()).isZero();
        assertThat(scores.callers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.001, -1e300})
    void pointsThatAreNoneAreNotTaken(double points) {
        assertThatThrownBy(() -> new Heard.Scored("alice", 0, points, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whateverCanBeTakenGivesAScoreOfTheRange() {
        long now = clock.millis();
        for (double points : List.of(0.0, Double.MIN_VALUE, 0.5, 99.99, 1e9, Double.MAX_VALUE)) {
            for (long at : List.of(Long.MIN_VALUE, -1L, 0L, now, Long.MAX_VALUE)) {
                for (long halfLife : List.of(1L, 60_000L, Long.MAX_VALUE)) {
                    scores.take(new Heard.Scored("alice", at, points, halfLife));
                    assertThat(of("alice").score()).isBetween(0.0, 100.0);
                }
            }
        }
        for (long halfLife : List.of(0L, -1L, Long.MIN_VALUE)) {
            assertThatThrownBy(() -> new Heard.Scored("alice", now, 1, halfLife))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aScoreOfATimeThatIsStillToComeCountsAtOnceAndDecays() {
        scored("alice", 80, clock.instant().plus(Duration.ofDays(10_000)));
        assertThat(of("alice").score()).isEqualTo(80);
        clock.forward(HALF_LIFE);
        assertThat(of("alice").score()).isCloseTo(40, within(1e-4));
    }

    @Test
    void readingAnewTakesNothingBackBeforeAllIsReadAndThenWhatIsGone() {
        scored("alice", 90, clock.instant());
        scored("gone", 90, clock.instant());
        scores.load(each -> {
            each.accept(new Heard.Scored("alice", clock.millis(), 10, HALF_LIFE.toMillis()));
            assertThat(of("alice").score()).isEqualTo(90);
            each.accept(new Heard.Scored("alice", clock.millis(), 95, HALF_LIFE.toMillis()));
        });
        assertThat(of("alice").score()).isEqualTo(95);
        assertThat(of("gone").score()).isZero();
        assertThatThrownBy(() -> scores.load(each -> {
                    throw new IllegalStateException("Kafka is away");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(of("alice").score()).isEqualTo(95);
    }

    @Test
    void whatIsReadFirstCountsBeforeAllIsReadAndNobodyElseIsKnownUntilThen() {
        RiskScores first = new RiskScores(clock);
        first.load(each -> {
            each.accept(new Heard.Scored("alice", clock.millis(), 90, HALF_LIFE.toMillis()));
            assertThat(first.of("alice", RiskSettings.DEFAULT)).isEqualTo(new Risk(90, "critical"));
            assertThat(first.of("bob", RiskSettings.DEFAULT)).isEqualTo(Risk.UNKNOWN);
        });
        assertThat(first.of("bob", RiskSettings.DEFAULT)).isEqualTo(Risk.NONE);
    }

    @Test
    void stalenessIsSeenWhenItComesAndWhenItGoes() {
        assertThat(RiskHealth.condition(scores, null).detail()).contains("no streams processor was ever heard of");
        assertThat(scores.stalenessSeconds()).isNaN();
        beat(0, Duration.ZERO);
        beat(1, Duration.ofSeconds(2));
        assertThat(scores.stalenessSeconds()).isEqualTo(2);
        assertThat(RiskHealth.condition(scores, null)).isInstanceOf(Condition.Up.class);

        clock.forward(Duration.ofSeconds(11));
        beat(1, Duration.ZERO);
        assertThat(scores.stalenessSeconds()).isEqualTo(11);
        assertThat(RiskHealth.condition(scores, null))
                .isInstanceOf(Condition.Degraded.class)
                .extracting(Condition::detail)
                .asString()
                .contains("partition 0 was last heard of 11.0 s ago", "see the streams processor");

        beat(0, Duration.ofSeconds(61));
        assertThat(RiskHealth.condition(scores, null).detail()).contains("61.0 s behind then");
        beat(0, Duration.ofMillis(300));
        assertThat(RiskHealth.condition(scores, null)).isInstanceOf(Condition.Up.class);
        assertThat(RiskHealth.condition(scores, "TimeoutException: no answer")).isInstanceOf(Condition.Degraded.class);
    }

    @Test
    void aBeatOfATimeThatIsStillToComeHidesNothing() {
        scores.take(new Heard.Beat("0", Long.MAX_VALUE, 0));
        clock.forward(Duration.ofSeconds(30));
        assertThat(scores.stalenessSeconds()).isEqualTo(30);
        for (int i = 0; i < 2000; i++) {
            scores.take(new Heard.Beat("x" + i, clock.millis(), 0));
        }
        assertThat(scores.unusable()).isEqualTo(1001);
    }

    private void scored(String subject, double points, Instant at) {
        scores.take(new Heard.Scored(subject, at.toEpochMilli(), points, HALF_LIFE.toMillis()));
    }

    private void beat(int partition, Duration behind) {
        scores.take(new Heard.Beat("\u0000partition/" + partition, clock.millis(), behind.toMillis()));
    }

    private Risk of(String subject) {
        return scores.of(subject, RiskSettings.DEFAULT);
    }
}

package io.vectrail.edge.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.local.testkit.Broker;
import io.vectrail.policy.rule.Risk;
import io.vectrail.runtime.health.Condition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is published of callers' scores is known here at once; Kafka may come and go. On a broker of its own: beats are for all. */
class RiskFollowerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long HALF_LIFE = Duration.ofHours(12).toMillis();

    private final SetClock clock = new SetClock(Instant.now());
    private final RiskScores scores = new RiskScores(clock);
    private Broker broker;
    private PublishedScores published;

    @BeforeEach
    void start() {
        broker = Broker.start();
        published = new PublishedScores(broker.bootstrap());
    }

    @AfterEach
    void stop() {
        published.close();
        broker.close();
    }

    /** Stops its broker and waits until that is noticed. */
    @Tag("heavy")
    @Test
    void scoresAreKnownAtOnceAndStayWhileKafkaIsAway() throws Exception {
        published.score("alice", 90);
        try (RiskFollower follower = following()) {
            assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
            assertThat(of("alice").level()).isEqualTo("critical");
            assertThat(of("bob")).isEqualTo(Risk.NONE);
            published.beat(0, Duration.ZERO);
            published.beat(1, Duration.ofMillis(200));
            await().atMost(PATIENCE).until(() -> follower.condition() instanceof Condition.Up);
            assertThat(follower.condition().detail())
                    .contains("; partition ")
                    .as("it is for people")
                    .matches("\\P{Cntrl}*");

            broker.kill();
            await().atMost(PATIENCE).until(() -> follower.condition().detail().contains("cannot be read"));
            assertThat(follower.condition()).isInstanceOf(Condition.Degraded.class);
            clock.forward(Duration.ofHours(12));
            assertThat(of("alice").score()).isBetween(44.0, 46.0);

            broker.restart();
            published.score("alice", 0);
            published.score("bob", 70);
            published.beat(0, Duration.ZERO);
            published.beat(1, Duration.ZERO);
            await().atMost(PATIENCE)
                    .until(() -> of("bob").score() > 0 && of("alice").score() == 0);
        }
    }

    /** Starts a broker of its own late. */
    @Tag("heavy")
    @Test
    void anEdgeThatStartsWithoutKafkaKnowsNothingUntilItIsThere() throws Exception {
        published.score("alice", 90);
        broker.kill();
        try (RiskFollower follower = following()) {
            assertThat(follower.awaitCaughtUp(Duration.ofMillis(200))).isFalse();
            assertThat(of("alice")).isEqualTo(Risk.UNKNOWN);
            assertThat(follower.condition()).isInstanceOf(Condition.Degraded.class);
            broker.restart();
            assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
            assertThat(of("alice").score()).isBetween(89.0, 90.0);
        }
    }

    @Test
    void recordsThatNobodyCanUseAreCountedAndChangeNothing() throws Exception {
        Instant now = clock.instant();
        published.score("alice", 90);
        published.send("alice", "no score".getBytes(StandardCharsets.UTF_8));
        published.send("alice", new byte[0]);
        published.send("alice", published.framed("alice", now, Double.NaN, HALF_LIFE, 0));
        published.send("alice", published.framed("alice", now, -1, HALF_LIFE, 0));
        published.send("alice", published.framed("alice", now, Double.POSITIVE_INFINITY, HALF_LIFE, 0));
        published.send("alice", published.framed("alice", now, Double.NEGATIVE_INFINITY, HALF_LIFE, 0));
        published.send("alice", published.framed("alice", now, 1, 0, 0));
        published.send("alice", published.framed("alice", now, 1, -1, 0));
        published.send("mallory", published.framed("alice", now, 0, HALF_LIFE, 0));
        published.send("0", published.framed("", now, 0, 0, -5));
        published.send("", published.framed("", now, 0, 0, 0));
        published.send("future", published.framed("future", now.plus(Duration.ofDays(999_999)), 80, HALF_LIFE, 0));
        try (RiskFollower follower = following()) {
            assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
            assertThat(of("alice").score()).isBetween(89.0, 90.0);
            assertThat(of("mallory").score()).isZero();
            assertThat(of("future").score()).isEqualTo(80);
            assertThat(scores.unusable()).isEqualTo(11);
            assertThat(follower.condition().detail())
                    .contains("2 callers have scores, 11 records could not be used", "nobody derives them");
            published.send("alice", null);
            await().atMost(PATIENCE).until(() -> of("alice").equals(Risk.NONE));
            assertThat(of("future").score()).isEqualTo(80);
        }
    }

    private RiskFollower following() {
        RiskFollower follower = new RiskFollower(PublishedScores.settings(broker.bootstrap()), scores);
        follower.start();
        return follower;
    }

    private Risk of(String subject) {
        return scores.of(subject, RiskSettings.DEFAULT);
    }
}

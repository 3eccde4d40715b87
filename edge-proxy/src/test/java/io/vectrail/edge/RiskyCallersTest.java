package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vectrail.edge.risk.PublishedScores;
import io.vectrail.event.AuditExchange;
import io.vectrail.local.testkit.Broker;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What rules make of a caller's score, over a real broker. */
class RiskyCallersTest extends PeopleDecide {

    /** From the moment that the score is in Kafka, as it is promised. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String RISKY = "{ name: risky, when: 'risk.score >= 80', action: block }";

    @Test
    void aCallerWhoseScoreIsHighIsBlockedAndNobodyElseIs() throws Exception {
        edge.document.policies(
                "[ " + RISKY + ", { name: some, shadow: true, when: 'risk.level == \"medium\"', action: block } ]");
        edge.restart();
        String other = edge.token("bob-" + UUID.randomUUID());
        // The first condition of a cold machine may take longer than conditions may.
        await().atMost(Duration.ofSeconds(30)).until(() -> post("harmless").statusCode() == 200);
        try (PublishedScores published = new PublishedScores(Broker.shared().bootstrap())) {
            published.score(alice, 90);
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(SOON)
                    .until(() -> post("a").statusCode() == 403);
            HttpResponse<byte[]> blocked = post("harmless");
            assertThat(blocked.body()).asString().contains("blocked_by_policy", "risky");
            assertThat(edge.post(other, body("harmless")).statusCode()).isEqualTo(200);
            edge.restart();
            assertThat(post("harmless").statusCode()).isEqualTo(403);

            published.score(alice, 50);
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(SOON)
                    .until(() -> post("a").statusCode() == 200);
            AuditExchange event = PublishedEvents.exchange(header(post("harmless"), "X-Vectrail-Exchange"));
            assertThat(event.getDecision().getRules()).singleElement().satisfies(match -> {
                assertThat(match.getRule()).isEqualTo("some");
                assertThat(match.getShadow()).isTrue();
            });
        }
        assertThat(edge.admin("/health/ready").body()).contains("\"risk\"");
        assertThat(edge.admin("/metrics").body())
                .contains("vectrail_risk_callers ", "vectrail_risk_staleness_seconds ");
    }

    @Test
    void aRequestThatWaitsDoesNotGoOnWhenItsCallerHasBecomeRiskyMeanwhile() throws Exception {
        edge.document.policies(
                "[ " + RISKY
                        + ", { name: cards, detect: [CREDIT_CARD], action: approve, approvers: { groups: [privacy] }, hold: 60s } ]");
        edge.restart();
        try (PublishedScores published = new PublishedScores(Broker.shared().bootstrap())) {
            CompletableFuture<HttpResponse<byte[]>> answer = send(CARD);
            String approval = people.requested(alice, 1).getFirst().getApproval();
            published.score(alice, 90);
            await().atMost(SOON).until(() -> post("a").statusCode() == 403);
            people.approve(approval);
            HttpResponse<byte[]> got = answer.get(30, TimeUnit.SECONDS);
            assertThat(got.body()).asString().contains("blocked_by_policy", "risky");
            assertThat(text(PublishedEvents.exchange(header(got, "X-Vectrail-Exchange"))))
                    .doesNotContain("4111");
            assertThat(upstream.asked).isEmpty();
        }
    }

    @Test
    void aRequestGoesOnByItsApprovalAlthoughItsCallersScoreFellBelowWhatItWasAskedFor() throws Exception {
        edge.document.policies("[ { name: risky, when: 'risk.score >= 80', action: approve,"
                + " approvers: { groups: [privacy] }, hold: 60s } ]");
        edge.restart();
        try (PublishedScores published = new PublishedScores(Broker.shared().bootstrap())) {
            published.score(alice, 90);
            await().atMost(SOON).until(() -> {
                var _ = send("a");
                return !held(edge, 0);
            });
            String approval = people.requested(alice, 1).getFirst().getApproval();
            CompletableFuture<HttpResponse<byte[]>> answer = send("a");
            await().atMost(SOON).until(() -> !held(edge, 1) || answer.isDone());
            published.score(alice, 10);
            await().atMost(SOON).until(() -> post("b").statusCode() == 200);
            people.approve(approval);
            HttpResponse<byte[]> got = answer.get(30, TimeUnit.SECONDS);
            assertThat(got.statusCode()).isEqualTo(200);
            assertThat(header(got, "X-Vectrail-Decision")).isEqualTo("approve");
        }
    }

    /** Stops its broker and starts it again. */
    @Tag("heavy")
    @Test
    void withoutKafkaAnEdgeStartsAndServesAndKnowsTheScoresOnceItIsBack() throws Exception {
        try (Broker broker = Broker.start();
                PublishedScores published = new PublishedScores(broker.bootstrap())) {
            edge.kafka(broker);
            edge.document.policies("[ " + RISKY + ", { name: dark, shadow: true, when: 'risk.level == \"unknown\"',"
                    + " action: block } ]");
            edge.restart();
            published.score(alice, 90);
            await().atMost(SOON).until(() -> post("harmless").statusCode() == 403);
            broker.kill();
            assertThat(post("harmless").statusCode()).isEqualTo(403);
            edge.restart();
            assertThat(post("harmless").statusCode()).isEqualTo(200);
            assertThat(edge.admin("/health/ready").body()).contains("what was scored since is not known");
            broker.restart();
            await().atMost(Duration.ofSeconds(60)).until(() -> post("harmless").statusCode() == 403);
        }
    }
}

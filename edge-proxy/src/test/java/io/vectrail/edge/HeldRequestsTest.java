package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.PermissionDeniedException;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.ApprovalRequirement;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Decision;
import io.vectrail.event.Outcome;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A request that a rule wants people to decide on waits, and goes on or does not as they say, over a real broker. */
class HeldRequestsTest extends PeopleDecide {

    @Test
    void anApprovedRequestGoesOnAndAllOfItIsRecorded() throws Exception {
        asking("hold: 30s");
        CompletableFuture<HttpResponse<byte[]>> answer = send("card " + CARD + " of " + MASKED);
        ApprovalEvent asked = people.requested(alice, 1).getFirst();
        assertThat(answer).isNotDone();
        assertThat(upstream.asked).isEmpty();
        shownToPeople(asked);

        people.approve(asked.getApproval());
        HttpResponse<byte[]> got = answer.get(10, TimeUnit.SECONDS);
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(header(got, "X-Vectrail-Decision")).isEqualTo("approve");
        assertThat(header(got, "X-Vectrail-Approval")).isEqualTo(asked.getApproval());
        assertThat(upstream.asked)
                .singleElement()
                .asString()
                .contains(CARD, "<EMAIL_ADDRESS>")
                .doesNotContain(MASKED);
        AuditExchange event = PublishedEvents.exchange(header(got, "X-Vectrail-Exchange"));
        assertThat(event.getDecision().getOutcome()).isEqualTo(Decision.APPROVE);
        assertThat(event.getDecision().getApprovalId()).isEqualTo(asked.getApproval());
        assertThat(event.getOutcome()).isEqualTo(Outcome.COMPLETED);
        ApprovalEvent used = people.of(asked.getApproval(), ApprovalKind.USED);
        assertThat(used.getExchange()).isEqualTo(event.getId());
        assertThat(used.getCompleted()).isTrue();
        assertThat(used.getActor()).isEqualTo(edge.name);
    }

    private void shownToPeople(ApprovalEvent asked) {
        AuditExchange shown = asked.getRequest().getExchange();
        assertThat(shown.getCaller().getSubject()).isEqualTo(alice);
        assertThat(shown.getConnection()).isEqualTo("openai");
        assertThat(shown.getModel()).isEqualTo("m");
        assertThat(text(shown)).contains(CARD, "<EMAIL_ADDRESS>").doesNotContain(MASKED);
        assertThat(shown.getItems().getFirst().getDetections())
                .extracting(found -> found.getType())
                .contains("CREDIT_CARD", "EMAIL_ADDRESS");
        assertThat(shown.getDecision().getRules())
                .extracting(rule -> rule.getRule() + " " + rule.getAction())
                .contains("cards APPROVE", "emails MASK");
        ApprovalRequirement required = asked.getRequest().getRequirements().getFirst();
        assertThat(required.getRule()).isEqualTo("cards");
        assertThat(required.getGroups()).containsExactly("privacy");
    }

    @Test
    void aRejectedRequestIsRefusedAsTheSdkExpectsItAndWhatWasAskedAboutIsNotInItsRecord() throws Exception {
        asking("hold: 30s");
        CompletableFuture<PermissionDeniedException> raised = CompletableFuture.supplyAsync(this::denied);
        String approval = people.requested(alice, 1).getFirst().getApproval();
        people.reject(approval);
        PermissionDeniedException denied = raised.get(10, TimeUnit.SECONDS);
        assertThat(denied.code()).contains("approval_rejected");
        assertThat(denied.getMessage()).contains("cards", approval).doesNotContain("4111");
        assertThat(denied.headers().values("X-Vectrail-Approval")).containsExactly(approval);
        AuditExchange event = PublishedEvents.exchange(
                denied.headers().values("X-Vectrail-Exchange").getFirst());
        assertThat(event.getRefusalCode()).isEqualTo("approval_rejected");
        assertThat(event.getDecision().getOutcome()).isEqualTo(Decision.APPROVE);
        assertThat(event.getDecision().getApprovalId()).isEqualTo(approval);
        assertThat(text(event)).contains("<CREDIT_CARD>").doesNotContain("4111");

        assertThat(denied().code()).contains("approval_rejected");
        CompletableFuture<HttpResponse<byte[]>> other = send("another card " + CARD);
        people.approve(people.requested(alice, 2).getLast().getApproval());
        assertThat(other.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(upstream.asked).hasSize(1);
    }

    @Test
    void whoeverCannotWaitIsToldAtOnceAndTriesAgainWithTheApprovalOnce() throws Exception {
        asking("hold: 0s");
        HttpResponse<byte[]> pending = post(CARD);
        assertThat(pending.statusCode()).isEqualTo(403);
        String approval = header(pending, "X-Vectrail-Approval");
        assertThat(pending.body()).asString().contains("approval_pending", approval);
        assertThat(header(post(CARD), "X-Vectrail-Approval")).isEqualTo(approval);
        people.requested(alice, 1);
        people.approve(approval);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> post(CARD, "X-Vectrail-Approval", approval).statusCode() == 200);
        assertThat(post(CARD, "X-Vectrail-Approval", approval).body())
                .asString()
                .contains("approval_pending");
        assertThat(people.requested(alice, 2)).hasSize(2);
    }

    @Test
    void aDecisionThatComesAfterTheTimeToWaitServesTheRetry() throws Exception {
        asking("hold: 1s");
        HttpResponse<byte[]> late = post(CARD);
        assertThat(late.statusCode()).isEqualTo(403);
        String approval = header(late, "X-Vectrail-Approval");
        assertThat(late.body()).asString().contains("approval_timeout", approval, "within 1 s");
        people.approve(approval);
        await().atMost(Duration.ofSeconds(10)).until(() -> post(CARD).statusCode() == 200);
        assertThat(people.requested(alice, 1)).hasSize(1);
    }

    @Test
    void theSameRequestSentAgainWhileOneWaitsJoinsItAtAnotherEdgeToo() throws Exception {
        asking("hold: 30s");
        List<CompletableFuture<HttpResponse<byte[]>>> all = new ArrayList<>(List.of(send(CARD)));
        String approval = people.requested(alice, 1).getFirst().getApproval();
        all.add(send(CARD));
        try (EdgeUnderTest other = EdgeUnderTest.before(folder.resolve("other"), upstream.url())) {
            other.document.connection("");
            other.document.policies(policies("hold: 30s"));
            String there = other.token(alice);
            await().until(() -> other.admin("/metrics").body().contains("vectrail_edge_approvals_open"));
            all.add(CompletableFuture.supplyAsync(() -> quietly(() -> other.post(there, body(CARD)))));
            await().atMost(Duration.ofSeconds(10)).until(() -> held(other, 1) && held(edge, 2));
            people.approve(approval);
            for (CompletableFuture<HttpResponse<byte[]>> each : all) {
                assertThat(each.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        }
        assertThat(people.count(alice, ApprovalKind.REQUESTED)).isEqualTo(1);
    }

    @Test
    void aGrantLetsTheSameKindPassUntilItIsRevokedAndFreesWhatWaits() throws Exception {
        asking("hold: 30s, grant: 1h");
        CompletableFuture<HttpResponse<byte[]>> first = send("first " + CARD);
        String approval = people.requested(alice, 1).getFirst().getApproval();
        CompletableFuture<HttpResponse<byte[]>> second = send("second " + CARD);
        people.requested(alice, 2);
        people.approve(approval);
        assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(header(second.get(10, TimeUnit.SECONDS), "X-Vectrail-Approval"))
                .isEqualTo(approval);
        assertThat(post("third " + CARD).statusCode()).isEqualTo(200);
        edge.restart();
        assertThat(post("fourth " + CARD).statusCode()).isEqualTo(200);
        String bob = "bob-" + UUID.randomUUID();
        var _ = send(edge.token(bob), "third " + CARD);
        people.reject(people.requested(bob, 1).getFirst().getApproval());
        people.revoke(approval);
        people.requested(alice, 2);
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            var _ = send("again " + UUID.randomUUID() + " " + CARD);
            return people.count(alice, ApprovalKind.REQUESTED) > 2;
        });
    }

    @Test
    void aGrantOfTheSameTextIsForNoOther() throws Exception {
        asking("hold: 0s, grant: 1h, sameText: true");
        String approval = header(post(CARD), "X-Vectrail-Approval");
        people.requested(alice, 1);
        people.approve(approval);
        await().atMost(Duration.ofSeconds(10)).until(() -> post(CARD).statusCode() == 200);
        assertThat(post(CARD).statusCode()).isEqualTo(200);
        assertThat(post(CARD).statusCode()).isEqualTo(200);
        assertThat(post("other " + CARD).body()).asString().contains("approval_pending");
        assertThat(post("other still " + CARD, "X-Vectrail-Approval", approval).body())
                .asString()
                .contains("invalid_request", "of another request");
        assertThat(post(CARD + ".", "X-Vectrail-Approval", "x" + token).body())
                .asString()
                .contains("is not an approval's id")
                .doesNotContain(token);
    }

    @Test
    void moreThanMayWaitIsRefused() throws Exception {
        edge.allowing(
                "allow: { hosts: [\"127.0.0.1:*\"], literalCredentials: true }\nhold: { perCaller: 2, openPerCaller: 3 }",
                Map.of());
        asking("hold: 30s");
        var _ = send("one " + CARD);
        var _ = send("two " + CARD);
        await().until(() -> held(edge, 2));
        HttpResponse<byte[]> tooMany = post("three " + CARD);
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.body()).asString().contains("too_many_held");
        assertThat(header(tooMany, "Retry-After")).isEqualTo("30");
        AuditExchange event = PublishedEvents.exchange(header(tooMany, "X-Vectrail-Exchange"));
        assertThat(text(event)).doesNotContain("4111");
        assertThat(people.count(alice, ApprovalKind.REQUESTED)).isEqualTo(2);
    }

    @Test
    void whatWaitsWhenItsClientGoesOrItsEdgeStopsStaysDecidable() throws Exception {
        asking("hold: 30s");
        try (Socket _ = client(CARD)) {
            await().until(() -> held(edge, 1));
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> held(edge, 0));
        CompletableFuture<HttpResponse<byte[]>> again = send(CARD);
        await().until(() -> held(edge, 1));
        edge.restart();
        HttpResponse<byte[]> stopped = again.get(10, TimeUnit.SECONDS);
        assertThat(stopped.statusCode()).isEqualTo(403);
        assertThat(stopped.body()).asString().contains("approval_pending");
        String approval = header(stopped, "X-Vectrail-Approval");
        CompletableFuture<HttpResponse<byte[]>> third = send(CARD);
        await().until(() -> held(edge, 1));
        people.approve(approval);
        assertThat(third.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(people.count(alice, ApprovalKind.REQUESTED)).isEqualTo(1);
    }

    @Test
    void whoeverMayNotDecideDecidesNothing() throws Exception {
        asking("hold: 2s");
        CompletableFuture<HttpResponse<byte[]>> answer = send(CARD);
        String approval = people.requested(alice, 1).getFirst().getApproval();
        people.decide(approval, ApprovalKind.APPROVED, alice, "privacy");
        people.decide(approval, ApprovalKind.APPROVED, "mallory", "other");
        people.decide(approval, ApprovalKind.REJECTED, "mallory", "other");
        people.decide(approval, ApprovalKind.APPROVED, Instant.now().plus(Duration.ofDays(2)), "bea", "privacy");
        assertThat(answer.get(10, TimeUnit.SECONDS).body()).asString().contains("approval_timeout");
        assertThat(upstream.asked).isEmpty();
    }

    @Test
    void whatIsTooLargeToBeShownIsRefused() throws Exception {
        asking("hold: 30s");
        HttpResponse<byte[]> large = post("x ".repeat(480_000) + CARD);
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).asString().contains("request_too_large", "too large to be shown");
        assertThat(people.count(alice, ApprovalKind.REQUESTED)).isZero();
        assertThat(text(PublishedEvents.exchange(header(large, "X-Vectrail-Exchange"))))
                .doesNotContain("4111");
    }

    private PermissionDeniedException denied() {
        return catchThrowableOfType(
                PermissionDeniedException.class,
                () -> sdk().embeddings()
                        .create(EmbeddingCreateParams.builder()
                                .model("m")
                                .input("card " + CARD)
                                .build()));
    }

    private OpenAIClient sdk() {
        return OpenAIOkHttpClient.builder()
                .baseUrl(edge.url())
                .apiKey(token)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(30))
                .build();
    }
}

package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Outcome;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What happens while a request waits counts when it goes on: to its caller, to the document, to the edge's room. */
class HeldMeanwhileTest extends PeopleDecide {

    @Test
    void aRequestThatPoliciesOfNowBlockDoesNotGoOnAndOneThatTheyLetDoes() throws Exception {
        asking("hold: 60s");
        String document = Files.readString(folder.resolve("data/document/gateway.yaml"));
        CompletableFuture<HttpResponse<byte[]>> stopped = send("stop " + CARD);
        String first = people.requested(alice, 1).getFirst().getApproval();
        CompletableFuture<HttpResponse<byte[]>> let = send(CARD);
        String second = people.requested(alice, 2).stream()
                .map(ApprovalEvent::getApproval)
                .filter(id -> !id.equals(first))
                .findFirst()
                .orElseThrow();
        try (PublishedDocuments published = new PublishedDocuments(edge.name)) {
            published.publish(document.replace(
                    "[ { name: cards", "[ { name: stop, deny: { words: [stop] }, action: block }, { name: cards"));
            await().atMost(Duration.ofSeconds(30)).until(() -> post("stop").statusCode() == 403);
            people.approve(first);
            people.approve(second);
            HttpResponse<byte[]> got = stopped.get(10, TimeUnit.SECONDS);
            assertThat(got.body()).asString().contains("blocked_by_policy", "stop");
            assertThat(let.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        // What asked whether the document is there yet has gone on until it was.
        assertThat(upstream.asked)
                .filteredOn(asked -> asked.contains(CARD))
                .singleElement()
                .asString()
                .doesNotContain("stop");
    }

    @Test
    void aCallerWhoIsRevokedMeanwhileDoesNotGoOn() throws Exception {
        asking("hold: 60s");
        CompletableFuture<HttpResponse<byte[]>> answer = send(CARD);
        String approval = people.requested(alice, 1).getFirst().getApproval();
        try (PublishedDocuments published = new PublishedDocuments(edge.name)) {
            edge.document.revoked("[ { subject: " + alice + " } ]");
            published.publish(Files.readString(folder.resolve("data/document/gateway.yaml")));
            await().atMost(Duration.ofSeconds(30)).until(() -> post("harmless").statusCode() == 401);
            people.approve(approval);
            HttpResponse<byte[]> got = answer.get(10, TimeUnit.SECONDS);
            assertThat(got.statusCode()).isEqualTo(401);
            notInTheRecord(got);
        }
        assertThat(upstream.asked).isEmpty();
    }

    @Test
    void whatIsApprovedAndDoesNotGoOnForAnotherReasonIsNotInItsRecord() throws Exception {
        edge.document.policies(
                "[ { name: cards, detect: [CREDIT_CARD], action: approve, approvers: { groups: [privacy] },"
                        + " hold: 30s }, { name: one, action: limit, vectorsPerDay: 1 } ]");
        edge.restart();
        assertThat(post("harmless").statusCode()).isEqualTo(200);
        CompletableFuture<HttpResponse<byte[]>> answer = send(CARD);
        people.approve(people.requested(alice, 1).getFirst().getApproval());
        HttpResponse<byte[]> got = answer.get(10, TimeUnit.SECONDS);
        assertThat(got.statusCode()).isEqualTo(429);
        notInTheRecord(got);
    }

    @Test
    void whatFindsNoRoomGoesOnWithItsRetry() throws Exception {
        edge.listen(", inFlight: 1");
        asking("hold: 30s");
        CompletableFuture<HttpResponse<byte[]>> answer = send(CARD);
        String approval = people.requested(alice, 1).getFirst().getApproval();
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        upstream.answersWhenLetGo(arrived, release);
        CompletableFuture<HttpResponse<byte[]>> busy = send("harmless");
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
        people.approve(approval);
        HttpResponse<byte[]> got = answer.get(10, TimeUnit.SECONDS);
        assertThat(got.statusCode()).isEqualTo(429);
        release.countDown();
        assertThat(busy.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        notInTheRecord(got);
        assertThat(post(CARD).statusCode()).isEqualTo(200);
        await().until(() -> edge.bodyBytes() == 0);
    }

    @Test
    void aClientThatHungUpJustBeforeTheDecisionUsesNothingUp() throws Exception {
        asking("hold: 30s");
        String approval;
        try (Socket _ = client(CARD)) {
            approval = people.requested(alice, 1).getFirst().getApproval();
        }
        people.approve(approval);
        await().atMost(Duration.ofSeconds(10)).until(() -> held(edge, 0));
        assertThat(post(CARD).statusCode()).isEqualTo(200);
        assertThat(upstream.asked).hasSize(1);
        assertThat(people.count(alice, ApprovalKind.REQUESTED)).isEqualTo(1);
    }

    @Test
    void aClientThatHungUpWhileTheUpstreamAnswersUsesNothingUp() throws Exception {
        asking("hold: 30s");
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        upstream.answersWhenLetGo(arrived, release);
        String approval;
        try (Socket _ = client(CARD)) {
            approval = people.requested(alice, 1).getFirst().getApproval();
            people.approve(approval);
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
        }
        release.countDown();
        ApprovalEvent used = people.of(approval, ApprovalKind.USED);
        assertThat(used.getCompleted()).isFalse();
        assertThat(PublishedEvents.exchange(used.getExchange()).getOutcome()).isEqualTo(Outcome.CLIENT_GONE);
        assertThat(post(CARD, "X-Vectrail-Approval", approval).statusCode()).isEqualTo(200);
    }

    @Test
    void aTextThatWasRejectedDoesNotGoOnByALaterGrantForItsKind() throws Exception {
        asking("hold: 0s, grant: 1h");
        String rejected = header(post("this one " + CARD), "X-Vectrail-Approval");
        String granted = header(post(CARD), "X-Vectrail-Approval");
        people.requested(alice, 2);
        people.reject(rejected);
        people.approve(granted);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> post("another " + CARD).statusCode() == 200);
        assertThat(post("this one " + CARD).body()).asString().contains("approval_rejected");
    }

    private static void notInTheRecord(HttpResponse<byte[]> answer) {
        AuditExchange event = PublishedEvents.exchange(header(answer, "X-Vectrail-Exchange"));
        assertThat(text(event)).contains("<CREDIT_CARD>").doesNotContain("4111");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("4111");
    }
}

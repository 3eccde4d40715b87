package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.event.AccessAction;
import io.vectrail.event.AccessEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.Topics;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Service;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request waits, people look at it and decide, each decision with one defined outcome. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalsTest {

    private Service service;
    private Desk desk;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
        service.awaitKeys();
        desk = new Desk(service);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void theQueueIsTheOldestFirstAndInPages() {
        String subject = "queue-" + UUID.randomUUID();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(desk.awaitKnown(Held.anyone().by(subject).publish()));
        }
        String path = Desk.APPROVALS + "?state=requested&subject=" + subject;
        JsonNode items = Service.json(service.get(path, desk.approver("ann"))).get("items");
        assertThat(items.findValuesAsText("id")).containsExactlyElementsOf(ids);
        JsonNode first = items.get(0);
        assertThat(first.get("state").asText()).isEqualTo("REQUESTED");
        assertThat(first.get("rules")).hasSize(1);
        assertThat(first.get("inputs").asInt()).isEqualTo(1);
        assertThat(first.get("detections").toString()).isEqualTo("[{\"type\":\"EMAIL_ADDRESS\",\"count\":1}]");
        assertThat(first.get("mayDecide").asBoolean()).isTrue();
        assertThat(Service.text(service.get(path, desk.approver("ann")))).doesNotContain(Held.TEXT);
        assertThat(Service.json(service.get(path, service.viewer()))
                        .at("/items/0/mayDecide")
                        .asBoolean())
                .isFalse();

        List<String> paged = new ArrayList<>();
        String cursor = "";
        for (int i = 0; i < 3; i++) {
            JsonNode page = Service.json(service.get(path + "&limit=1" + cursor, service.viewer()));
            paged.addAll(page.get("items").findValuesAsText("id"));
            cursor = "&cursor=" + page.get("nextCursor").asText();
        }
        assertThat(paged).containsExactlyElementsOf(ids);
        assertThat(service.get(path + "&rule=other", service.viewer()).body().length)
                .isLessThan(60);
        assertThat(service.get(Desk.APPROVALS + "?state=open", service.viewer()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoMayDecideReadsTheTextAndIsSeenToHaveOnce() {
        Held held = Held.of("privacy");
        String id = desk.awaitKnown(held.publish());
        String token = desk.approver("ann", "privacy");
        JsonNode detail = desk.shown(id, token);
        assertThat(detail.get("readable").asBoolean()).isTrue();
        assertThat(detail.at("/items/0/text").asText()).isEqualTo(Held.TEXT);
        assertThat(detail.get("body").asText()).contains(Held.TEXT);
        assertThat(detail.at("/may/approve").asBoolean()).isTrue();
        assertThat(detail.at("/may/why").isNull()).isTrue();
        assertThat(detail.get("matches").toString())
                .isEqualTo("[{\"rule\":\"a-rule\",\"action\":\"approve\",\"detections\":"
                        + "[{\"type\":\"EMAIL_ADDRESS\",\"count\":1}]}]");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> desk.kinds(id).contains("SEEN"));
        desk.shown(id, token);
        desk.shown(id, desk.approver("bob", "privacy"));
        Awaitility.await("both were seen to")
                .atMost(Duration.ofSeconds(10))
                .until(() -> desk.kinds(id).equals(List.of("REQUESTED", "SEEN", "SEEN")));
        assertThat(accesses(id))
                .extracting(event -> event.getAction() + " " + event.getActor())
                .contains("VIEW ann", "VIEW bob");
    }

    @Test
    void whoMayNotDecideReadsNoText() {
        String id = desk.awaitKnown(Held.of("privacy").by("paul").publish());
        for (String token : List.of(service.viewer(), desk.approver("ann"), desk.approver("paul", "privacy"))) {
            JsonNode detail = desk.shown(id, token);
            assertThat(detail.get("readable").asBoolean()).isFalse();
            assertThat(detail.get("body").isNull()).isTrue();
            assertThat(detail.toString()).doesNotContain(Held.TEXT);
            assertThat(detail.at("/may/why").asText()).isNotEmpty();
        }
        assertThat(desk.shown(id, service.auditor()).get("body").asText()).contains(Held.TEXT);
        assertThat(desk.kinds(id)).containsExactly("REQUESTED");
        assertThat(desk.get(UUID.randomUUID().toString(), service.auditor()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsApprovedIsApprovedOnceAndWhoComesLaterLearnsByWhom() {
        String id = desk.awaitKnown(Held.anyone().publish());
        HttpResponse<byte[]> answer = desk.decide(id, "approve", "looks fine", desk.approver("ann"));
        assertThat(answer.statusCode()).as(() -> Service.text(answer)).isEqualTo(200);
        JsonNode detail = Service.json(answer);
        assertThat(detail.get("state").asText()).isEqualTo("APPROVED");
        assertThat(detail.get("decidedBy").asText()).isEqualTo("ann");
        assertThat(detail.get("consented").findValuesAsText("reason")).containsExactly("looks fine");
        assertThat(detail.at("/may/revoke").asBoolean()).isTrue();
        for (String decision : List.of("approve", "reject")) {
            for (String who : List.of("ann", "bob")) {
                HttpResponse<byte[]> late = desk.decide(id, decision, "", desk.approver(who));
                assertThat(late.statusCode()).isEqualTo(409);
                assertThat(Service.json(late).get("state").asText()).isEqualTo("APPROVED");
                assertThat(Service.json(late).get("decidedBy").asText()).isEqualTo("ann");
            }
        }
        assertThat(desk.kinds(id)).containsExactly("REQUESTED", "APPROVED");
        AccessEvent event = accesses(id).stream()
                .filter(access -> access.getAction() == AccessAction.APPROVAL)
                .findFirst()
                .orElseThrow();
        assertThat(AuditTest.detail(event, "decision")).isEqualTo("approve");
        assertThat(AuditTest.detail(event, "reason")).isEqualTo("looks fine");
        assertThat(AuditTest.detail(event, "rule")).isEqualTo("a-rule");
    }

    @Test
    void whatIsRejectedStaysSo() {
        String id = desk.awaitKnown(Held.anyone().publish());
        assertThat(desk.decide(id, "reject", "no", desk.approver("ann")).statusCode())
                .isEqualTo(200);
        assertThat(desk.state(id)).isEqualTo("REJECTED");
        HttpResponse<byte[]> late = desk.decide(id, "revoke", "no", desk.approver("ann"));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(Service.json(late).get("state").asText()).isEqualTo("REJECTED");
    }

    @Test
    void aGrantIsRevokedAndOnlyAGrant() {
        String id = desk.awaitKnown(Held.nobody()
                .needing("a-rule", requirement -> requirement.setGrantMillis(3_600_000))
                .publish());
        HttpResponse<byte[]> early = desk.decide(id, "revoke", "", desk.approver("ann"));
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(Service.json(early).get("state").asText()).isEqualTo("REQUESTED");
        JsonNode approved = Service.json(desk.decide(id, "approve", "", desk.approver("ann")));
        assertThat(Instant.parse(approved.get("grantUntil").asText()))
                .isEqualTo(Instant.parse(approved.get("decided").asText()).plus(Duration.ofHours(1)));
        Held.publish(Held.event(id, ApprovalKind.USED, "edge-1")
                .setExchange("x")
                .setCompleted(true)
                .build());
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> desk.shown(id, service.viewer()).get("used").asBoolean());
        JsonNode revoked = Service.json(desk.decide(id, "revoke", "left the team", desk.approver("bob")));
        assertThat(revoked.get("state").asText()).isEqualTo("REVOKED");
        assertThat(revoked.get("decidedBy").asText()).isEqualTo("bob");
        assertThat(revoked.get("grantUntil").isNull()).isTrue();
        assertThat(desk.decide(id, "revoke", "", desk.approver("ann")).statusCode())
                .isEqualTo(409);
    }

    @Test
    void aReasonIsGivenWhereTheRuleAsksForOne() {
        String id = desk.awaitKnown(Held.nobody()
                .needing("a-rule", requirement -> requirement.setNeedsReason(true))
                .publish());
        for (String none :
                List.of("", "  ", "\u200b\u200b", " ... \n", "\u3164", "\u115f\u1160 \uffa0", "\ud80d\udc41")) {
            HttpResponse<byte[]> refused = desk.decide(id, "approve", none, desk.approver("ann"));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(Service.text(refused)).contains("say why");
        }
        assertThat(desk.decide(id, "reject", "", desk.approver("ann")).statusCode())
                .isEqualTo(400);
        assertThat(desk.decide(id, "approve", "because", desk.approver("ann")).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"decision\":\"APPROVE\"}",
                "{\"decision\":1}",
                "{\"decision\":\"approve\",\"decision\":\"reject\"}",
                "{\"decision\":\"approve\",\"more\":1}",
                "{\"decision\":\"approve\",\"reason\":null}",
                "{\"decision\":\"approve\",\"reason\":\"a\\u0007b\"}",
                "{\"decision\":\"approve\",\"reason\":\"\\u001b[2J\"}",
                "{\"decision\":\"approve\",\"reason\":\"a\\ud800b\"}",
                "{\"decision\":\"approve\",\"reason\":\"a\\u202eb\"}",
                "{\"decision\":\"approve\",\"reason\":\"a\\u2066b\"}",
            })
    void whatIsNoDecisionIsRefused(String body) {
        String id = desk.awaitKnown(Held.anyone().publish());
        assertThat(desk.post(id, body, desk.approver("ann")).statusCode()).isEqualTo(400);
        assertThat(desk.kinds(id)).containsExactly("REQUESTED");
    }

    @Test
    void aReasonIsKeptAsItIsAndNotLongerThanItMayBe() {
        String id = desk.awaitKnown(Held.anyone().publish());
        String hostile = "'; DROP TABLE approvals; -- <script>alert(1)</script> \uD83D\uDE00 {x:String} \\\"";
        assertThat(desk.decide(id, "reject", "x".repeat(501), desk.approver("ann"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(desk.decide(id, "reject", hostile, desk.approver("ann")).statusCode())
                .isEqualTo(200);
        assertThat(desk.shown(id, service.viewer()).at("/steps/1/reason").asText())
                .isEqualTo(hostile);
    }

    @Test
    void aReasonThatTurnsTheTextIsRefusedInWords() {
        String id = desk.awaitKnown(Held.anyone().publish());
        HttpResponse<byte[]> refused = desk.decide(id, "approve", "fine\u202edetcejer", desk.approver("ann"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Service.text(refused)).contains("direction");
    }

    @Test
    void theQueueTakesTheBeginningOfASubject() {
        String subject = "mu-" + UUID.randomUUID();
        String id = desk.awaitKnown(Held.anyone().by(subject).publish());
        for (String state : List.of("?state=REQUESTED&", "?")) {
            String path = Desk.APPROVALS + state + "subject=" + subject.substring(0, 20);
            Awaitility.await("it is archived")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Service.json(service.get(path + "*", service.viewer()))
                            .get("items")
                            .findValuesAsText("id")
                            .equals(List.of(id)));
            assertThat(Service.json(service.get(path, service.viewer())).get("items"))
                    .isEmpty();
        }
    }

    @Test
    void whoAsksForNoBodyHasSeenNothing() {
        String id = desk.awaitKnown(Held.anyone().publish());
        assertThat(service.send(HttpRequest.newBuilder(service.uri(Desk.APPROVALS + "/" + id))
                                .header("Authorization", "Bearer " + desk.approver("ann"))
                                .HEAD())
                        .statusCode())
                .isEqualTo(200);
        assertThat(approved(id, "bob")).isEqualTo("APPROVED");
        assertThat(desk.kinds(id)).containsExactly("REQUESTED", "APPROVED");
    }

    @Test
    void aCallThatTakesNoParametersSaysSo() {
        assertThat(Service.text(service.get("/api/v1/live?x=1", service.viewer())))
                .contains("it has none");
        assertThat(Service.text(service.get(Desk.APPROVALS + "/x?y=1", service.viewer())))
                .contains("it has reason");
    }

    @Test
    void whoeverCreatedAKeyDoesNotDecideOnRequestsOfItsCaller() {
        String name = "batch-" + UUID.randomUUID();
        assertThat(service.post("/api/v1/keys", "{\"subject\":\"" + name + "\"}")
                        .statusCode())
                .isEqualTo(201);
        String id = desk.awaitKnown(Held.anyone().by("key:" + name).publish());
        for (String decision : List.of("approve", "reject")) {
            HttpResponse<byte[]> refused = desk.decide(id, decision, "mine", desk.approver("paula"));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(Service.text(refused)).contains("you created a key of its caller");
        }
        JsonNode shown = desk.shown(id, desk.approver("paula"));
        assertThat(shown.get("mayDecide").asBoolean()).isFalse();
        assertThat(shown.get("readable").asBoolean()).isFalse();
        assertThat(shown.at("/may/why").asText()).contains("you created a key");
        assertThat(approved(id, "ann")).isEqualTo("APPROVED");
        assertThat(desk.kinds(id)).containsExactly("REQUESTED", "APPROVED");
    }

    @Test
    void noTransactionOfADecisionKeepsReadersWaiting() throws Exception {
        String id = desk.awaitKnown(Held.anyone().publish());
        assertThat(approved(id, "ann")).isEqualTo("APPROVED");
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Engines.shared().bootstrap()))) {
            assertThat(admin.listTransactions().all().get(30, TimeUnit.SECONDS))
                    .extracting(TransactionListing::transactionalId)
                    .noneMatch(transaction -> transaction.contains("approvals"));
        }
    }

    @Test
    void nobodyDecidesOnTheirOwnRequest() {
        String id = desk.awaitKnown(Held.anyone().by("ann").publish());
        for (String decision : List.of("approve", "reject")) {
            HttpResponse<byte[]> refused = desk.decide(id, decision, "mine", desk.approver("ann"));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(Service.text(refused)).contains("your own request");
        }
        assertThat(desk.kinds(id)).containsExactly("REQUESTED");
    }

    @Test
    void oneNeedsTheGroupAtThatMoment() {
        String id = desk.awaitKnown(Held.of("privacy").publish());
        HttpResponse<byte[]> refused = desk.decide(id, "approve", "", desk.approver("ann", "legal"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(Service.text(refused)).contains("privacy");
        assertThat(desk.shown(id, desk.approver("bob", "privacy"))
                        .at("/may/approve")
                        .asBoolean())
                .isTrue();
        assertThat(desk.decide(id, "approve", "", desk.approver("bob")).statusCode())
                .as("the group was lost meanwhile")
                .isEqualTo(403);
        assertThat(desk.decide(id, "approve", "", service.issuer().token("bob", "privacy"))
                        .statusCode())
                .as("the role was lost meanwhile")
                .isEqualTo(403);
        assertThat(desk.decide(id, "approve", "", desk.approver("bob", "privacy"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void twoDifferentPeopleMustConsentWhereTheRuleSaysTwo() {
        String id = desk.awaitKnown(Held.nobody()
                .needing("a-rule", requirement -> requirement.setCount(2))
                .publish());
        JsonNode first = Service.json(desk.decide(id, "approve", "one", desk.approver("ann")));
        assertThat(first.get("state").asText()).isEqualTo("REQUESTED");
        assertThat(first.get("consents").asInt()).isEqualTo(1);
        assertThat(first.at("/requirements/0/met").asBoolean()).isFalse();
        assertThat(first.at("/may/approve").asBoolean()).isFalse();
        assertThat(first.at("/may/reject").asBoolean()).isTrue();
        HttpResponse<byte[]> again = desk.decide(id, "approve", "two", desk.approver("ann"));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(Service.json(again).get("state").asText()).isEqualTo("REQUESTED");
        JsonNode second = Service.json(desk.decide(id, "approve", "two", desk.approver("bob")));
        assertThat(second.get("state").asText()).isEqualTo("APPROVED");
        assertThat(second.get("consented").findValuesAsText("subject")).containsExactly("ann", "bob");
        assertThat(desk.kinds(id)).containsExactly("REQUESTED", "CONSENTED", "APPROVED");
    }

    @Test
    void oneRejectionIsEnoughWhoeverConsented() {
        String id = desk.awaitKnown(Held.nobody()
                .needing("a-rule", requirement -> requirement.setCount(2))
                .publish());
        assertThat(desk.decide(id, "approve", "", desk.approver("ann")).statusCode())
                .isEqualTo(200);
        assertThat(desk.decide(id, "reject", "", desk.approver("ann")).statusCode())
                .isEqualTo(200);
        assertThat(desk.state(id)).isEqualTo("REJECTED");
    }

    @Test
    void eachGroupMustConsentWhereTheRuleSaysSoAndEachRule() {
        String id = desk.awaitKnown(Held.nobody()
                .needing(
                        "both",
                        requirement -> requirement
                                .setGroups(List.of("privacy", "legal"))
                                .setEachGroup(true))
                .needing("third", requirement -> requirement.setGroups(List.of("security")))
                .publish());
        assertThat(approved(id, "ann", "privacy", "legal")).isEqualTo("REQUESTED");
        assertThat(approved(id, "bob", "security")).isEqualTo("REQUESTED");
        assertThat(approved(id, "cay", "privacy")).isEqualTo("APPROVED");
    }

    private String approved(String id, String who, String... groups) {
        HttpResponse<byte[]> answer = desk.decide(id, "approve", "", desk.approver(who, groups));
        assertThat(answer.statusCode()).as(() -> Service.text(answer)).isEqualTo(200);
        return Service.json(answer).get("state").asText();
    }

    @Test
    void membersOfTheSecondGroupDecideOnceItEscalates() {
        Held held = Held.nobody();
        String id = desk.awaitKnown(held.needing(
                        "a-rule",
                        requirement -> requirement
                                .setGroups(List.of("privacy"))
                                .setEscalatesAt(held.at().plusSeconds(4))
                                .setEscalationGroups(List.of("security")))
                .publish());
        HttpResponse<byte[]> early = desk.decide(id, "approve", "", desk.approver("sue", "security"));
        assertThat(early.statusCode()).isEqualTo(403);
        assertThat(Service.text(early)).contains("from " + held.at().plusSeconds(4) + " on those of security");
        Awaitility.await("it escalates")
                .atMost(Duration.ofSeconds(20))
                .until(() -> desk.kinds(id).contains("ESCALATED"));
        assertThat(approved(id, "sue", "security")).isEqualTo("APPROVED");
        assertThat(desk.kinds(id)).containsExactly("REQUESTED", "ESCALATED", "APPROVED");
    }

    @Test
    void outOfHoursNobodyConsentsAndEverybodyMayRefuse() {
        DayOfWeek far = Instant.now().atZone(ZoneOffset.UTC).getDayOfWeek().plus(3);
        String id = desk.awaitKnown(Held.nobody()
                .needing("a-rule", requirement -> requirement.setHours(far + " 08:00-18:00 UTC"))
                .publish());
        HttpResponse<byte[]> refused = desk.decide(id, "approve", "", desk.approver("ann"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(Service.text(refused)).contains(far + " 08:00-18:00");
        JsonNode may = desk.shown(id, desk.approver("ann")).get("may");
        assertThat(may.get("approve").asBoolean()).isFalse();
        assertThat(may.get("reject").asBoolean()).isTrue();
        assertThat(may.get("why").asText()).contains("hour");
        assertThat(desk.decide(id, "reject", "", desk.approver("ann")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void afterItsTimeNothingIsDecided() {
        String id =
                desk.awaitKnown(Held.anyone().expiring(Duration.ofMillis(1_500)).publish());
        desk.awaitState(id, "EXPIRED");
        HttpResponse<byte[]> late = desk.decide(id, "approve", "", desk.approver("ann"));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(Service.json(late).get("state").asText()).isEqualTo("EXPIRED");
        assertThat(desk.kinds(id)).containsExactly("REQUESTED", "EXPIRED");
        assertThat(desk.shown(id, service.viewer()).at("/steps/1/actor").asText())
                .isEqualTo("replay-service");
        assertThat(desk.shown(id, desk.approver("ann")).get("readable").asBoolean())
                .isFalse();
    }

    @Test
    void theSameRequestHeldByAnotherEdgeIsDecidedWithIt() {
        String subject = "twin-" + UUID.randomUUID();
        String hash = UUID.randomUUID().toString();
        String one = desk.awaitKnown(Held.anyone().by(subject).hash(hash).publish());
        String other = desk.awaitKnown(Held.anyone().by(subject).hash(hash).publish());
        String changed = desk.awaitKnown(Held.anyone().by(subject).publish());
        assertThat(desk.decide(one, "approve", "", desk.approver("ann")).statusCode())
                .isEqualTo(200);
        desk.awaitState(other, "APPROVED");
        assertThat(desk.state(changed)).isEqualTo("REQUESTED");
        assertThat(accesses(other))
                .filteredOn(event -> event.getAction() == AccessAction.APPROVAL)
                .singleElement()
                .satisfies(event -> assertThat(AuditTest.detail(event, "with")).isEqualTo(one));
        assertThat(desk.decide(other, "revoke", "", desk.approver("bob")).statusCode())
                .isEqualTo(200);
        desk.awaitState(one, "REVOKED");
    }

    @Test
    void whatIsMetIsApprovedThoughNobodyIsLeftWhoSaysSo() {
        String id = desk.awaitKnown(Held.nobody()
                .needing("a-rule", requirement -> requirement.setCount(2))
                .publish());
        for (String who : List.of("ann", "bob")) {
            // As two instances would have written it that ended right after.
            Held.publish(Held.event(id, ApprovalKind.CONSENTED, who).build());
        }
        desk.awaitState(id, "APPROVED");
        assertThat(desk.shown(id, service.viewer()).get("decidedBy").asText()).isEqualTo("bob");
        assertThat(desk.kinds(id)).containsExactly("REQUESTED", "CONSENTED", "CONSENTED", "APPROVED");
    }

    @Test
    void whatNobodyMayWriteIsPassedOver() {
        String id = desk.awaitKnown(Held.of("privacy").by("paul").publish());
        Held.publish(Held.event(id, ApprovalKind.APPROVED, "paul")
                .setActorGroups(List.of("privacy"))
                .build());
        Held.publish(Held.event(id, ApprovalKind.APPROVED, "mallory").build());
        Held.publish(Held.event(id, ApprovalKind.EXPIRED, "mallory").build());
        assertThat(approved(id, "ann", "privacy")).isEqualTo("APPROVED");
        assertThat(desk.shown(id, service.viewer()).get("decidedBy").asText()).isEqualTo("ann");
    }

    @Test
    void whereARecordCannotBeReadNothingIsDecidedAndTheOthersGoOn() {
        String id = desk.awaitKnown(Held.anyone().publish());
        Engines.shared().publish(Topics.APPROVALS.name(), id, new byte[] {1, 2, 3});
        Awaitility.await("it is gone")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !Service.text(service.get(Desk.APPROVALS + "?state=REQUESTED&limit=500", service.viewer()))
                        .contains(id));
        assertThat(desk.decide(id, "approve", "", desk.approver("ann")).statusCode())
                .as("the archive may have its request by now")
                .isIn(404, 409);
        assertThat(approved(desk.awaitKnown(Held.anyone().publish()), "ann")).isEqualTo("APPROVED");
    }

    @Test
    void aProgramDoesNotDecide() {
        String id = desk.awaitKnown(Held.anyone().publish());
        String token = Service.json(service.send(HttpRequest.newBuilder(service.uri("/api/v1/tokens"))
                        .header("Authorization", "Bearer " + desk.approver("ann"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"bot\"}"))))
                .get("token")
                .asText();
        HttpResponse<byte[]> refused = desk.decide(id, "approve", "", token);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(Service.text(refused)).contains("a person does");
        JsonNode seen = desk.shown(id, token);
        assertThat(seen.at("/may/approve").asBoolean()).isFalse();
        assertThat(seen.get("readable").asBoolean()).isFalse();
        assertThat(desk.kinds(id)).containsExactly("REQUESTED");
    }

    private static List<AccessEvent> accesses(String id) {
        return Accesses.published().stream()
                .filter(event -> event.getObject().equals("approvals/" + id))
                .toList();
    }
}

package io.vectrail.replay.web;

import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.ApprovalRequest;
import io.vectrail.event.ApprovalRequirement;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Decision;
import io.vectrail.event.EventSerde;
import io.vectrail.event.PolicyDecision;
import io.vectrail.event.RuleDetection;
import io.vectrail.event.RuleMatch;
import io.vectrail.event.Topics;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A request that waits, as an edge would publish it. */
final class Held {

    static final String TEXT = "a text that waits";

    private static final EventSerde<ApprovalEvent> SERDE =
            new EventSerde<>(Topics.APPROVALS, Engines.shared().registry());

    private final Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final List<ApprovalRequirement> requirements = new ArrayList<>();
    private String subject = "held-" + UUID.randomUUID();
    private String hash = UUID.randomUUID().toString();
    private String connection = "openai";
    private List<String> groups = List.of("production");
    private Duration expire = Duration.ofHours(1);

    private Held() {}

    /** One that whoever has the role may decide on, without a reason. */
    static Held anyone() {
        return new Held().needing("a-rule", requirement -> {});
    }

    /** One that members of these groups may decide on, one of them. */
    static Held of(String... groups) {
        return new Held().needing("a-rule", requirement -> requirement.setGroups(List.of(groups)));
    }

    static Held nobody() {
        return new Held();
    }

    Held needing(String rule, Consumer<ApprovalRequirement.Builder> how) {
        ApprovalRequirement.Builder requirement = ApprovalRequirement.newBuilder()
                .setRule(rule)
                .setRuleHash("cd".repeat(32))
                .setNeedsReason(false);
        how.accept(requirement);
        requirements.add(requirement.build());
        return this;
    }

    Held by(String other) {
        subject = other;
        return this;
    }

    Held hash(String other) {
        hash = other;
        return this;
    }

    Held over(String otherConnection, String... otherGroups) {
        connection = otherConnection;
        groups = List.of(otherGroups);
        return this;
    }

    Held expiring(Duration after) {
        expire = after;
        return this;
    }

    String subject() {
        return subject;
    }

    Instant at() {
        return at;
    }

    /** Publishes it. @return the approval's id */
    String publish() {
        return publish(Engines.shared());
    }

    /** The same, to other engines. */
    String publish(Engines engines) {
        String id = Samples.idAt(at);
        AuditExchange exchange = Samples.exchange(subject, at, TEXT);
        exchange.setResponse(null);
        exchange.setConnection(connection);
        exchange.getCaller().setGroups(groups);
        exchange.setDecision(PolicyDecision.newBuilder()
                .setOutcome(Decision.APPROVE)
                .setDocumentHash("ab".repeat(32))
                .setApprovalId(id)
                .setRules(List.of(RuleMatch.newBuilder()
                        .setRule("a-rule")
                        .setAction(Decision.APPROVE)
                        .setItems(List.of(0))
                        .setDetections(List.of(new RuleDetection("EMAIL_ADDRESS", 1)))
                        .build()))
                .build());
        publish(
                engines,
                event(id, ApprovalKind.REQUESTED, subject)
                        .setAt(at)
                        .setExchange(exchange.getId())
                        .setRequest(new ApprovalRequest(hash, at.plus(expire), requirements, exchange))
                        .build());
        return id;
    }

    static ApprovalEvent.Builder event(String id, ApprovalKind kind, String actor) {
        return ApprovalEvent.newBuilder()
                .setId(UUID.randomUUID().toString())
                .setApproval(id)
                .setAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setKind(kind)
                .setActor(actor);
    }

    static void publish(ApprovalEvent event) {
        publish(Engines.shared(), event);
    }

    private static void publish(Engines engines, ApprovalEvent event) {
        engines.publish(Topics.APPROVALS.name(), event.getApproval(), SERDE.framed(SERDE.binary(event)));
    }
}

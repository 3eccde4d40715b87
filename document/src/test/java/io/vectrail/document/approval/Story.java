package io.vectrail.document.approval;

import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.ApprovalRequest;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.RecordedCaller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Records of a topic, as a test tells them. */
final class Story {

    static final Instant START = Instant.parse("2026-11-30T10:00:00Z");
    static final Duration EXPIRE = Duration.ofHours(1);

    private long offset;

    /** What anybody of these groups may consent to, each of them once. */
    static Requirement anyOf(int count, String... groups) {
        return requirement("rule", List.of(groups), false, count, Duration.ZERO);
    }

    /** What each of these groups must consent to. */
    static Requirement each(int count, String... groups) {
        return requirement("rule", List.of(groups), true, count, Duration.ZERO);
    }

    static Requirement requirement(String rule, List<String> groups, boolean each, int count, Duration grant) {
        return new Requirement(
                rule, "hash", groups, each, count, null, List.of(), null, true, List.of(), List.of(), grant, false);
    }

    static Requirement escalating(Duration after, String group, String further) {
        return new Requirement(
                "rule",
                "hash",
                List.of(group),
                false,
                1,
                START.plus(after),
                List.of(further),
                null,
                true,
                List.of(),
                List.of(),
                Duration.ZERO,
                false);
    }

    ApprovalEntry requested(String id, String subject, String request, Requirement... requirements) {
        ApprovalEvent event = event(id, ApprovalKind.REQUESTED, START, subject, "");
        event.setRequest(new ApprovalRequest(
                request,
                START.plus(EXPIRE),
                List.of(requirements).stream().map(Requirement::event).toList(),
                exchange(subject)));
        return entry(event);
    }

    ApprovalEntry says(String id, ApprovalKind kind, Duration after, String who, String... groups) {
        return entry(event(id, kind, START.plus(after), who, "because", groups));
    }

    ApprovalEntry without(String reason, String id, ApprovalKind kind, String who, String... groups) {
        return entry(event(id, kind, START, who, reason, groups));
    }

    ApprovalEntry used(String id, boolean completed) {
        ApprovalEvent event = event(id, ApprovalKind.USED, START.plusSeconds(5), "edge", "");
        event.setExchange(UUID.randomUUID().toString());
        event.setCompleted(completed);
        return entry(event);
    }

    ApprovalEntry unreadable(String id) {
        return new ApprovalEntry(id, null, 0, offset++);
    }

    private ApprovalEntry entry(ApprovalEvent event) {
        return new ApprovalEntry(event.getApproval(), event, 0, offset++);
    }

    private static ApprovalEvent event(
            String id, ApprovalKind kind, Instant at, String who, String reason, String... groups) {
        return new ApprovalEvent(
                UUID.randomUUID().toString(), id, at, kind, who, List.of(groups), reason, null, false, null, null);
    }

    private static AuditExchange exchange(String subject) {
        RecordedCaller caller = new RecordedCaller();
        caller.setSubject(subject);
        caller.setGroups(List.of());
        AuditExchange exchange = new AuditExchange();
        exchange.setId(UUID.randomUUID().toString());
        exchange.setConnection("openai");
        exchange.setModel("m");
        exchange.setCaller(caller);
        exchange.setItems(List.of());
        return exchange;
    }
}

package io.vectrail.replay;

import io.vectrail.document.approval.Requirement;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.ApprovalRequest;
import io.vectrail.event.AuditExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Records of approvals as edges and the replay service would write them. */
public final class ApprovalSamples {

    private ApprovalSamples() {}

    /** What a policy of that name asks for: so many of that group, without a reason. */
    public static Requirement requirement(String rule, String group, int count) {
        return new Requirement(
                rule,
                "cd".repeat(32),
                List.of(group),
                false,
                count,
                null,
                List.of(),
                null,
                false,
                List.of(),
                List.of(),
                Duration.ofHours(1),
                false);
    }

    /** A request that waits for a day from when it came. */
    public static ApprovalEvent requested(AuditExchange held, Requirement... needed) {
        Instant at = held.getReceivedAt();
        held.setResponse(null);
        return ApprovalEvent.newBuilder()
                .setId(Samples.idAt(at))
                .setApproval(Samples.idAt(at))
                .setAt(at)
                .setKind(ApprovalKind.REQUESTED)
                .setActor("edge local")
                .setExchange(held.getId())
                .setRequest(ApprovalRequest.newBuilder()
                        .setRequestHash("ef".repeat(32))
                        .setExpiresAt(at.plus(Duration.ofDays(1)))
                        .setRequirements(
                                Arrays.stream(needed).map(Requirement::event).toList())
                        .setExchange(held)
                        .build())
                .build();
    }

    /** Something that happens to it. */
    public static ApprovalEvent.Builder step(ApprovalEvent requested, ApprovalKind kind, Duration after) {
        Instant at = requested.getAt().plus(after);
        return ApprovalEvent.newBuilder()
                .setId(Samples.idAt(at))
                .setApproval(requested.getApproval())
                .setAt(at)
                .setKind(kind);
    }

    /** What somebody does to it as a member of a group. */
    public static ApprovalEvent step(
            ApprovalEvent requested, ApprovalKind kind, Duration after, String actor, String group) {
        return step(requested, kind, after)
                .setActor(actor)
                .setActorGroups(List.of(group))
                .setReason("because")
                .build();
    }
}

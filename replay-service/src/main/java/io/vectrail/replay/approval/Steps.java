package io.vectrail.replay.approval;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.Consent;
import io.vectrail.document.approval.Requirement;
import io.vectrail.event.AccessAction;
import io.vectrail.event.AccessEvent;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.Field;
import io.vectrail.replay.publish.Actor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Steps as they are written. */
final class Steps {

    private Steps() {}

    /** What somebody's decision is, of an approval as it stands. */
    static ApprovalEvent of(Approval approval, Decision decision, Consent word) {
        return said(
                approval,
                switch (decision.kind()) {
                    case APPROVE -> approval.metWith(word) ? ApprovalKind.APPROVED : ApprovalKind.CONSENTED;
                    case REJECT -> ApprovalKind.REJECTED;
                    case REVOKE -> ApprovalKind.REVOKED;
                },
                word);
    }

    /** That enough have consented, whose last word is known. */
    static ApprovalEvent approved(Approval approval, Consent last) {
        return said(approval, ApprovalKind.APPROVED, last);
    }

    static ApprovalEvent seen(Approval approval, Consent by) {
        return said(approval, ApprovalKind.SEEN, by);
    }

    static ApprovalEvent byItself(Approval approval, ApprovalKind kind, Instant at) {
        return said(approval, kind, new Consent(Actor.SERVICE, List.of(), at, ""));
    }

    private static ApprovalEvent said(Approval approval, ApprovalKind kind, Consent word) {
        return ApprovalEvent.newBuilder()
                .setId(UuidCreator.getTimeOrderedEpoch().toString())
                .setApproval(approval.id())
                .setAt(word.at().truncatedTo(ChronoUnit.MILLIS))
                .setKind(kind)
                .setActor(word.subject())
                .setActorGroups(word.groups())
                .setReason(word.reason())
                .build();
    }

    /** Who decided what, for the accesses. */
    static AccessEvent access(Approval approval, Decision decision, Consent word, String opened) {
        List<Field> details = new ArrayList<>(List.of(
                new Field("decision", decision.kind().label()),
                new Field("reason", decision.reason()),
                new Field(
                        "rule",
                        approval.asked().requirements().stream()
                                .map(Requirement::rule)
                                .collect(Collectors.joining(", ")))));
        if (!approval.id().equals(opened)) {
            details.add(new Field("with", opened));
        }
        details.addAll(decision.actor().details());
        return new AccessEvent(
                UuidCreator.getTimeOrderedEpoch().toString(),
                word.at(),
                word.subject(),
                decision.actor().address(),
                AccessAction.APPROVAL,
                "approvals/" + approval.id(),
                details);
    }
}

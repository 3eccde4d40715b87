package io.vectrail.edge.recorder;

import io.vectrail.document.approval.Requirement;
import io.vectrail.edge.exchange.Hold;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.ApprovalRequest;
import io.vectrail.event.AuditExchange;
import java.util.List;

/** Makes events of what people are asked. */
final class ApprovalRequests {

    private ApprovalRequests() {}

    /** @param asForwarded the exchange as it will be forwarded, if they consent */
    static ApprovalEvent of(Hold hold, AuditExchange asForwarded) {
        asForwarded.setForwardedAt(null);
        ApprovalEvent event = new ApprovalEvent();
        event.setId(hold.approval());
        event.setApproval(hold.approval());
        event.setAt(hold.at());
        event.setKind(ApprovalKind.REQUESTED);
        event.setActor(asForwarded.getCaller().getSubject());
        event.setActorGroups(List.of());
        event.setReason("");
        event.setExchange(asForwarded.getId());
        event.setRequest(new ApprovalRequest(
                hold.request(),
                hold.expires(),
                hold.requirements().stream().map(Requirement::event).toList(),
                asForwarded));
        return event;
    }
}

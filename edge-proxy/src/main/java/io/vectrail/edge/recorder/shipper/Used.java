package io.vectrail.edge.recorder.shipper;

import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Forwarded;
import io.vectrail.event.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which approval an exchange went on by: it is told before the exchange is published, and again where that did not come about. */
final class Used {

    private static final int SUCCESS = 2;

    private Used() {}

    /** Null where the exchange did not go on by any. */
    static @Nullable ApprovalEvent of(AuditExchange exchange) {
        String approval = exchange.getDecision().getApprovalId();
        if (approval == null || exchange.getForwarded() == Forwarded.NO) {
            return null;
        }
        ApprovalEvent used = new ApprovalEvent();
        used.setId(exchange.getId());
        used.setApproval(approval);
        used.setAt(exchange.getEndedAt() == null ? exchange.getReceivedAt() : exchange.getEndedAt());
        used.setKind(ApprovalKind.USED);
        used.setActor(exchange.getEdge());
        used.setActorGroups(List.of());
        used.setReason("");
        used.setExchange(exchange.getId());
        used.setCompleted(exchange.getOutcome() == Outcome.COMPLETED && exchange.getStatus() / 100 == SUCCESS);
        return used;
    }
}

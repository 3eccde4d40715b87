package io.vectrail.document.approval;

import io.vectrail.event.ApprovalEvent;
import java.time.Instant;
import java.util.List;

/**
 * Somebody's word on a request.
 *
 * @param subject whose
 * @param groups that they were in
 * @param at when, by the clock of the service that was told
 * @param reason why, in their words; may be empty
 */
public record Consent(String subject, List<String> groups, Instant at, String reason) {

    public Consent {
        groups = List.copyOf(groups);
    }

    static Consent of(ApprovalEvent event) {
        return new Consent(event.getActor(), event.getActorGroups(), event.getAt(), event.getReason());
    }
}

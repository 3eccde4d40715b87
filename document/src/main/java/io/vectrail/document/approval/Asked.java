package io.vectrail.document.approval;

import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalRequest;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.RecordedItem;
import io.vectrail.policy.rule.Action;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The request that waits, without its texts.
 *
 * @param subject its caller
 * @param callerGroups the caller's groups
 * @param request what the decision is bound to: SHA-256 of the request as it is forwarded
 * @param exchange the id of the exchange that was held first
 * @param at when it was held
 * @param expires until when it can be decided on
 * @param requirements each of which must be met; at least one
 * @param partition where the record of it stands, which has the texts
 * @param offset likewise
 * @param inputs how many texts and the like it has
 * @param detections how often what was found in them, by type
 */
public record Asked(
        String subject,
        List<String> callerGroups,
        String connection,
        String model,
        String request,
        String exchange,
        Instant at,
        Instant expires,
        List<Requirement> requirements,
        int partition,
        long offset,
        int inputs,
        SortedMap<String, Integer> detections) {

    /** As many policies as a document may have. */
    private static final int MOST_REQUIREMENTS = 1_000;

    public Asked {
        callerGroups = List.copyOf(callerGroups);
        requirements = List.copyOf(requirements);
        detections = Collections.unmodifiableSortedMap(new TreeMap<>(detections));
        if (requirements.isEmpty() || requirements.size() > MOST_REQUIREMENTS) {
            throw new IllegalArgumentException("a request that asks for nothing, or for more than any document can");
        }
        if (expires.isAfter(at.plus(Action.Approve.LONGEST))) {
            // Whoever reads the topic later would not go back so far.
            throw new IllegalArgumentException("a request that waits for longer than any may");
        }
    }

    /** @throws IllegalArgumentException when no edge could have written it */
    static Asked of(ApprovalEvent event, ApprovalRequest request, int partition, long offset) {
        AuditExchange exchange = request.getExchange();
        return new Asked(
                exchange.getCaller().getSubject(),
                exchange.getCaller().getGroups(),
                exchange.getConnection(),
                exchange.getModel(),
                request.getRequestHash(),
                exchange.getId(),
                event.getAt(),
                request.getExpiresAt(),
                request.getRequirements().stream().map(Requirement::of).toList(),
                partition,
                offset,
                exchange.getItems().size(),
                found(exchange.getItems()));
    }

    private static SortedMap<String, Integer> found(List<RecordedItem> items) {
        SortedMap<String, Integer> found = new TreeMap<>();
        items.stream()
                .flatMap(item -> item.getDetections().stream())
                .forEach(detection -> found.merge(detection.getType(), 1, Integer::sum));
        return found;
    }

    /** Whether a consent to it is enough for each of these. */
    public boolean covers(Collection<Requirement> needed) {
        return needed.stream().allMatch(this::concerns);
    }

    /** Whether it asks for this one. */
    public boolean concerns(Requirement needed) {
        return requirements.stream().anyMatch(asked -> asked.isOf(needed));
    }

    boolean metBy(List<Consent> consents) {
        return requirements.stream().allMatch(requirement -> requirement.metBy(consents, subject));
    }

    /** Whether a consent counts for any of what is asked for; where not, what keeps it from. */
    public Eligibility eligibility(Consent consent) {
        return best(consent, false);
    }

    /** Whether somebody may refuse it: whoever may decide, at any hour. */
    public Eligibility mayReject(Consent refusal) {
        return best(refusal, true);
    }

    private Eligibility best(Consent word, boolean atAnyHour) {
        Eligibility best = Eligibility.NO_GROUP;
        for (Requirement requirement : requirements) {
            Eligibility here = requirement.eligibility(word, subject);
            if (here == Eligibility.ELIGIBLE || (atAnyHour && here == Eligibility.OUT_OF_HOURS)) {
                return Eligibility.ELIGIBLE;
            }
            best = here == Eligibility.NO_GROUP ? best : here;
        }
        return best;
    }
}

package io.vectrail.replay.webhook.approval;

import io.vectrail.event.ApprovalRequest;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Detection;
import io.vectrail.event.RecordedItem;
import io.vectrail.event.RuleDetection;
import io.vectrail.event.RuleMatch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the ledger does not keep of a request, and may be told: nothing of its texts.
 *
 * @param found how often each type was found
 */
record Asking(int inputs, List<Found> found) {

    /** So many types are told at most. */
    private static final int MOST_TYPES = 20;

    Asking {
        found = List.copyOf(found);
    }

    /** As the API has it. */
    record Found(String type, int count) {}

    static Asking of(ApprovalRequest request) {
        AuditExchange exchange = request.getExchange();
        Map<String, Integer> counts = new TreeMap<>();
        for (RecordedItem item : exchange.getItems()) {
            for (Detection detection : item.getDetections()) {
                counts.merge(detection.getType(), 1, Integer::sum);
            }
        }
        // Rules count what stands beside the items, too; several of them may have found the same.
        exchange.getDecision().getRules().stream()
                .filter(match -> !match.getShadow())
                .map(RuleMatch::getDetections)
                .flatMap(List::stream)
                .forEach((RuleDetection each) -> counts.merge(each.getType(), each.getCount(), Math::max));
        return new Asking(
                exchange.getItems().size(),
                counts.entrySet().stream()
                        .limit(MOST_TYPES)
                        .map(each -> new Found(each.getKey(), each.getValue()))
                        .toList());
    }
}

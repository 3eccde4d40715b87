package io.vectrail.edge.approval;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.ApprovalLedger;
import io.vectrail.document.approval.Requirement;
import io.vectrail.document.approval.State;
import io.vectrail.edge.approval.Ask.Needed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** How a request stands to what people have decided so far. Decides, and changes nothing. */
sealed interface Standing {

    /**
     * It may go on.
     *
     * @param approval by which
     */
    record GoesOn(String approval) implements Standing {}

    /** Somebody refused this very request, and can be asked about it again once that approval has expired. */
    record Rejected(Approval approval) implements Standing {}

    /**
     * It can be decided on.
     *
     * @param needed what is not granted otherwise
     */
    record Waits(Approval approval, List<Needed> needed) implements Standing {
        public Waits {
            needed = List.copyOf(needed);
        }
    }

    /**
     * Nobody was asked yet.
     *
     * @param needed what is not granted otherwise
     */
    record Unasked(List<Needed> needed) implements Standing {
        public Unasked {
            needed = List.copyOf(needed);
        }
    }

    /** @param spent approvals of one request each, which has been answered here; the ledger hears of it later */
    static Standing of(ApprovalLedger ledger, Ask ask, Collection<String> spent, Instant now) {
        List<Approval> known = ledger.of(ask.subject(), ask.connection());
        List<Approval> same = known.stream()
                .filter(approval -> approval.asked().request().equals(ask.request()))
                .toList();
        // Before all grants: whoever refused this very text is not overruled by one for its kind.
        for (Approval approval : same) {
            if (approval.state() instanceof State.Rejected
                    && now.isBefore(approval.asked().expires())
                    && ask.needed().stream().map(Needed::requirement).anyMatch(approval.asked()::concerns)) {
                return new Rejected(approval);
            }
        }
        List<Needed> needed = ask.needed().stream()
                .filter(each ->
                        known.stream().noneMatch(approval -> approval.grants(each.requirement(), ask.request(), now)))
                .toList();
        if (needed.isEmpty()) {
            Requirement first = ask.needed().getFirst().requirement();
            return known.stream()
                    .filter(approval -> approval.grants(first, ask.request(), now))
                    .findFirst()
                    .map(approval -> (Standing) new GoesOn(approval.id()))
                    .orElseGet(() -> new Unasked(ask.needed()));
        }
        List<Requirement> asked = needed.stream().map(Needed::requirement).toList();
        for (Approval approval : same) {
            if (approval.lets(now)
                    && !spent.contains(approval.id())
                    && approval.asked().covers(asked)) {
                return new GoesOn(approval.id());
            }
        }
        for (Approval approval : same) {
            if (approval.open(now) && approval.asked().covers(asked)) {
                return new Waits(approval, needed);
            }
        }
        return new Unasked(needed);
    }
}

package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.JournalEntry;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.AuditExchange;
import java.util.List;

/** What one more journal entry makes of its exchange. */
sealed interface Assembled {

    /** Nothing to publish: the exchange goes on, or it was published before. */
    record Nothing() implements Assembled {}

    /** The exchange is whole. */
    record Whole(AuditExchange event) implements Assembled {}

    /** The exchange waits for people. */
    record Held(ApprovalEvent event) implements Assembled {}

    /** A further end of an exchange that had ended: the first one counts. */
    record Surplus() implements Assembled {}

    /**
     * No exchange can be made of it.
     *
     * @param reason for meters
     * @param detail for the operator; never a payload
     * @param entries what there is of it
     */
    record Damaged(String reason, String detail, List<JournalEntry> entries) implements Assembled {
        public Damaged {
            entries = List.copyOf(entries);
        }
    }
}

package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.Topics;
import java.io.IOException;
import java.time.Instant;

/**
 * A request that waits for people, ready to be sent. It has no place in the chain: its exchange will.
 *
 * @param event that it is requested
 * @param entry where it stands in the journal
 * @param after where the edge stands once it is sent
 * @param bytes about how much memory it takes
 */
record PreparedRequest(ApprovalEvent event, Position entry, Place after, long bytes, Formats formats)
        implements Prepared {

    @Override
    public String exchange() {
        return String.valueOf(event.getExchange());
    }

    @Override
    public Instant endedAt() {
        return event.getAt();
    }

    @Override
    public void eachRecord(Receiver receiver) throws IOException {
        receiver.take(new Outgoing(Topics.APPROVALS.name(), event.getApproval(), formats.approval(event)));
    }
}

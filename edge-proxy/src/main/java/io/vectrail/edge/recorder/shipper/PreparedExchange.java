package io.vectrail.edge.recorder.shipper;

import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exchange ready to be sent, with its place in the chain.
 *
 * @param exchange its id
 * @param subject the caller's, so the key of its records
 * @param endedAt when it was over
 * @param chunks parts of its bodies that do not stand in the event
 * @param binary the event's Avro binary
 * @param used that it went on by an approval; null where it did not
 * @param after where the edge stands once it is sent
 * @param bytes about how much memory it takes
 * @param formats puts the registry's header before each value
 */
record PreparedExchange(
        String exchange,
        String subject,
        Instant endedAt,
        List<PayloadChunk> chunks,
        byte[] binary,
        @Nullable ApprovalEvent used,
        Place after,
        long bytes,
        Formats formats)
        implements Prepared {

    @Override
    public void eachRecord(Receiver receiver) throws IOException {
        for (PayloadChunk chunk : chunks) {
            receiver.take(new Outgoing(Topics.PAYLOADS.name(), subject, formats.chunk(chunk)));
        }
        receiver.take(new Outgoing(Topics.EXCHANGES.name(), subject, formats.exchange(binary)));
        if (used != null) {
            receiver.take(new Outgoing(Topics.APPROVALS.name(), used.getApproval(), formats.approval(used)));
        }
    }
}

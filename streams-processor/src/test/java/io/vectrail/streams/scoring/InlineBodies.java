package io.vectrail.streams.scoring;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.Side;
import io.vectrail.streams.intake.Bodies;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Bodies that stand in their exchange. */
record InlineBodies() implements Bodies {

    @Override
    public Optional<byte[]> of(AuditExchange exchange, Side side, RecordedBody body, int partition) {
        ByteBuffer content = body.getContent();
        if (content == null) {
            return Optional.empty();
        }
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return Optional.of(bytes);
    }

    @Override
    public void close() {}
}

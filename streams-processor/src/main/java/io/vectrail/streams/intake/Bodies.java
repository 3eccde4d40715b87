package io.vectrail.streams.intake;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.Side;
import java.util.Optional;

/** The recorded bytes of bodies, wherever they stand. For one thread. */
public interface Bodies extends AutoCloseable {

    /**
     * The bytes as they were on the wire.
     *
     * @param partition of the exchange, and so of the chunks
     * @return empty where they were not kept, are too many to be looked at, or are not there any more
     */
    Optional<byte[]> of(AuditExchange exchange, Side side, RecordedBody body, int partition);

    @Override
    void close();
}

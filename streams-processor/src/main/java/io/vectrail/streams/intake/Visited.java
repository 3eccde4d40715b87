package io.vectrail.streams.intake;

import io.vectrail.event.AuditExchange;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * An exchange of a known caller, and the session that it is in.
 *
 * @param wire the record's value as it stands on the topic
 * @param session the session's id
 * @param absorbed ids of sessions that are part of it now
 */
public record Visited(AuditExchange exchange, ByteBuffer wire, String session, List<String> absorbed) {

    public Visited {
        wire = wire.asReadOnlyBuffer();
        absorbed = List.copyOf(absorbed);
    }

    @Override
    public ByteBuffer wire() {
        return wire.duplicate();
    }
}

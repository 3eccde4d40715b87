package io.vectrail.streams.intake;

import io.vectrail.event.AuditExchange;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One record of vectrail.exchanges as it came in. */
public sealed interface Arrival {

    /** The record's value as it stands on the topic; null for a record without one. */
    @Nullable
    ByteBuffer wire();

    /** An exchange. */
    record Decoded(AuditExchange exchange, ByteBuffer wire) implements Arrival {
        public Decoded {
            wire = wire.asReadOnlyBuffer();
        }

        @Override
        public ByteBuffer wire() {
            return wire.duplicate();
        }
    }

    /**
     * Not an exchange, and never will be one.
     *
     * @param reason in words; never the payload
     */
    record Undecodable(@Nullable ByteBuffer wire, String reason) implements Arrival {
        public Undecodable {
            wire = wire == null ? null : wire.asReadOnlyBuffer();
        }

        @Override
        public @Nullable ByteBuffer wire() {
            return wire == null ? null : wire.duplicate();
        }
    }
}

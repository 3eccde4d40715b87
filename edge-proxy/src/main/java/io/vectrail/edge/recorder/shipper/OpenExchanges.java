package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.Position;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the latest request of each exchange stands that has not ended. Positions alone: bodies stay on the disk. */
final class OpenExchanges {

    private final Map<UUID, Position> requests = new LinkedHashMap<>();

    /** The approvals that some of them wait for. */
    private final Map<UUID, String> held = new HashMap<>();

    /** A later entry of the same exchange takes the place of the earlier one. */
    void requested(UUID exchange, Position at) {
        requests.remove(exchange);
        requests.put(exchange, at);
    }

    void held(UUID exchange, String approval) {
        if (requests.containsKey(exchange)) {
            held.put(exchange, approval);
        }
    }

    /** The approval that an exchange waited for; null when it did not. */
    @Nullable
    String heldFor(UUID exchange) {
        return held.get(exchange);
    }

    /** The request of an exchange that ends; null when none is known. */
    @Nullable
    Position ended(UUID exchange) {
        held.remove(exchange);
        return requests.remove(exchange);
    }

    /** Where reading must begin again to find them all; {@code otherwise} when none is open. */
    Position oldest(Position otherwise) {
        return requests.isEmpty() ? otherwise : requests.values().iterator().next();
    }
}

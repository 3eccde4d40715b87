package io.vectrail.edge.exchange;

import io.vectrail.document.approval.Requirement;
import java.time.Instant;
import java.util.List;

/**
 * What people are asked about an exchange.
 *
 * @param approval UUIDv7, by which it is known from now on
 * @param request what their word is bound to: SHA-256 of the request as it would be forwarded, lower-case hex
 * @param expires until when they can decide
 * @param requirements each of which must be met
 */
public record Hold(String approval, String request, Instant at, Instant expires, List<Requirement> requirements) {

    public Hold {
        requirements = List.copyOf(requirements);
    }
}

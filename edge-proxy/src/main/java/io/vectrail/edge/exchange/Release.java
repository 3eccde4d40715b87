package io.vectrail.edge.exchange;

import io.vectrail.event.BodyState;
import io.vectrail.event.Decision;
import io.vectrail.event.VectorFinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the caller.
 *
 * @param status HTTP status
 * @param headers those that pass; the gateway's own are added where it is written
 * @param body bytes on the wire
 * @param state of the body, for the record
 * @param decision for X-Vectrail-Decision
 * @param upstreamNanos time that the upstream took, of the whole; 0 when it was not called
 * @param heldNanos time that it waited for people, of the whole
 * @param toStranger true when it is not known who asks
 * @param refusal set when the gateway answers itself
 * @param vectorFindings what is wrong with the answer's vectors
 * @param told of what rules did, in headers of the gateway's own
 */
public record Release(
        int status,
        Headers headers,
        byte[] body,
        BodyState state,
        Decision decision,
        long upstreamNanos,
        long heldNanos,
        boolean toStranger,
        @Nullable Refusal refusal,
        List<VectorFinding> vectorFindings,
        List<Header> told) {}

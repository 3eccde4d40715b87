package io.vectrail.edge.provider.upstream;

import io.vectrail.edge.document.Limits;
import io.vectrail.edge.document.Targets;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.MemoryBudget;
import java.util.function.BooleanSupplier;

/**
 * One call.
 *
 * @param targets where it may go
 * @param limits of the connection: how long it may take, how large the answer may be, how many calls at once
 * @param path below the target, with its query
 * @param headers those that pass, and the credential
 * @param body bytes on the wire
 * @param memory where the answer's bytes are taken from
 * @param gone true once nobody waits for the answer
 */
public record UpstreamRequest(
        Targets targets,
        Limits limits,
        String method,
        String path,
        Headers headers,
        byte[] body,
        MemoryBudget.Share memory,
        BooleanSupplier gone) {}

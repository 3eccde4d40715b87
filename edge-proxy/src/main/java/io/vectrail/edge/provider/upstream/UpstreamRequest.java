package io.vectrail.edge.provider.upstream;

import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.MemoryBudget;
import java.net.URI;
import java.time.Duration;

/**
 * One call.
 *
 * @param target scheme, host, port and perhaps a path prefix
 * @param path below the target, with its query
 * @param headers those that pass, and the credential
 * @param body bytes on the wire
 * @param memory where the answer's bytes are taken from
 * @param mostAnswerBytes largest body of an answer
 * @param timeout for the whole answer
 */
public record UpstreamRequest(
        URI target,
        String method,
        String path,
        Headers headers,
        byte[] body,
        MemoryBudget.Share memory,
        long mostAnswerBytes,
        Duration timeout) {}

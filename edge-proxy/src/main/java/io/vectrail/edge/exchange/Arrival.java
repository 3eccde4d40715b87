package io.vectrail.edge.exchange;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A request whose head has come.
 *
 * @param id UUIDv7
 * @param at wall clock
 * @param nanos monotonic clock, for durations
 * @param method HTTP method
 * @param connection first segment of the path; may be empty
 * @param path what follows it, with its leading slash, still percent-encoded
 * @param query without the question mark, still percent-encoded; empty when there is none
 * @param headers as sent
 * @param address remote address without port
 * @param certificate what the client showed to open the connection; null: nothing
 * @param body not read yet
 * @param memory what this exchange holds of the memory for bodies
 * @param gone whether the client hung up
 * @param ioThread runs what must happen on the connection's own thread
 */
public record Arrival(
        UUID id,
        Instant at,
        long nanos,
        String method,
        String connection,
        String path,
        String query,
        Headers headers,
        String address,
        @Nullable ClientCertificate certificate,
        RequestBody body,
        MemoryBudget.Share memory,
        Gone gone,
        Executor ioThread) {}

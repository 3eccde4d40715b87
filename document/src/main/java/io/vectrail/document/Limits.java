package io.vectrail.document;

import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.runtime.config.ByteSize;
import java.time.Duration;

/**
 * Bounds of one request.
 *
 * @param requestBytes largest body, on the wire and freed of its content encoding; at most 64 MiB. Default 1 MiB
 * @param responseBytes largest body of the upstream's answer, on the wire and freed of its content encoding; at most 256 MiB.
 *     Whether it finds room is another thing: the edge's listen.inFlightBytes bounds all together. Default 128 MiB
 * @param inputs most texts in one request, 1 to 16384. Default 2048
 * @param timeout for the upstream's whole answer, further attempts and the pauses between them included; at most 10 minutes.
 *     Default 30 s
 * @param concurrent most calls of this connection that are under way at one edge, 1 to 65536. Default 1024
 */
public record Limits(
        ByteSize requestBytes, ByteSize responseBytes, Integer inputs, Duration timeout, Integer concurrent) {

    private static final ByteSize REQUEST_BYTES = new ByteSize(1 << 20);
    private static final ByteSize RESPONSE_BYTES = new ByteSize(128 << 20);
    private static final int INPUTS = 2048;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int CONCURRENT = 1024;

    static final Limits DEFAULT = new Limits(REQUEST_BYTES, RESPONSE_BYTES, INPUTS, TIMEOUT, CONCURRENT);

    public Limits {
        requestBytes = requestBytes == null ? REQUEST_BYTES : requestBytes;
        responseBytes = responseBytes == null ? RESPONSE_BYTES : responseBytes;
        inputs = inputs == null ? INPUTS : inputs;
        timeout = timeout == null ? TIMEOUT : timeout;
        concurrent = concurrent == null ? CONCURRENT : concurrent;
        if (requestBytes.bytes() < 1 || requestBytes.bytes() > 64L << 20) {
            throw new IllegalArgumentException("limits.requestBytes must be 1B to 64MiB, not " + requestBytes);
        }
        if (responseBytes.bytes() < 1 || responseBytes.bytes() > 256L << 20) {
            throw new IllegalArgumentException("limits.responseBytes must be 1B to 256MiB, not " + responseBytes);
        }
        if (inputs < 1 || inputs > EmbeddingRequest.MOST_INPUTS) {
            throw new IllegalArgumentException(
                    "limits.inputs must be 1 to " + EmbeddingRequest.MOST_INPUTS + ", not " + inputs);
        }
        if (timeout.isZero() || timeout.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("limits.timeout must be above 0 and at most 10m");
        }
        if (concurrent < 1 || concurrent > 65_536) {
            throw new IllegalArgumentException("limits.concurrent must be 1 to 65536, not " + concurrent);
        }
    }

    /** Largest body of a request, in bytes. */
    public long mostBytes() {
        return requestBytes.bytes();
    }

    /** Largest body of an answer, in bytes. */
    public long mostResponseBytes() {
        return responseBytes.bytes();
    }
}

package io.vectrail.document;

import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.runtime.config.ByteSize;
import io.vectrail.runtime.config.Problems;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
public record Limits(ByteSize requestBytes, ByteSize responseBytes, int inputs, Duration timeout, int concurrent) {

    private static final ByteSize REQUEST_BYTES = new ByteSize(1 << 20);
    private static final ByteSize RESPONSE_BYTES = new ByteSize(128 << 20);
    private static final int INPUTS = 2048;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int CONCURRENT = 1024;

    private static final Duration MOST_TIMEOUT = Duration.ofMinutes(10);
    private static final int MOST_CONCURRENT = 65_536;

    static final Limits DEFAULT = new Limits(REQUEST_BYTES, RESPONSE_BYTES, INPUTS, TIMEOUT, CONCURRENT);

    /** As they stand in the document; what is left out has its default. */
    record Written(
            @Nullable ByteSize requestBytes,
            @Nullable ByteSize responseBytes,
            @Nullable Integer inputs,
            @Nullable Duration timeout,
            @Nullable Integer concurrent) {

        /** @param problems where it is noted what is out of bounds */
        Limits limits(Problems problems) {
            Limits limits = new Limits(
                    requestBytes == null ? REQUEST_BYTES : requestBytes,
                    responseBytes == null ? RESPONSE_BYTES : responseBytes,
                    inputs == null ? INPUTS : inputs,
                    timeout == null ? TIMEOUT : timeout,
                    concurrent == null ? CONCURRENT : concurrent);
            problems.at("requestBytes").check(isWithin(limits.mostBytes(), 64L << 20), "must be 1B to 64MiB");
            problems.at("responseBytes")
                    .check(isWithin(limits.mostResponseBytes(), 256L << 20), "must be 1B to 256MiB");
            problems.at("inputs")
                    .check(
                            isWithin(limits.inputs(), EmbeddingRequest.MOST_INPUTS),
                            "must be 1 to " + EmbeddingRequest.MOST_INPUTS);
            problems.at("timeout")
                    .check(
                            isWithin(limits.timeout().toMillis(), MOST_TIMEOUT.toMillis()),
                            "must be above 0 and at most 10m");
            problems.at("concurrent")
                    .check(isWithin(limits.concurrent(), MOST_CONCURRENT), "must be 1 to " + MOST_CONCURRENT);
            return limits;
        }

        private static boolean isWithin(long number, long most) {
            return number >= 1 && number <= most;
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

package io.vectrail.edge.provider;

import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.edge.exchange.Release;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.event.Forwarded;
import io.vectrail.provider.ContentEncoding;
import io.vectrail.provider.EmbeddingResponse;
import io.vectrail.provider.ProviderCodec.Reading;

/** Reads what the upstream answered. A 200 that no codec can read is not released; other errors pass as they came. */
public final class ResponseReading {

    private static final long MOST_PLAIN_BYTES = 256L << 20;

    private ResponseReading() {}

    public static Exchange read(Exchange exchange) {
        UpstreamAnswer answer = exchange.forwarded(Forwarded.YES).answer();
        if (answer.status() == 401 || answer.status() == 403) {
            // Such bodies quote keys, and the key is the gateway's.
            throw new RefusedException(
                    RefusalCode.UPSTREAM_REJECTED_CREDENTIAL,
                    "the upstream does not accept the gateway's credential for connection "
                            + exchange.connection().name() + "; tell its operator");
        }
        return answer.status() == 200 ? understand(exchange, answer) : exchange;
    }

    /** The answer as it goes to the caller. */
    public static Release release(Exchange exchange) {
        UpstreamAnswer answer = exchange.answer();
        return new Release(
                answer.status(),
                PassingHeaders.toCaller(answer.headers()),
                answer.body(),
                exchange.decision(),
                answer.nanos(),
                null);
    }

    private static Exchange understand(Exchange exchange, UpstreamAnswer answer) {
        byte[] plain = ContentEncoding.decode(
                        answer.headers().first("Content-Encoding"), answer.body(), MOST_PLAIN_BYTES)
                .orElseThrow(() -> unreadable("its content encoding cannot be read"));
        Reading<EmbeddingResponse> reading = exchange.connection().codec().readResponse(exchange.operation(), plain);
        return switch (reading) {
            case Reading.Read<EmbeddingResponse> read -> exchange.responseRead(read.value());
            case Reading.Malformed<EmbeddingResponse> malformed -> throw unreadable(malformed.reason());
        };
    }

    private static RefusedException unreadable(String reason) {
        return new RefusedException(
                RefusalCode.UPSTREAM_UNREADABLE, "the upstream's answer cannot be inspected: " + reason);
    }
}

package io.vectrail.edge.provider;

import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.Reading;
import java.util.concurrent.CompletionStage;

/** Reads the body whole, and the provider's codec reads what it says. What cannot be read is denied. */
public final class RequestReading {

    private RequestReading() {}

    public static CompletionStage<Exchange> read(Exchange exchange) {
        long most = exchange.connection().limits().mostBytes();
        return exchange.arrival()
                .body()
                .read(most)
                .thenApply(bytes -> exchange.passesThrough()
                        ? exchange.bodyRead(bytes)
                        : understand(exchange.bodyRead(bytes), most));
    }

    private static Exchange understand(Exchange exchange, long most) {
        byte[] plain = PlainBody.of(
                exchange.arrival().headers().combined("Content-Encoding"),
                exchange.body(),
                most,
                exchange.arrival().memory(),
                () -> new RefusedException(
                        RefusalCode.INVALID_REQUEST,
                        "the body is not in its Content-Encoding, or grows past " + most
                                + " bytes; send gzip, deflate or none"));
        return switch (exchange.plainBody(plain).operation().readRequest(plain)) {
            case Reading.Read<EmbeddingRequest> read -> exchange.requestRead(read.value());
            case Reading.Malformed<EmbeddingRequest> malformed ->
                throw new RefusedException(RefusalCode.INVALID_REQUEST, malformed.reason());
        };
    }
}

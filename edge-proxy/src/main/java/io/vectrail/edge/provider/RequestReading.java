package io.vectrail.edge.provider;

import io.vectrail.document.CheckedDocument;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.Reading;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads the body whole, and the provider's codec reads what it says. What cannot be read is denied. */
public final class RequestReading {

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "DELETE");

    /** Rules look into a text some ten times as long as it takes to read it. */
    private static final int LOOKED_INTO = 8;

    private RequestReading() {}

    public static CompletionStage<Exchange> read(Exchange exchange, LargeBodies large) {
        long most = exchange.connection().limits().mostBytes();
        return exchange.arrival()
                .body()
                .read(most)
                .thenCompose(bytes -> large.read(
                        bytes, encoding(exchange), weight(exchange), () -> understand(exchange.bodyRead(bytes), most)));
    }

    /** Many servers do not look at such a body and take it for the next request, which nobody here would have seen. */
    private static void checkBodyHasMeaning(Exchange exchange) {
        if (exchange.body().length > 0
                && WITHOUT_BODY.contains(exchange.arrival().method())) {
            throw new RefusedException(
                    RefusalCode.INVALID_REQUEST,
                    "a body has no meaning in a " + exchange.arrival().method()
                            + " request (RFC 9110, 9.3); send none");
        }
    }

    private static int weight(Exchange exchange) {
        CheckedDocument document = exchange.document();
        return document.reading() || document.countsTokens() ? LOOKED_INTO : 1;
    }

    private static @Nullable String encoding(Exchange exchange) {
        return exchange.arrival().headers().combined("Content-Encoding");
    }

    private static Exchange understand(Exchange exchange, long most) {
        if (exchange.passesThrough()) {
            checkBodyHasMeaning(exchange);
            return exchange;
        }
        byte[] plain = PlainBody.of(
                encoding(exchange),
                exchange.body(),
                most,
                exchange.arrival().memory(),
                () -> new RefusedException(
                        RefusalCode.REQUEST_TOO_LARGE,
                        "freed of its Content-Encoding the body is larger than the " + most
                                + " bytes that this connection takes, or than the gateway can hold; send fewer inputs"
                                + " at once"),
                () -> new RefusedException(
                        RefusalCode.INVALID_REQUEST,
                        "the body is not in its Content-Encoding; send gzip, deflate or none"));
        int mostInputs = exchange.connection().limits().inputs();
        return switch (exchange.plainBody(plain).operation().readRequest(plain, mostInputs)) {
            case Reading.Read<EmbeddingRequest> read -> exchange.requestRead(read.value());
            case Reading.Malformed<EmbeddingRequest> malformed ->
                throw new RefusedException(RefusalCode.INVALID_REQUEST, malformed.reason());
        };
    }
}

package io.vectrail.replay.archive;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.RecordedBody;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.recorded.BodyReader;
import java.nio.ByteBuffer;
import java.util.List;

/** The texts of a request whose body stands in its exchange, as of one that waits for an approval. */
public final class RequestTexts {

    /** A request that waits has 512 KiB at most; of many short inputs, or compressed, it takes more while it is read. */
    private static final long MOST_BYTES = Math.min(Contents.MOST_BYTES, 32 << 20);

    private RequestTexts() {}

    /** The texts of the inputs, by index; none where the body is elsewhere, or cannot be read. */
    public static List<String> of(AuditExchange exchange) {
        RecordedBody body = exchange.getRequest().getBody();
        ByteBuffer content = body.getContent();
        if (content == null) {
            return List.of();
        }
        return BodyReader.of(exchange, MOST_BYTES)
                .flatMap(reader -> reader.request(body, ExchangeTable.bytes(content)))
                .map(request -> request.inputs().stream()
                        .map(EmbeddingRequest.Input::text)
                        .toList())
                .orElse(List.of());
    }
}

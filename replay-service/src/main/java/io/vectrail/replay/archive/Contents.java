package io.vectrail.replay.archive;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.Side;
import io.vectrail.provider.ContentEncoding;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingResponse;
import io.vectrail.provider.ProviderCodec;
import io.vectrail.provider.ProviderCodec.Operation;
import io.vectrail.provider.ProviderCodec.Reading;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.replay.archive.StoredBodies.Loaded;
import io.vectrail.replay.archive.StoredExchange.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Finds an exchange's texts and vectors in its recorded bodies, by its provider's codec. A body that the codec does not
 * read yields none: the exchange stays to be found by what else is known of it.
 */
final class Contents {

    /** Largest body that is read, in bytes, with and without its content encoding. */
    static final long MOST_BYTES = 64L << 20;

    private static final int OK = 200;
    private static final float[] NO_VECTOR = {};

    private final StoredBodies bodies;

    Contents(StoredBodies bodies) {
        this.bodies = bodies;
    }

    /** What came of reading. */
    sealed interface Found {

        /** The inputs, possibly none. */
        record Inputs(List<Input> inputs) implements Found {}

        /** A body's chunks are not all in the archive. */
        record ChunksMissing() implements Found {}
    }

    /** @param lastAttempt true when missing chunks will never come: what else can be read is read without them */
    Found of(AuditExchange exchange, boolean lastAttempt) {
        Optional<ProviderCodec> codec = ProviderCodecs.of(exchange.getProvider());
        Optional<Operation> operation = codec.flatMap(known -> known.operation(
                exchange.getRequest().getMethod(), exchange.getRequest().getPath()));
        boolean answered =
                exchange.getResponse() != null && exchange.getResponse().getStatus() == OK;
        RecordedBody requestBody = exchange.getRequest().getBody();
        if (!lastAttempt && (missing(exchange, Side.REQUEST, requestBody) || missingResponse(exchange))) {
            return new Found.ChunksMissing();
        }
        if (operation.isEmpty()) {
            return new Found.Inputs(List.of());
        }
        List<EmbeddingRequest.Input> texts = read(
                        exchange, Side.REQUEST, requestBody, operation.get(), codec.get()::readRequest)
                .map(EmbeddingRequest::inputs)
                .orElse(List.of());
        List<float[]> vectors = !answered
                ? List.of()
                : read(
                                exchange,
                                Side.RESPONSE,
                                exchange.getResponse().getBody(),
                                operation.get(),
                                codec.get()::readResponse)
                        .map(EmbeddingResponse::vectors)
                        .orElse(List.of());
        return new Found.Inputs(inputs(texts, vectors));
    }

    private boolean missingResponse(AuditExchange exchange) {
        return exchange.getResponse() != null
                && missing(exchange, Side.RESPONSE, exchange.getResponse().getBody());
    }

    private boolean missing(AuditExchange exchange, Side side, RecordedBody body) {
        return body.getContent() == null
                && body.getChunks() > 0
                && bodies.parts(exchange.getId(), side, body.getChunks()).isEmpty();
    }

    private <T> Optional<T> read(
            AuditExchange exchange,
            Side side,
            RecordedBody body,
            Operation operation,
            BiFunction<Operation, byte[], Reading<T>> codec) {
        return switch (bodies.load(exchange.getId(), side, body, MOST_BYTES)) {
            case Loaded.NotKept none -> Optional.empty();
            case Loaded.Incomplete none -> Optional.empty();
            case Loaded.Whole whole ->
                ContentEncoding.decode(body.getContentEncoding(), whole.bytes(), MOST_BYTES)
                        .flatMap(plain -> switch (codec.apply(operation, plain)) {
                            case Reading.Malformed<T> malformed -> Optional.empty();
                            case Reading.Read<T> read -> Optional.of(read.value());
                        });
        };
    }

    private static List<Input> inputs(List<EmbeddingRequest.Input> texts, List<float[]> vectors) {
        int count = Math.max(texts.size(), vectors.size());
        List<Input> inputs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            inputs.add(new Input(
                    i, i < texts.size() ? texts.get(i).text() : "", i < vectors.size() ? vectors.get(i) : NO_VECTOR));
        }
        return inputs;
    }
}

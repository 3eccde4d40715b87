package io.vectrail.replay.archive;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RecordedResponse;
import io.vectrail.event.Side;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingResponse;
import io.vectrail.recorded.BodyReader;
import io.vectrail.replay.archive.StoredBodies.BodyKey;
import io.vectrail.replay.archive.StoredBodies.Loaded;
import io.vectrail.replay.archive.StoredExchange.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds an exchange's texts and vectors in its recorded bodies, by its provider's codec. A body that the codec does not
 * read yields none: the exchange stays to be found by what else is known of it.
 */
final class Contents {

    /**
     * Largest body that is read, in bytes: with its content encoding, and by its {@link BodyReader} without. A larger one is
     * stored and given back whole, and its texts and vectors are not in the archive's tables.
     */
    static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 3;

    private static final int SUCCESS = 2;
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

    /** Whether one of its bodies stands in chunks, so that reading it asks the archive. */
    static boolean inChunks(AuditExchange exchange) {
        RecordedResponse response = exchange.getResponse();
        return inChunks(exchange.getRequest().getBody()) || (response != null && inChunks(response.getBody()));
    }

    private static boolean inChunks(RecordedBody body) {
        return body.getContent() == null && body.getChunks() > 0;
    }

    Found of(AuditExchange exchange, Origin origin) {
        RecordedBody request = exchange.getRequest().getBody();
        return missing(exchange, origin, Side.REQUEST, request) || missingResponse(exchange, origin)
                ? new Found.ChunksMissing()
                : new Found.Inputs(withoutChunks(exchange, origin));
    }

    /** What can be read of the bodies that are whole. */
    List<Input> withoutChunks(AuditExchange exchange, Origin origin) {
        Optional<BodyReader> known = BodyReader.of(exchange, MOST_BYTES);
        if (known.isEmpty()) {
            return List.of();
        }
        BodyReader reader = known.get();
        RecordedBody sent = exchange.getRequest().getBody();
        EmbeddingRequest asked = load(reader, exchange, origin, Side.REQUEST, sent)
                .flatMap(bytes -> reader.request(sent, bytes))
                .orElse(EmbeddingRequest.UNREAD);
        RecordedResponse response = exchange.getResponse();
        List<float[]> vectors = response == null || response.getStatus() / 100 != SUCCESS
                ? List.of()
                : load(reader, exchange, origin, Side.RESPONSE, response.getBody())
                        .flatMap(bytes -> reader.response(asked, response.getBody(), bytes))
                        .map(EmbeddingResponse::onePerInput)
                        .orElse(List.of());
        return inputs(asked.inputs(), vectors);
    }

    private boolean missingResponse(AuditExchange exchange, Origin origin) {
        return exchange.getResponse() != null
                && missing(
                        exchange, origin, Side.RESPONSE, exchange.getResponse().getBody());
    }

    private boolean missing(AuditExchange exchange, Origin origin, Side side, RecordedBody body) {
        return inChunks(body)
                && bodies.parts(new BodyKey(exchange.getId(), side, origin), body.getChunks())
                        .isEmpty();
    }

    private Optional<byte[]> load(
            BodyReader reader, AuditExchange exchange, Origin origin, Side side, RecordedBody body) {
        return switch (bodies.load(new BodyKey(exchange.getId(), side, origin), body, MOST_BYTES)) {
            case Loaded.NotKept none -> {
                if (body.getSize() > MOST_BYTES) {
                    reader.tellTooLarge(side, body.getSize());
                }
                yield Optional.empty();
            }
            case Loaded.Incomplete none -> Optional.empty();
            case Loaded.Whole whole -> Optional.of(whole.bytes());
        };
    }

    private static List<Input> inputs(List<EmbeddingRequest.Input> texts, List<float[]> vectors) {
        // An answer may have several vectors of an input where it was asked for one, and each would be a row.
        int count = Math.min(EmbeddingRequest.MOST_INPUTS, Math.max(texts.size(), vectors.size()));
        List<Input> inputs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            inputs.add(new Input(
                    i, i < texts.size() ? texts.get(i).text() : "", i < vectors.size() ? vectors.get(i) : NO_VECTOR));
        }
        return inputs;
    }
}

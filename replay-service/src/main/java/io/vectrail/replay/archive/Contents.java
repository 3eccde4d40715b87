package io.vectrail.replay.archive;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RecordedResponse;
import io.vectrail.event.Side;
import io.vectrail.provider.ContentEncoding;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingResponse;
import io.vectrail.provider.Operation;
import io.vectrail.provider.ProviderCodec;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.provider.Reading;
import io.vectrail.replay.archive.StoredBodies.BodyKey;
import io.vectrail.replay.archive.StoredBodies.Loaded;
import io.vectrail.replay.archive.StoredExchange.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds an exchange's texts and vectors in its recorded bodies, by its provider's codec. A body that the codec does not
 * read yields none: the exchange stays to be found by what else is known of it.
 */
final class Contents {

    /**
     * Largest body that is read, in bytes: with its content encoding, and by its {@link BodyWeight} without. A larger one is
     * stored and given back whole, and its texts and vectors are not in the archive's tables.
     */
    static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 3;

    private static final Logger LOG = LoggerFactory.getLogger(Contents.class);
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
        Optional<Operation> known = operation(exchange);
        if (known.isEmpty()) {
            return List.of();
        }
        Operation operation = known.get();
        Optional<EmbeddingRequest> request = read(
                exchange,
                origin,
                Side.REQUEST,
                exchange.getRequest().getBody(),
                body -> operation.readRequest(body, EmbeddingRequest.MOST_INPUTS));
        EmbeddingRequest asked = request.orElse(EmbeddingRequest.UNREAD);
        RecordedResponse response = exchange.getResponse();
        List<float[]> vectors = response == null || response.getStatus() / 100 != SUCCESS
                ? List.of()
                : read(exchange, origin, Side.RESPONSE, response.getBody(), body -> operation.readResponse(asked, body))
                        .map(EmbeddingResponse::onePerInput)
                        .orElse(List.of());
        return inputs(asked.inputs(), vectors);
    }

    private static Optional<Operation> operation(AuditExchange exchange) {
        try {
            return codec(exchange)
                    .flatMap(codec -> codec.operation(
                            exchange.getRequest().getMethod(),
                            exchange.getRequest().getPath()));
        } catch (RuntimeException | StackOverflowError e) {
            // A path that a codec stumbles over must not hold up what comes after it, either.
            tellFailed(exchange.getId(), "path", e);
            return Optional.empty();
        }
    }

    private static void tellFailed(String id, String what, Throwable failure) {
        LOG.error(
                "the {} of {} made its codec fail: {}",
                what,
                id,
                failure.getClass().getName());
    }

    private static Optional<ProviderCodec> codec(AuditExchange exchange) {
        Map<String, String> settings = new HashMap<>();
        exchange.getCodecSettings().forEach(setting -> settings.put(setting.getName(), setting.getValue()));
        try {
            return ProviderCodecs.of(exchange.getProvider(), settings);
        } catch (IllegalArgumentException e) {
            // Of another version, or of nobody who had a document.
            return Optional.empty();
        }
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

    private <T> Optional<T> read(
            AuditExchange exchange, Origin origin, Side side, RecordedBody body, Function<byte[], Reading<T>> reader) {
        return switch (bodies.load(new BodyKey(exchange.getId(), side, origin), body, MOST_BYTES)) {
            case Loaded.NotKept none -> {
                if (body.getSize() > MOST_BYTES) {
                    tellTooLarge(exchange.getId(), side, body.getSize());
                }
                yield Optional.empty();
            }
            case Loaded.Incomplete none -> Optional.empty();
            case Loaded.Whole whole -> read(exchange.getId(), side, body, whole.bytes(), reader);
        };
    }

    private static void tellTooLarge(String id, Side side, long bytes) {
        LOG.warn(
                "the {} body of {} has {} bytes, and takes more than {} while it is read: its texts and vectors cannot be"
                        + " searched; a larger heap would take them",
                side,
                id,
                bytes,
                MOST_BYTES);
    }

    private static <T> Optional<T> read(
            String id, Side side, RecordedBody body, byte[] bytes, Function<byte[], Reading<T>> reader) {
        try {
            return ContentEncoding.decode(body.getContentEncoding(), bytes, MOST_BYTES)
                    .filter(plain -> fits(id, side, plain))
                    .flatMap(plain -> switch (reader.apply(plain)) {
                        case Reading.Malformed<T> malformed -> Optional.empty();
                        case Reading.Read<T> read -> Optional.of(read.value());
                    });
        } catch (RuntimeException | StackOverflowError e) {
            // A body that a codec stumbles over must not hold up what comes after it.
            tellFailed(id, side + " body", e);
            return Optional.empty();
        }
    }

    private static boolean fits(String id, Side side, byte[] plain) {
        if (BodyWeight.fits(side, plain, MOST_BYTES)) {
            return true;
        }
        tellTooLarge(id, side, plain.length);
        return false;
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

package io.vectrail.recorded;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.Side;
import io.vectrail.provider.ContentEncoding;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingResponse;
import io.vectrail.provider.Operation;
import io.vectrail.provider.ProviderCodec;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.provider.Reading;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the bodies of one exchange by its provider's codec. One that the codec does not read, or stumbles over, is empty: it must not hold up
 * what comes after it.
 */
public final class BodyReader {

    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);

    private final String id;
    private final Operation operation;
    private final long mostBytes;

    private BodyReader(String id, Operation operation, long mostBytes) {
        this.id = id;
        this.operation = operation;
        this.mostBytes = mostBytes;
    }

    /**
     * Empty where no codec knows what was asked of the provider.
     *
     * @param mostBytes the largest body that is read: with its content encoding, and by its {@link BodyWeight} without
     */
    public static Optional<BodyReader> of(AuditExchange exchange, long mostBytes) {
        try {
            return codec(exchange)
                    .flatMap(codec -> codec.operation(
                            exchange.getRequest().getMethod(),
                            exchange.getRequest().getPath()))
                    .map(operation -> new BodyReader(exchange.getId(), operation, mostBytes));
        } catch (RuntimeException | StackOverflowError e) {
            // A path that a codec stumbles over must not hold up what comes after it, either.
            tellFailed(exchange.getId(), "path", e);
            return Optional.empty();
        }
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

    /** @param bytes as on the wire */
    public Optional<EmbeddingRequest> request(RecordedBody body, byte[] bytes) {
        return read(Side.REQUEST, body, bytes, plain -> operation.readRequest(plain, EmbeddingRequest.MOST_INPUTS));
    }

    /** @param bytes as on the wire */
    public Optional<EmbeddingResponse> response(EmbeddingRequest asked, RecordedBody body, byte[] bytes) {
        return read(Side.RESPONSE, body, bytes, plain -> operation.readResponse(asked, plain));
    }

    private <T> Optional<T> read(Side side, RecordedBody body, byte[] bytes, Function<byte[], Reading<T>> reader) {
        try {
            return ContentEncoding.decode(body.getContentEncoding(), bytes, mostBytes)
                    .filter(plain -> fits(side, plain))
                    .flatMap(plain -> switch (reader.apply(plain)) {
                        case Reading.Malformed<T> malformed -> Optional.empty();
                        case Reading.Read<T> read -> Optional.of(read.value());
                    });
        } catch (RuntimeException | StackOverflowError e) {
            tellFailed(id, side + " body", e);
            return Optional.empty();
        }
    }

    private boolean fits(Side side, byte[] plain) {
        if (BodyWeight.fits(side, plain, mostBytes)) {
            return true;
        }
        tellTooLarge(side, plain.length);
        return false;
    }

    /** Says that a body is not read. */
    public void tellTooLarge(Side side, long bytes) {
        LOG.warn(
                "the {} body of {} has {} bytes, and takes more than {} while it is read: its texts and vectors are neither found nor"
                        + " shown; its bytes are kept",
                side,
                id,
                bytes,
                mostBytes);
    }

    private static void tellFailed(String id, String what, Throwable failure) {
        LOG.error(
                "the {} of {} made its codec fail: {}",
                what,
                id,
                failure.getClass().getName());
    }
}

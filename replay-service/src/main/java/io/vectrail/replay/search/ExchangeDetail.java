package io.vectrail.replay.search;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one exchange but its bytes and vectors. Field names are the API's.
 *
 * @param previousHash of the edge's chain, lower-case hex; empty for the first of an epoch
 * @param session the name that the caller gave
 * @param sessionId the session that it belongs to, once the streams processor has said so; null for those who may not see that
 * @param refusalReason in the words that the caller was told
 * @param response null where nothing was released from the upstream
 * @param targets that may have seen the request, in the order in which they were tried
 * @param codecSettings what the connection told the provider's codec
 * @param risk null: it is not scored
 * @param readable whether whoever asks may read its texts, bodies and vectors
 */
public record ExchangeDetail(
        String id,
        Instant time,
        @Nullable Instant forwardedAt,
        @Nullable Instant endedAt,
        String edge,
        String epoch,
        long sequence,
        String previousHash,
        @JsonUnwrapped Caller caller,
        String connection,
        String provider,
        String operation,
        String model,
        @Nullable String session,
        @Nullable String sessionId,
        @JsonUnwrapped Decided decided,
        String outcome,
        String forwarded,
        @Nullable String refusalCode,
        @Nullable String refusalReason,
        int status,
        int count,
        @Nullable Long upstreamMicros,
        @Nullable Long addedMicros,
        @Nullable Usage usage,
        @Nullable String traceId,
        Request request,
        @Nullable Response response,
        List<Item> items,
        List<VectorFinding> vectorFindings,
        List<String> targets,
        List<NameValue> codecSettings,
        boolean readable,
        @Nullable ExchangeRisk risk,
        Source source) {

    /** Who called; its fields stand among the exchange's. */
    public record Caller(
            String subject,
            @Nullable String issuer,
            List<String> groups,
            @Nullable String clientId,
            String authentication,
            String address,
            @Nullable String userAgent) {}

    /** What was decided; its fields stand among the exchange's. */
    public record Decided(
            String decision,
            String documentHash,
            @Nullable String trialHash,
            @Nullable String approvalId,
            List<Rule> rules) {}

    /** How often something was found. */
    public record Count(String type, int count) {}

    /** A rule that matched, or that could not be evaluated. */
    public record Rule(
            String rule,
            String action,
            boolean shadow,
            boolean trial,
            @Nullable String error,
            List<Integer> items,
            List<Count> found) {}

    /** What the provider counted. */
    public record Usage(
            @Nullable Long promptTokens, @Nullable Long totalTokens) {}

    /** A query parameter or header. */
    public record NameValue(String name, String value) {}

    /** The request as it was forwarded. */
    public record Request(
            String method,
            String path,
            List<NameValue> query,
            List<NameValue> headers,
            @Nullable String mediaType,
            @Nullable String contentEncoding,
            long size,
            @Nullable String sha256,
            String state) {}

    /** The response as it was released. */
    public record Response(
            int status,
            List<NameValue> headers,
            @Nullable String mediaType,
            @Nullable String contentEncoding,
            long size,
            @Nullable String sha256,
            String state) {}

    /** One text; its characters are null for those who may not read it. */
    public record Item(
            int index,
            int characters,
            @Nullable Integer tokens,
            String action,
            @Nullable String text,
            int dimensions,
            List<Found> detections,
            List<Medium> media) {}

    /** An image or another input that is no text; the size is -1 and there is no hash where the body only refers to it. */
    public record Medium(
            String mediaType, long size, @Nullable String sha256) {}

    /** What is wrong with the vectors of these items; of no item where it concerns the answer as a whole. */
    public record VectorFinding(String fault, List<Integer> items) {}

    /** A detection. */
    public record Found(String type, int start, int end, double score) {}

    /** Where the record stood. */
    public record Source(String topic, int partition, long offset) {}
}

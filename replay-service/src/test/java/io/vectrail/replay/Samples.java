package io.vectrail.replay;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.AuditSession;
import io.vectrail.event.Authentication;
import io.vectrail.event.AvroBinary;
import io.vectrail.event.BodyState;
import io.vectrail.event.Decision;
import io.vectrail.event.Detection;
import io.vectrail.event.Field;
import io.vectrail.event.Forwarded;
import io.vectrail.event.ItemAction;
import io.vectrail.event.Outcome;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.PolicyDecision;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RecordedCaller;
import io.vectrail.event.RecordedItem;
import io.vectrail.event.RecordedRequest;
import io.vectrail.event.RecordedResponse;
import io.vectrail.event.RuleMatch;
import io.vectrail.event.Side;
import io.vectrail.event.Usage;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Exchanges as an edge would record them. */
public final class Samples {

    /** In the middle of a month. */
    public static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

    private static final int DIMENSIONS = 8;

    static {
        // Whoever reads or writes events has Avro trust their classes; a sample may be made before anybody does.
        try {
            MethodHandles.lookup().ensureInitialized(AvroBinary.class);
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Samples() {}

    /** A UUIDv7 of that time. */
    public static String idAt(Instant time) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = time.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
        long low = 0x8000000000000000L | (random.nextLong() >>> 2);
        return new UUID(high, low).toString();
    }

    /** A completed exchange of OpenAI's embeddings route with these texts. */
    public static AuditExchange exchange(String subject, Instant time, String... texts) {
        byte[] request = requestBody(texts);
        byte[] response = responseBody(texts.length, DIMENSIONS);
        return bare(subject, time)
                .setRequest(request(inline(request)))
                .setResponse(RecordedResponse.newBuilder()
                        .setStatus(200)
                        .setHeaders(List.of(new Field("Content-Type", "application/json")))
                        .setBody(inline(response))
                        .build())
                .setItems(items(texts))
                .setUsage(new Usage(7L, 7L))
                .build();
    }

    /** The same, with both bodies in chunks of so many bytes. */
    public static Chunked chunked(String subject, Instant time, int chunkBytes, String... texts) {
        byte[] request = requestBody(texts);
        byte[] response = responseBody(texts.length, DIMENSIONS);
        AuditExchange exchange = exchange(subject, time, texts);
        List<PayloadChunk> chunks = new ArrayList<>();
        chunks.addAll(chunks(exchange.getId(), Side.REQUEST, request, chunkBytes));
        int ofRequest = chunks.size();
        chunks.addAll(chunks(exchange.getId(), Side.RESPONSE, response, chunkBytes));
        inChunks(exchange.getRequest().getBody(), ofRequest);
        inChunks(java.util.Objects.requireNonNull(exchange.getResponse()).getBody(), chunks.size() - ofRequest);
        return new Chunked(exchange, chunks, request, response);
    }

    /** An exchange, its chunks, and the bytes that they are of. */
    public record Chunked(AuditExchange exchange, List<PayloadChunk> chunks, byte[] request, byte[] response) {}

    private static void inChunks(RecordedBody body, int count) {
        body.setContent(null);
        body.setChunks(count);
    }

    private static List<PayloadChunk> chunks(String id, Side side, byte[] body, int size) {
        int count = (body.length + size - 1) / size;
        List<PayloadChunk> chunks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] part = Arrays.copyOfRange(body, i * size, Math.min(body.length, (i + 1) * size));
            chunks.add(new PayloadChunk(id, side, i, count, ByteBuffer.wrap(part)));
        }
        return chunks;
    }

    /** A refusal before identity was known: no body, no texts. */
    public static AuditExchange refusal(Instant time) {
        return bare("anonymous", time)
                .setRequest(request(RecordedBody.newBuilder()
                        .setState(BodyState.UNREAD)
                        .setSize(12)
                        .build()))
                .setDecision(
                        PolicyDecision.newBuilder().setOutcome(Decision.DENY).build())
                .setOutcome(Outcome.REFUSED)
                .setRefusalCode("unauthenticated")
                .setRefusalReason("the token is not accepted: it has expired")
                .setStatus(401)
                .setForwarded(Forwarded.NO)
                .build();
    }

    /** Everything that an exchange has, but for its bodies. */
    public static AuditExchange.Builder bare(String subject, Instant time) {
        return AuditExchange.newBuilder()
                .setId(idAt(time))
                .setEdge("local")
                .setEpoch("epoch-1")
                .setSequence(42)
                .setPreviousHash(ByteBuffer.wrap(new byte[] {1, 2, (byte) 0xFE}))
                .setReceivedAt(time)
                .setForwardedAt(time.plusMillis(1))
                .setEndedAt(time.plusMillis(30))
                .setUpstreamMicros(28_000L)
                .setAddedMicros(900L)
                .setConnection("openai")
                .setProvider("openai")
                .setOperation("embeddings")
                .setModel("text-embedding-3-small")
                .setCaller(RecordedCaller.newBuilder()
                        .setSubject(subject)
                        .setIssuer("https://issuer.example")
                        .setGroups(List.of("research", "it's \"quoted\""))
                        .setClientId("client-7")
                        .setAuthentication(Authentication.OIDC)
                        .setAddress("127.0.0.1")
                        .setUserAgent("openai-java/4")
                        .build())
                .setRequest(request(RecordedBody.newBuilder().build()))
                .setDecision(PolicyDecision.newBuilder()
                        .setOutcome(Decision.ALLOW)
                        .setDocumentHash("ab".repeat(32))
                        .setRules(List.of(RuleMatch.newBuilder()
                                .setRule("trial")
                                .setAction(Decision.BLOCK)
                                .setShadow(true)
                                .setItems(List.of(0))
                                .build()))
                        .build())
                .setStatus(200)
                .setOutcome(Outcome.COMPLETED)
                .setForwarded(Forwarded.YES)
                .setTraceId("0af7651916cd43dd8448eb211c80319c");
    }

    public static AuditSession session(String id, String subject, Instant start, Instant end, long exchanges) {
        return AuditSession.newBuilder()
                .setId(id)
                .setSubject(subject)
                .setConnection("openai")
                .setStart(start)
                .setEnd(end)
                .setExchanges(exchanges)
                .setItems(exchanges)
                .setModels(List.of("text-embedding-3-small"))
                .build();
    }

    public static byte[] requestBody(String... texts) {
        String input = Arrays.stream(texts).map(Samples::json).collect(Collectors.joining(",", "[", "]"));
        return ("{\"model\":\"text-embedding-3-small\",\"input\":" + input + "}").getBytes(StandardCharsets.UTF_8);
    }

    /** The same exchange, answered with these vectors. */
    public static AuditExchange answered(AuditExchange exchange, List<float[]> vectors) {
        exchange.setResponse(RecordedResponse.newBuilder()
                .setStatus(200)
                .setBody(inline(responseBody(vectors)))
                .build());
        return exchange;
    }

    /** Vectors in which each component says where it stands. */
    public static byte[] responseBody(int vectors, int dimensions) {
        List<float[]> all = new ArrayList<>();
        for (int i = 0; i < vectors; i++) {
            float[] vector = new float[dimensions];
            for (int d = 0; d < dimensions; d++) {
                vector[d] = i + d / 10f;
            }
            all.add(vector);
        }
        return responseBody(all);
    }

    /** As base64. */
    private static byte[] responseBody(List<float[]> vectors) {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < vectors.size(); i++) {
            ByteBuffer floats = ByteBuffer.allocate(4 * vectors.get(i).length).order(ByteOrder.LITTLE_ENDIAN);
            floats.asFloatBuffer().put(vectors.get(i));
            data.append(i == 0 ? "" : ",")
                    .append("{\"object\":\"embedding\",\"index\":")
                    .append(i)
                    .append(",\"embedding\":\"")
                    .append(Base64.getEncoder().encodeToString(floats.array()))
                    .append("\"}");
        }
        String body = "{\"object\":\"list\",\"model\":\"text-embedding-3-small\",\"data\":[" + data + "]}";
        return body.getBytes(StandardCharsets.UTF_8);
    }

    public static RecordedBody inline(byte[] bytes) {
        return RecordedBody.newBuilder()
                .setState(BodyState.VERBATIM)
                .setMediaType("application/json")
                .setSize(bytes.length)
                .setSha256(ByteBuffer.wrap(sha256(bytes)))
                .setContent(ByteBuffer.wrap(bytes))
                .build();
    }

    public static RecordedRequest request(RecordedBody body) {
        return RecordedRequest.newBuilder()
                .setMethod("POST")
                .setPath("/v1/embeddings")
                .setQuery(List.of(new Field("api-version", "2026")))
                .setHeaders(List.of(new Field("Content-Type", "application/json")))
                .setBody(body)
                .build();
    }

    private static List<RecordedItem> items(String... texts) {
        List<RecordedItem> items = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            items.add(RecordedItem.newBuilder()
                    .setIndex(i)
                    .setCharacters(texts[i].length())
                    .setAction(ItemAction.PASSED)
                    .setDetections(List.of(new Detection("EMAIL_ADDRESS", 0, Math.min(3, texts[i].length()), 0.5)))
                    .build());
        }
        return items;
    }

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(@Nullable String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : String.valueOf(text).toCharArray()) {
            json.append(
                    c < 0x20 || c == '"' || c == '\\'
                            ? String.format(Locale.ROOT, "\\u%04x", (int) c)
                            : Character.toString(c));
        }
        return json.append('"').toString();
    }
}

package io.vectrail.load;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.Authentication;
import io.vectrail.event.BodyState;
import io.vectrail.event.Decision;
import io.vectrail.event.Field;
import io.vectrail.event.Forwarded;
import io.vectrail.event.ItemAction;
import io.vectrail.event.Outcome;
import io.vectrail.event.PolicyDecision;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RecordedCaller;
import io.vectrail.event.RecordedItem;
import io.vectrail.event.RecordedRequest;
import io.vectrail.event.RecordedResponse;
import io.vectrail.event.Usage;
import io.vectrail.runtime.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * What one edge records of embedding calls with a prompt of 1.3 KB: each text and each vector unlike any other, a chain without a gap. The same
 * seed yields the same texts. Not thread-safe.
 */
final class RecordedTraffic {

    private static final Duration LAST_MONTH = Duration.ofDays(40);
    private static final String MODEL = "text-embedding-3-small";

    private final String edge;
    private final Form form;
    private final Prompts prompts;
    private final Vectors vectors;
    private final SplittableRandom random;
    private final Callers callers;
    private byte[] previousHash = {};
    private long sequence;

    /** How the traffic looks. */
    enum Form {
        /** Vectors in base64, as the SDKs for Python and Node ask for them: 8 KB. */
        BASE64,
        /** Vectors as numbers: 19 KB. */
        NUMBERS,
        /** As BASE64; every tenth exchange was received in another month. */
        MONTHS
    }

    /**
     * Who calls, and when.
     *
     * @param subjects how many there are, each as likely as any other
     * @param start when the edge begins
     * @param apart from one of its exchanges to the next
     */
    record Callers(int subjects, Instant start, Duration apart) {

        /** Each edge has 8,000 calls a second. */
        static Callers busy(int subjects, Instant start) {
            return new Callers(subjects, start, Duration.ofNanos(125_000));
        }
    }

    RecordedTraffic(String edge, Form form, long seed, Callers callers) {
        this.edge = edge;
        this.form = form;
        this.random = new SplittableRandom(seed);
        this.prompts = new Prompts(random.split());
        this.vectors = new Vectors(random.split());
        this.callers = callers;
    }

    /** The next exchange. Its Avro binary must be told to {@link #published} before the one after it is asked for. */
    AuditExchange next() {
        sequence++;
        Instant time = callers.start().plus(callers.apart().multipliedBy(sequence));
        if (form == Form.MONTHS && sequence % 10 == 0) {
            time = time.minus(LAST_MONTH);
        }
        String prompt = prompts.next();
        byte[] request = ("{\"input\":\"" + prompt + "\",\"model\":\"" + MODEL + "\",\"encoding_format\":\""
                        + (form == Form.NUMBERS ? "float" : "base64") + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] response = response(form == Form.NUMBERS ? vectors.numbers() : vectors.base64());
        return exchange(time, prompt.length(), request, response);
    }

    void published(byte[] binary) {
        previousHash = Sha256.of(binary);
    }

    private AuditExchange exchange(Instant time, int characters, byte[] request, byte[] response) {
        return AuditExchange.newBuilder()
                .setId(id(time))
                .setEdge(edge)
                .setEpoch("epoch-of-" + edge)
                .setSequence(sequence)
                .setPreviousHash(ByteBuffer.wrap(previousHash))
                .setReceivedAt(time)
                .setForwardedAt(time.plusMillis(1))
                .setEndedAt(time.plusMillis(90))
                .setUpstreamMicros(88_000L + random.nextInt(1000))
                .setAddedMicros(400L + random.nextInt(200))
                .setConnection("openai")
                .setProvider("openai")
                .setOperation("embeddings")
                .setModel(MODEL)
                .setCaller(caller())
                .setRequest(new RecordedRequest("POST", "/v1/embeddings", List.of(), headers(), body(request)))
                .setResponse(new RecordedResponse(200, headers(), body(response)))
                .setItems(List.of(new RecordedItem(0, characters, null, List.of(), ItemAction.PASSED, List.of())))
                .setDecision(PolicyDecision.newBuilder()
                        .setOutcome(Decision.ALLOW)
                        .setDocumentHash("5e".repeat(32))
                        .build())
                .setUsage(new Usage(300L, 300L))
                .setStatus(200)
                .setOutcome(Outcome.COMPLETED)
                .setForwarded(Forwarded.YES)
                .build();
    }

    static String subject(int number) {
        return "service-account-" + number;
    }

    private RecordedCaller caller() {
        return RecordedCaller.newBuilder()
                .setSubject(subject(random.nextInt(callers.subjects())))
                .setIssuer("https://login.example/realms/research")
                .setGroups(List.of("research", "batch"))
                .setClientId("indexer")
                .setAuthentication(Authentication.OIDC)
                .setAddress("10.0.7." + random.nextInt(250))
                .setUserAgent("OpenAI/Python 2.1.0")
                .build();
    }

    private static List<Field> headers() {
        return List.of(
                new Field("Content-Type", "application/json"),
                new Field("Accept", "application/json"),
                new Field("X-Stainless-Lang", "python"),
                new Field("X-Stainless-Runtime", "CPython"),
                new Field("X-Stainless-Retry-Count", "0"));
    }

    private static RecordedBody body(byte[] bytes) {
        return RecordedBody.newBuilder()
                .setState(BodyState.VERBATIM)
                .setMediaType("application/json")
                .setSize(bytes.length)
                .setSha256(ByteBuffer.wrap(Sha256.of(bytes)))
                .setContent(ByteBuffer.wrap(bytes))
                .build();
    }

    private static byte[] response(String vector) {
        return ("{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":" + vector
                        + "}],\"model\":\"" + MODEL + "\",\"usage\":{\"prompt_tokens\":300,\"total_tokens\":300}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String id(Instant time) {
        long high = time.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
        return new UUID(high, 0x8000000000000000L | (random.nextLong() >>> 2)).toString();
    }
}

package io.vectrail.load.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingResponse;
import io.vectrail.provider.Operation;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.provider.Reading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading of a request of 1.3 KB, and of its answer of 1,536 components in base64 (8 KB) and as numbers (19 KB). Beside it, for
 * the ratio: the same bytes by Jackson into a tree, from which nothing has been taken yet.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(2)
public class CodecRead {

    private static final int DIMENSIONS = 1536;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Operation operation = ProviderCodecs.of("openai", Map.of())
            .flatMap(codec -> codec.operation("POST", "/v1/embeddings"))
            .orElseThrow();
    private final byte[] request =
            bytes("{\"model\":\"text-embedding-3-small\",\"encoding_format\":\"base64\",\"input\":\""
                    + "Please send the quarterly report to the board before noon. ".repeat(21) + "\"}");
    private final byte[] base64 = answer('"' + base64(vector()) + '"');
    private final byte[] numbers = answer(numbers(vector()));
    private final EmbeddingRequest asked = value(operation.readRequest(request, EmbeddingRequest.MOST_INPUTS));

    @Benchmark
    public EmbeddingRequest requestOf1300Bytes() {
        return value(operation.readRequest(request, EmbeddingRequest.MOST_INPUTS));
    }

    @Benchmark
    public EmbeddingResponse base64ResponseOf8Kb() {
        return value(operation.readResponse(asked, base64));
    }

    @Benchmark
    public EmbeddingResponse numbersResponseOf19Kb() {
        return value(operation.readResponse(asked, numbers));
    }

    @Benchmark
    public JsonNode requestAsTree() throws IOException {
        return mapper.readTree(request);
    }

    @Benchmark
    public JsonNode base64ResponseAsTree() throws IOException {
        return mapper.readTree(base64);
    }

    @Benchmark
    public JsonNode numbersResponseAsTree() throws IOException {
        return mapper.readTree(numbers);
    }

    private static <T> T value(Reading<T> reading) {
        return switch (reading) {
            case Reading.Read<T> read -> read.value();
            case Reading.Malformed<T> malformed -> throw new IllegalStateException(malformed.reason());
        };
    }

    private static byte[] answer(String embedding) {
        return bytes("{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":" + embedding
                + "}],\"model\":\"text-embedding-3-small\",\"usage\":{\"prompt_tokens\":231,\"total_tokens\":231}}");
    }

    private static float[] vector() {
        SplittableRandom random = new SplittableRandom(1);
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) (random.nextGaussian() / Math.sqrt(DIMENSIONS));
        }
        return vector;
    }

    private static String numbers(float[] vector) {
        StringJoiner numbers = new StringJoiner(",", "[", "]");
        for (float component : vector) {
            numbers.add(Float.toString(component));
        }
        return numbers.toString();
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(DIMENSIONS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read of an answer takes about what its bytes do. */
class AnswerBoundsTest {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    @Test
    void anAnswerHas65536VectorsAtMost() {
        assertThat(embedAll(65_536)).isInstanceOf(Reading.Read.class);
        assertThat(embedAll(65_537))
                .isInstanceOfSatisfying(
                        Reading.Malformed.class,
                        malformed -> assertThat(malformed.reason()).contains("65536 vectors", "send fewer inputs"));
    }

    @Test
    void itsComponentsTake256MiBAtMost() throws MalformedBodyException {
        assertThat(ofLongVectors(1024).size()).isEqualTo(1024);
        assertThatExceptionOfType(MalformedBodyException.class)
                .isThrownBy(() -> ofLongVectors(1025))
                .satisfies(malformed -> assertThat(malformed.reason()).contains("67108864 components"));
    }

    @Test
    void aShortVectorTakesNoLongOnesRoomWhileItIsRead() {
        byte[] body = tokens(10_000);
        assertThat(allocated(() -> embedAll(body))).isLessThan(10_000_000);
    }

    @Test
    void aVectorOfBytesIsKeptInBytesUntilItsComponentsAreAskedFor() {
        Vector signs = inBase64("ubinary", new byte[] {(byte) 0x80, 0x01, 0});
        assertThat(signs.bytes()).isEqualTo(3);
        assertThat(signs.dimensions()).isEqualTo(24);
        assertThat(signs.ofSigns()).isTrue();
        assertThat(signs.components())
                .hasSize(24)
                .startsWith(1, -1, -1)
                .contains(1, org.assertj.core.data.Index.atIndex(15));
        Vector numbers = inBase64("int8", new byte[] {-128, 0, 127});
        assertThat(numbers.bytes()).isEqualTo(3);
        assertThat(numbers.ofSigns()).isFalse();
        assertThat(numbers.components()).containsExactly(-128, 0, 127);
    }

    private static Vector inBase64(String type, byte[] bytes) {
        Operation operation = operation("openai", "/v1/embeddings");
        EmbeddingRequest asked = read(operation.readRequest(
                ("{\"model\":\"m\",\"input\":\"a\",\"output_dtype\":\"" + type + "\"}")
                        .getBytes(StandardCharsets.UTF_8),
                1));
        String base64 = Base64.getEncoder().encodeToString(bytes);
        return read(operation.readResponse(
                        asked, ("{\"data\":[{\"embedding\":\"" + base64 + "\"}]}").getBytes(StandardCharsets.UTF_8)))
                .vectors()
                .getFirst();
    }

    private static ResponseDraft ofLongVectors(int count) throws MalformedBodyException {
        Components components = new Components.Numbers(new float[Vector.MOST_DIMENSIONS]);
        Shape<ResponseDraft> shape = (json, draft) -> {
            json.skip();
            for (int i = 0; i < count; i++) {
                draft.vector(new Vector(0, VectorType.FLOAT, false, components, null, true, 0, 1));
            }
        };
        return ResponseDraft.of(NOTHING, new EmbeddingRequest("", List.of(), List.of(), null, VectorType.FLOAT), shape);
    }

    private static Reading<EmbeddingResponse> embedAll(int vectors) {
        return embedAll(tokens(vectors));
    }

    private static byte[] tokens(int vectors) {
        return ("[[" + "[0],".repeat(vectors - 1) + "[0]]]").getBytes(StandardCharsets.UTF_8);
    }

    private static Reading<EmbeddingResponse> embedAll(byte[] body) {
        return operation("tei", "/embed_all")
                .readResponse(new EmbeddingRequest("", List.of(), List.of(), null, VectorType.FLOAT), body);
    }

    static long allocated(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        work.run();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static Operation operation(String provider, String path) {
        return ProviderCodecs.of(provider, Map.of())
                .flatMap(codec -> codec.operation("POST", path))
                .orElseThrow();
    }

    private static <T> T read(Reading<T> reading) {
        return ((Reading.Read<T>) reading).value();
    }
}

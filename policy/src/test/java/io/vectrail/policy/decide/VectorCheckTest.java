package io.vectrail.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vectrail.event.VectorFault;
import io.vectrail.event.VectorFinding;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingResponse;
import io.vectrail.provider.Operation;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.provider.Reading;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Eight signs in a byte are looked at as they are: none of them can be wrong. */
class VectorCheckTest {

    private final Operation operation = ProviderCodecs.of("openai", Map.of())
            .flatMap(codec -> codec.operation("POST", "/v1/embeddings"))
            .orElseThrow();

    @Test
    void signsAreNeitherZeroNorInfiniteButMayBeTooFew() {
        EmbeddingRequest request = request("ubinary");
        assertThat(VectorCheck.findings(request, response(request, new byte[2], new byte[2])))
                .isEmpty();
        assertThat(VectorCheck.findings(request, response(request, new byte[2], new byte[1])))
                .containsExactly(new VectorFinding(VectorFault.DIMENSIONS, List.of(1)));
    }

    @Test
    void bytesMayBeZero() {
        EmbeddingRequest request = request("int8");
        assertThat(VectorCheck.findings(request, response(request, new byte[] {0, 1}, new byte[2])))
                .containsExactly(new VectorFinding(VectorFault.ALL_ZERO, List.of(1)));
    }

    @Test
    void signsAreNotUnpackedForIt() {
        EmbeddingRequest request = request("ubinary");
        EmbeddingResponse response = response(request, new byte[8192], new byte[8192]);
        VectorCheck.findings(request, response);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        VectorCheck.findings(request, response);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(65_536);
    }

    @Test
    void inputsMayAskForDifferentLengths() {
        String path = "/v1beta/models/gemini-embedding-2:batchEmbedContents";
        String asked = "{\"requests\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"outputDimensionality\":2},"
                + "{\"content\":{\"parts\":[{\"text\":\"b\"}]},\"outputDimensionality\":\"3\"},"
                + "{\"content\":{\"parts\":[{\"text\":\"c\"}]}},{\"content\":{\"parts\":[{\"text\":\"d\"}]}}]}";
        assertThat(findings(
                        "gemini",
                        path,
                        asked,
                        "{\"embeddings\":[{\"values\":[1,2]},{\"values\":[1,2,3]},"
                                + "{\"values\":[1,2,3,4]},{\"values\":[1,2,3,4]}]}"))
                .isEmpty();
        assertThat(findings(
                        "gemini",
                        path,
                        asked,
                        "{\"embeddings\":[{\"values\":[1,2,3]},{\"values\":[1,2]},"
                                + "{\"values\":[1,2,3,4]},{\"values\":[1,2]},{\"values\":[1,2,3,4]}]}"))
                .containsExactly(
                        new VectorFinding(VectorFault.COUNT, List.of()),
                        new VectorFinding(VectorFault.DIMENSIONS, List.of(0, 1, 3)));
    }

    @Test
    void aFilmsVectorIsAsLongAsItsModelHasIt() {
        String path = "/v1/projects/p/locations/l/publishers/google/models/multimodalembedding@001:predict";
        String asked =
                "{\"instances\":[{\"text\":\"a\",\"video\":{\"gcsUri\":\"gs://b/c\"}}],\"parameters\":{\"dimension\":2}}";
        assertThat(findings(
                        "vertex",
                        path,
                        asked,
                        "{\"predictions\":[{\"videoEmbeddings\":[{\"embedding\":[1,2,3]}],"
                                + "\"textEmbedding\":[1,2]}]}"))
                .isEmpty();
        assertThat(findings(
                        "vertex",
                        path,
                        asked,
                        "{\"predictions\":[{\"videoEmbeddings\":[{\"embedding\":[1,2,3]}],"
                                + "\"imageEmbedding\":[1,2,3]}]}"))
                .containsExactly(new VectorFinding(VectorFault.DIMENSIONS, List.of(0)));
    }

    private static List<VectorFinding> findings(String provider, String path, String request, String response) {
        Operation operation = ProviderCodecs.of(provider, Map.of())
                .flatMap(codec -> codec.operation("POST", path))
                .orElseThrow();
        EmbeddingRequest asked = read(operation.readRequest(request.getBytes(StandardCharsets.UTF_8), 4));
        return VectorCheck.findings(
                asked, read(operation.readResponse(asked, response.getBytes(StandardCharsets.UTF_8))));
    }

    private EmbeddingRequest request(String type) {
        return read(operation.readRequest(
                ("{\"model\":\"m\",\"input\":[\"a\",\"b\"],\"output_dtype\":\"" + type + "\"}")
                        .getBytes(StandardCharsets.UTF_8),
                2));
    }

    private EmbeddingResponse response(EmbeddingRequest request, byte[] first, byte[] second) {
        String body = "{\"data\":[{\"embedding\":\"%s\"},{\"embedding\":\"%s\"}]}"
                .formatted(
                        Base64.getEncoder().encodeToString(first),
                        Base64.getEncoder().encodeToString(second));
        return read(operation.readResponse(request, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static <T> T read(Reading<T> reading) {
        return ((Reading.Read<T>) reading).value();
    }
}

package io.vectrail.edge.policy;

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

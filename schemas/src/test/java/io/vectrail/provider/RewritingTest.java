package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.provider.json.Replacement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A vector that is changed is written anew from its first changed component to its last, and no further. */
class RewritingTest {

    private final Operation operation = ProviderCodecs.of("openai", Map.of())
            .flatMap(codec -> codec.operation("POST", "/v1/embeddings"))
            .orElseThrow();

    @Test
    void whatLiesBetweenChangesKeepsItsCharacters() {
        byte[] body = answer("[0.10, 1E0 ,-2.50,3e0, 4.0]");
        List<Replacement> changes = Rewriting.of(body, vector(body), new float[] {0.1f, 7, -2.5f, 8, 4});
        assertThat(changes)
                .singleElement()
                .satisfies(change -> assertThat(new String(change.json(), StandardCharsets.US_ASCII))
                        .isEqualTo("7.0 ,-2.50,8.0"));
        assertThat(applied(body, changes)).contains("[0.10, 7.0 ,-2.50,8.0, 4.0]");
    }

    @Test
    void aVectorThatIsShortenedEndsBehindItsLastChange() {
        byte[] body = answer("[1, 2.0 , 3, 4]");
        assertThat(applied(body, Rewriting.of(body, vector(body), new float[] {0, 2})))
                .contains("[0.0, 2.0]");
        assertThat(applied(body, Rewriting.of(body, vector(body), new float[] {1, 2})))
                .contains("[1, 2.0]");
        assertThat(applied(body, Rewriting.of(body, vector(body), new float[0])))
                .contains("[]");
    }

    @Test
    void whatIsTheSameIsNotWritten() {
        byte[] body = answer("[1, 0.0, 0e7, -0]");
        assertThat(Rewriting.of(body, vector(body), vector(body).components())).isEmpty();
    }

    @Test
    void aNumberThatIsTooSmallForAFloatIsWrittenAsZero() {
        byte[] body = answer("[1.0,1e-50,-123.4E-60,0.000e-50]");
        float[] kept = vector(body).components();
        assertThat(kept[1]).isZero();
        kept[2] = 0;
        assertThat(applied(body, Rewriting.of(body, vector(body), kept))).contains("[1.0,0.0,0.0,0.000e-50]");
    }

    @Test
    void aVectorIsOneReplacementOfAboutItsLength() {
        String numbers = IntStream.range(0, 3072)
                .mapToObj(i -> "-0.0" + (10_000_000 + i))
                .collect(Collectors.joining(","));
        byte[] body = answer("[" + numbers + "]");
        float[] changed = vector(body).components().clone();
        for (int i = 0; i < changed.length; i += 2) {
            changed[i] = 0;
        }
        assertThat(Rewriting.of(body, vector(body), changed))
                .singleElement()
                .satisfies(change -> assertThat(change.json()).hasSizeLessThan(numbers.length()));
    }

    private static byte[] answer(String vector) {
        return ("{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":" + vector
                        + "}],\"model\":\"m\",\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Vector vector(byte[] body) {
        EmbeddingRequest request = ((Reading.Read<EmbeddingRequest>) operation.readRequest(
                        "{\"model\":\"m\",\"input\":\"a\"}".getBytes(StandardCharsets.UTF_8),
                        EmbeddingRequest.MOST_INPUTS))
                .value();
        return ((Reading.Read<EmbeddingResponse>) operation.readResponse(request, body))
                .value()
                .vectors()
                .getFirst();
    }

    private static String applied(byte[] body, List<Replacement> changes) {
        return new String(Replacement.apply(body, changes), StandardCharsets.UTF_8);
    }
}

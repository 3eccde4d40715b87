package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A request is of any size that its connection permits, and still is not of any number of things. */
class RequestBoundsTest {

    @Test
    void anInputHas256PartsAtMost() {
        assertThat(parts(256)).isInstanceOf(Reading.Read.class);
        assertThat(parts(257))
                .isEqualTo(new Reading.Malformed<>("an input has more than 256 parts; send them as several inputs"));
    }

    @Test
    void aRequestHas1024MediaAtMost() {
        assertThat(media(1024)).isInstanceOf(Reading.Read.class);
        assertThat(media(1025))
                .isEqualTo(new Reading.Malformed<>("the body has more than 1024 images and other media; send fewer of"
                        + " them in a request, and more requests"));
    }

    @Test
    void mediaTypesAreCut() {
        String type = "image/" + "x".repeat(1000);
        Reading<EmbeddingRequest> reading = jina("[{\"image\":\"data:" + type + ";base64,AAAA\"}]");
        assertThat(((Reading.Read<EmbeddingRequest>) reading)
                        .value()
                        .inputs()
                        .getFirst()
                        .media())
                .extracting(Part.Media::mediaType)
                .containsExactly(type.substring(0, 128));
    }

    @Test
    void theTokenizerIsLookedUpOnceForARequestAndOnlyForTokenIds() {
        assertThat(lookUps("[[1],[2],[3]]")).isEqualTo(1);
        assertThat(lookUps("[\"a\",\"b\"]")).isZero();
    }

    private static int lookUps(String input) {
        AtomicInteger count = new AtomicInteger();
        Format format = OpenAiFormat.format(OpenAiFormat.request(), model -> {
            count.incrementAndGet();
            return Optional.empty();
        });
        assertThat(format.readRequest("m", ("{\"input\":" + input + "}").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Reading.Read.class);
        return count.get();
    }

    private static Reading<EmbeddingRequest> parts(int count) {
        String part = "{\"type\":\"text\",\"text\":\"a\"}";
        return read(
                "voyage",
                "/v1/multimodalembeddings",
                "{\"model\":\"m\",\"inputs\":[{\"content\":[" + (part + ",").repeat(count - 1) + part + "]}]}");
    }

    private static Reading<EmbeddingRequest> media(int count) {
        String medium = "{\"image\":\"https://a.example/b\"}";
        return jina("[" + (medium + ",").repeat(count - 1) + medium + "]");
    }

    private static Reading<EmbeddingRequest> jina(String input) {
        return read("jina", "/v1/embeddings", "{\"model\":\"m\",\"input\":" + input + "}");
    }

    private static Reading<EmbeddingRequest> read(String provider, String path, String body) {
        return ProviderCodecs.of(provider, Map.of())
                .flatMap(codec -> codec.operation("POST", path))
                .orElseThrow()
                .readRequest(body.getBytes(StandardCharsets.UTF_8));
    }
}

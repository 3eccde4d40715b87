package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
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
    void aRequestHasAsManyInputsAtMostAsItsConnectionTakes() {
        Reading<EmbeddingRequest> tooMany = new Reading.Malformed<>(
                "the request has more than 2048 inputs, and its connection takes no more; send them in several requests");
        for (String input : List.of("\"a\"", "{\"text\":\"a\"}")) {
            assertThat(jina(array(input, 2048))).isInstanceOf(Reading.Read.class);
            assertThat(jina(array(input, 2049))).isEqualTo(tooMany);
        }
        assertThat(openAi(array("[1]", 2048))).isInstanceOf(Reading.Read.class);
        assertThat(openAi(array("[1]", 2049))).isEqualTo(tooMany);
    }

    @Test
    void whatComesAfterTheMostInputsIsNotRead() {
        byte[] body = body(array("[1]", 5_000_000));
        Operation operation = operation("openai", "/v1/embeddings");
        // The body itself is looked at as a whole, but nothing is kept of it.
        assertThat(AnswerBoundsTest.allocated(() -> operation.readRequest(body, 2048)))
                .isLessThan(1_000_000);
    }

    @Test
    void aRequestHas524288TokenIdsAtMost() {
        assertThat(openAi(array("1", 524_288))).isInstanceOf(Reading.Read.class);
        assertThat(openAi(array("1", 524_289)))
                .isEqualTo(new Reading.Malformed<>(
                        "the request has more than 524288 token ids; send them in several requests"));
        assertThat(openAi(array(array("1", 524_288 / 16 + 1), 16))).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void anArrayOfFewTokenIdsTakesNoLongOnesRoom() {
        byte[] body = body(array("[1]", 16_384));
        Operation operation = operation("openai", "/v1/embeddings");
        assertThat(AnswerBoundsTest.allocated(() -> operation.readRequest(body, 16_384)) / 16_384)
                .isLessThan(384);
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
        assertThat(format.readRequest("m", ("{\"input\":" + input + "}").getBytes(StandardCharsets.UTF_8), 3))
                .isInstanceOf(Reading.Read.class);
        return count.get();
    }

    private static Reading<EmbeddingRequest> parts(int count) {
        String part = "{\"type\":\"text\",\"text\":\"a\"}";
        String body = "{\"model\":\"m\",\"inputs\":[{\"content\":" + array(part, count) + "}]}";
        return operation("voyage", "/v1/multimodalembeddings").readRequest(body.getBytes(StandardCharsets.UTF_8), 1);
    }

    private static Reading<EmbeddingRequest> media(int count) {
        return jina(array("{\"image\":\"https://a.example/b\"}", count));
    }

    private static Reading<EmbeddingRequest> jina(String input) {
        return operation("jina", "/v1/embeddings").readRequest(body(input), 2048);
    }

    private static Reading<EmbeddingRequest> openAi(String input) {
        return operation("openai", "/v1/embeddings").readRequest(body(input), 2048);
    }

    private static byte[] body(String input) {
        return ("{\"model\":\"m\",\"input\":" + input + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static String array(String element, int count) {
        return "[" + (element + ",").repeat(count - 1) + element + "]";
    }

    private static Operation operation(String provider, String path) {
        return ProviderCodecs.of(provider, Map.of())
                .flatMap(codec -> codec.operation("POST", path))
                .orElseThrow();
    }
}

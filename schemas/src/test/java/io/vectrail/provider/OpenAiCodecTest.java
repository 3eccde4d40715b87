package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.provider.EmbeddingRequest.Input;
import io.vectrail.provider.ProviderCodec.Operation;
import io.vectrail.provider.ProviderCodec.Reading;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as OpenAI's API reference has them, and bodies that only look like it. */
class OpenAiCodecTest {

    private final ProviderCodec codec = ProviderCodecs.of("openai").orElseThrow();
    private final Operation embeddings =
            codec.operation("POST", "/v1/embeddings").orElseThrow();

    @Test
    void onlyTheEmbeddingsRouteIsKnown() {
        assertThat(codec.operation("GET", "/v1/embeddings")).isEmpty();
        assertThat(codec.operation("POST", "/v1/embeddings/")).isEmpty();
        assertThat(codec.operation("POST", "/v1/chat/completions")).isEmpty();
        assertThat(codec.operation("POST", "/v1/%65mbeddings")).isEmpty();
    }

    @Test
    void eachFormOfInputIsRead() {
        assertThat(inputs("\"one\"")).containsExactly(new Input("one", 0));
        assertThat(inputs("[\"one\",\"two\"]")).containsExactly(new Input("one", 0), new Input("two", 0));
        // OpenAI's cookbook: cl100k_base has 15339 for "hello" and 1917 for " world".
        assertThat(inputs("[15339,1917]")).containsExactly(new Input("hello world", 2));
        assertThat(inputs("[[15339],[1917]]")).containsExactly(new Input("hello", 1), new Input(" world", 1));
    }

    @Test
    void aVectorThatNoModelGivesIsNotRead() {
        assertThat(vector("[" + "0,".repeat(65_535) + "0]")).isInstanceOf(Reading.Read.class);
        assertThat(vector("[" + "0,".repeat(65_536) + "0]")).isInstanceOf(Reading.Malformed.class);
        String base64 = Base64.getEncoder().encodeToString(new byte[65_537 * Float.BYTES]);
        assertThat(vector("\"" + base64 + "\"")).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void escapedAndUnknownPartsDoNotHideTheTexts() {
        assertThat(
                        read(
                                "{\"user\":{\"a\":[1,{\"b\":null}]},\"\\u0069nput\":\"\\u0061\\ud83d\\ude00\",\"model\":\"m\"}"))
                .isEqualTo(new EmbeddingRequest("m", List.of(new Input("a\ud83d\ude00", 0))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{}",
                "{\"model\":\"m\"}",
                "{\"input\":\"x\"}",
                "{\"model\":3,\"input\":\"x\"}",
                "{\"model\":\"m\",\"input\":null}",
                "{\"model\":\"m\",\"input\":3}",
                "{\"model\":\"m\",\"input\":{}}",
                "{\"model\":\"m\",\"input\":[]}",
                "{\"model\":\"m\",\"input\":[\"a\",1]}",
                "{\"model\":\"m\",\"input\":[1,\"a\"]}",
                "{\"model\":\"m\",\"input\":[[1],\"a\"]}",
                "{\"model\":\"m\",\"input\":[[1],[]]}",
                "{\"model\":\"m\",\"input\":[[1.5]]}",
                "{\"model\":\"m\",\"input\":[[[1]]]}",
                "{\"model\":\"m\",\"input\":[99999999999]}",
                "{\"model\":\"text-embedding-3-small\",\"input\":[2147483647]}",
                "{\"model\":\"unheard-of\",\"input\":[1,2]}",
                "{\"model\":\"m\",\"input\":\"a\",\"input\":\"b\"}",
                "{\"model\":\"m\",\"input\":\"a\",\"\\u0069nput\":\"b\"}",
                "{\"model\":\"m\",\"input\":\"a\"} {}",
                "{\"model\":\"m\",\"input\":\"a\"",
                "{\"model\":\"m\",\"input\":\"\\ud800\"}",
                "{\"model\":\"m\",\"input\":\"a\",\"user\":\"\\udc00x\"}",
                "{'model':'m','input':'a'}",
                "{\"model\":\"m\",\"input\":\"a\",}",
                "{\"model\":\"m\",\"input\":\"a\",\"n\":NaN}",
            })
    void whatTheRouteDoesNotTakeIsMalformedAndTheReasonQuotesNothing(String body) {
        Reading<EmbeddingRequest> reading = codec.readRequest(embeddings, body.getBytes(StandardCharsets.UTF_8));
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Malformed.class,
                        malformed -> assertThat(malformed.reason()).isNotBlank().doesNotContain("unheard-of"));
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        byte[] latin = "{\"model\":\"m\",\"input\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] wide = "{\"model\":\"m\",\"input\":\"x\"}".getBytes(StandardCharsets.UTF_16BE);
        for (byte[] body : List.of(latin, wide)) {
            assertThat(codec.readRequest(embeddings, body)).isInstanceOf(Reading.Malformed.class);
        }
    }

    @Test
    void nestingBeyondReasonIsMalformedAndNoStackOverflow() {
        String deep = "{\"model\":\"m\",\"input\":\"a\",\"x\":" + "[".repeat(100_000);
        assertThat(codec.readRequest(embeddings, deep.getBytes())).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void floatAndBase64ResponsesGiveTheSameVectorsInTheInputsOrder() {
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(0.5f).putFloat(-1.25f).putFloat(3e-8f);
        String base64 = Base64.getEncoder().encodeToString(bytes.array());
        EmbeddingResponse response = response("""
                {"object":"list","data":[
                  {"object":"embedding","index":1,"embedding":"%s"},
                  {"object":"embedding","index":0,"embedding":[0.5,-1.25,3e-8]}],
                 "model":"text-embedding-3-small","usage":{"prompt_tokens":7,"total_tokens":8}}
                """.formatted(base64));
        assertThat(response.vectors()).hasSize(2);
        assertThat(response.vectors().get(0)).containsExactly(0.5f, -1.25f, 3e-8f);
        assertThat(response.vectors().get(1)).containsExactly(0.5f, -1.25f, 3e-8f);
        assertThat(response.promptTokens()).isEqualTo(7);
        assertThat(response.totalTokens()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAPwAAoL8=", "AAAA\\nPwAAoL8=", "AAAA\\r\\nPwAA\\r\\noL8="})
    void lineBreaksInBase64MeanNothing(String base64) {
        assertThat(response("{\"data\":[{\"embedding\":\"" + base64 + "\"}]}").vectors())
                .singleElement()
                .isEqualTo(new float[] {0.5f, -1.25f});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\":{}}",
                "{\"data\":[{}]}",
                "{\"data\":[{\"embedding\":\"AAA\"}]}",
                "{\"data\":[{\"embedding\":\"AAAA\"}]}",
                "{\"data\":[{\"embedding\":[\"a\"]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":0,\"embedding\":[1]}]}",
                "{\"data\":[{\"index\":-1,\"embedding\":[1]}]}",
                "{\"data\":[{\"index\":1,\"embedding\":[1]}]}",
                "<html>",
            })
    void aResponseThatCannotBeReadIsMalformed(String body) {
        assertThat(codec.readResponse(embeddings, body.getBytes())).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void anErrorHasOpenAisShape() {
        assertThat(new String(codec.error(new ProviderError(403, "not_permitted", "say \"why\""))))
                .isEqualTo("{\"error\":{\"message\":\"say \\\"why\\\"\",\"type\":\"permission_error\",\"param\":null,"
                        + "\"code\":\"not_permitted\"}}");
    }

    private List<Input> inputs(String input) {
        return read("{\"model\":\"text-embedding-3-small\",\"input\":" + input + ",\"encoding_format\":\"base64\"}")
                .inputs();
    }

    private Reading<EmbeddingResponse> vector(String embedding) {
        String body = "{\"data\":[{\"embedding\":" + embedding + "}]}";
        return codec.readResponse(embeddings, body.getBytes(StandardCharsets.UTF_8));
    }

    private EmbeddingRequest read(String body) {
        return switch (codec.readRequest(embeddings, body.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Read<EmbeddingRequest> read -> read.value();
            case Reading.Malformed<EmbeddingRequest> malformed -> throw new AssertionError(malformed.reason());
        };
    }

    private EmbeddingResponse response(String body) {
        return switch (codec.readResponse(embeddings, body.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Read<EmbeddingResponse> read -> read.value();
            case Reading.Malformed<EmbeddingResponse> malformed -> throw new AssertionError(malformed.reason());
        };
    }
}

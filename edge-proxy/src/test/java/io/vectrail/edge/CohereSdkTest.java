package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.cohere.api.Cohere;
import com.cohere.api.core.CohereApiException;
import com.cohere.api.errors.ForbiddenError;
import com.cohere.api.errors.UnauthorizedError;
import com.cohere.api.requests.EmbedRequest;
import com.cohere.api.resources.v2.requests.V2EmbedRequest;
import com.cohere.api.types.EmbedByTypeResponse;
import com.cohere.api.types.EmbedContent;
import com.cohere.api.types.EmbedImage;
import com.cohere.api.types.EmbedImageUrl;
import com.cohere.api.types.EmbedInput;
import com.cohere.api.types.EmbedInputType;
import com.cohere.api.types.EmbedText;
import com.cohere.api.types.EmbeddingType;
import io.vectrail.event.AuditExchange;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cohere's own SDK, of which nothing is changed but its URL and its key. */
class CohereSdkTest extends EdgeAndUpstream {

    /** Cohere API reference, example responses, cut to two components. */
    private static final String FLOATS = """
            {"id":"1c62213a-1f15-46f1-ac62-36f6bbaf3972","texts":["hello","goodbye"],\
            "embeddings":[[0.016296387,-0.008354187],[0.04663086,-0.023239136]],\
            "meta":{"api_version":{"version":"1"},"billed_units":{"input_tokens":2}},"response_type":"embeddings_floats"}""";

    private static final String BY_TYPE = """
            {"id":"da6e531f-54c6-4a73-bf92-f60566d8d753","texts":["hello","goodbye"],\
            "embeddings":{"float":[[0.016296387,-0.008354187],[0.04663086,-0.023239136]],"int8":[[1,-2],[3,4]]},\
            "meta":{"api_version":{"version":"2"},"billed_units":{"input_tokens":2}},\
            "response_type":"embeddings_by_type"}""";

    private static final String ONE = """
            {"id":"5807ee2e-0cda-445a-9ec8-864c60a06606","embeddings":{"float":[[-0.007247925,-0.041229248]]},\
            "meta":{"billed_units":{"images":1}},"response_type":"embeddings_by_type"}""";

    @BeforeEach
    void connect() throws Exception {
        edge.document.connections("""
                  - { name: cohere, provider: cohere, target: "%s", credential: key-of-the-gateway, models: ["embed-*"] }
                """.formatted(upstream.url()));
    }

    @Test
    void theFirstVersionIsReadAsFloatsAndByType() throws Exception {
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, FLOATS));
        EmbedRequest.Builder request = EmbedRequest.builder()
                .model("embed-v4.0")
                .texts(List.of("hello", "goodbye"))
                .inputType(EmbedInputType.CLASSIFICATION);
        assertThat(sdk(token)
                        .embed(request.build())
                        .getEmbeddingsFloats()
                        .orElseThrow()
                        .getEmbeddings())
                .containsExactly(List.of(0.016296387, -0.008354187), List.of(0.04663086, -0.023239136));
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, BY_TYPE));
        request.embeddingTypes(List.of(EmbeddingType.FLOAT, EmbeddingType.INT_8));
        assertThat(sdk(token)
                        .embed(request.build())
                        .getEmbeddingsByType()
                        .orElseThrow()
                        .getEmbeddings()
                        .getInt8())
                .hasValue(List.of(List.of(1, -2), List.of(3, 4)));
        assertThat(upstream.asked)
                .hasSize(2)
                .allSatisfy(asked -> assertThat(asked).startsWith("Bearer key-of-the-gateway {"));
        List<AuditExchange> events = PublishedEvents.of(edge.name, 2);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getProvider()).isEqualTo("cohere");
            assertThat(event.getModel()).isEqualTo("embed-v4.0");
            assertThat(event.getItems()).hasSize(2);
            assertThat(event.getUsage().getPromptTokens()).isEqualTo(2);
        });
    }

    @Test
    void theSecondVersionTakesTextsAndInputsOfSeveralParts() throws Exception {
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, BY_TYPE));
        EmbedByTypeResponse texts = sdk(token)
                .v2()
                .embed(V2EmbedRequest.builder()
                        .model("embed-v4.0")
                        .inputType(EmbedInputType.CLASSIFICATION)
                        .texts(List.of("hello", "goodbye"))
                        .embeddingTypes(List.of(EmbeddingType.FLOAT, EmbeddingType.INT_8))
                        .build());
        assertThat(texts.getEmbeddings().getFloat().orElseThrow()).hasSize(2);
        assertThat(texts.getEmbeddings().getInt8()).hasValue(List.of(List.of(1, -2), List.of(3, 4)));
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, ONE));
        EmbedByTypeResponse parts = sdk(token)
                .v2()
                .embed(V2EmbedRequest.builder()
                        .model("embed-v4.0")
                        .inputType(EmbedInputType.SEARCH_DOCUMENT)
                        .inputs(List.of(EmbedInput.builder()
                                .content(List.of(text("a caption"), image("data:image/png;base64,iVBORw0KGgo=")))
                                .build()))
                        .build());
        assertThat(parts.getEmbeddings().getFloat()).hasValue(List.of(List.of(-0.007247925, -0.041229248)));
        AuditExchange event = PublishedEvents.of(edge.name, 2).getLast();
        assertThat(event.getItems())
                .singleElement()
                .satisfies(item -> assertThat(item.getCharacters()).isEqualTo("a caption".length()));
    }

    @Test
    void aRefusalIsItsOwnExceptionWithOurCode() throws Exception {
        EmbedRequest allowed = EmbedRequest.builder()
                .model("embed-v4.0")
                .texts(List.of("hello"))
                .build();
        UnauthorizedError unknown = catchThrowableOfType(
                UnauthorizedError.class, () -> sdk("no-token").embed(allowed));
        assertCode(unknown, "unauthenticated");
        EmbedRequest forbidden = EmbedRequest.builder()
                .model("command-r")
                .texts(List.of("hello"))
                .build();
        ForbiddenError refused =
                catchThrowableOfType(ForbiddenError.class, () -> sdk(token).embed(forbidden));
        assertCode(refused, "not_permitted");
        EmbedRequest unnamed = EmbedRequest.builder().texts(List.of("hello")).build();
        assertCode(catchThrowableOfType(ForbiddenError.class, () -> sdk(token).embed(unnamed)), "not_permitted");
        assertThat(upstream.asked).isEmpty();
    }

    private static void assertCode(CohereApiException exception, String code) {
        assertThat(exception.body())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("code", code)
                .satisfies(
                        body -> assertThat(String.valueOf(body.get("message"))).startsWith(code + ": "));
        assertThat(exception.toString()).contains(code);
    }

    private Cohere sdk(String token) {
        return Cohere.builder().url(url("cohere")).token(token).maxRetries(0).build();
    }

    private static EmbedContent text(String text) {
        return EmbedContent.text(EmbedText.builder().text(text).build());
    }

    private static EmbedContent image(String uri) {
        return EmbedContent.imageUrl(EmbedImage.builder()
                .imageUrl(EmbedImageUrl.builder().url(uri).build())
                .build());
    }
}

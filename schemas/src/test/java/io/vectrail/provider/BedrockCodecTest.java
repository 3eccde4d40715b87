package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BedrockCodecTest extends ProviderCodecContract {

    private final ProviderCodec codec =
            ProviderCodecs.of("bedrock", Map.of("region", "eu-central-1")).orElseThrow();

    BedrockCodecTest() {
        super("bedrock");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amazon.titan-embed-text-v1",
                "amazon.titan-embed-text-v2:0",
                "amazon.titan-embed-text-v1:2:8k",
                "amazon.titan-embed-g1-text-02",
                "amazon.titan-embed-image-v1:0",
                "cohere.embed-english-v3",
                "cohere.embed-multilingual-v3:0:512",
                "cohere.embed-v4:0",
                "us.cohere.embed-v4:0",
                "us-gov.cohere.embed-v4:0",
                "global.cohere.embed-v4:0",
                "arn:aws:bedrock:us-east-1::foundation-model%2Famazon.titan-embed-text-v2%3A0",
                "arn%3Aaws-us-gov%3Abedrock%3Aus-gov-west-1%3A%3Afoundation-model%2Fcohere.embed-english-v3",
                "arn%3aaws%3abedrock%3aus-east-1%3a123456789012%3ainference-profile%2fus.cohere.embed-v4%3a0"
            })
    void aModelIsKnownWhereverItStands(String model) {
        assertThat(codec.operation("POST", "/model/" + model + "/invoke"))
                .map(Operation::model)
                .hasValue(model.replaceAll("(?i)%3a", ":").replaceAll("(?i)%2f", "/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/model/anthropic.claude-3-haiku-20240307-v1:0/invoke",
                "/model/amazon.titan-text-express-v1/invoke",
                "/model/cohere.embed-v4:0.evil.model/invoke/",
                "/model/cohere.embed-v4:0/invoke-with-response-stream",
                "/model/cohere.embed-v4:0/converse",
                "/model/cohere.embed-v4:0/INVOKE",
                "/model//invoke",
                "/model/cohere.embed-v4%253A0/invoke",
                "/model/%63ohere.embed-v4:0/invoke",
                "/model/cohere.embed-v4:0%00/invoke",
                "/model/cohere.embed-v4:0%2/invoke",
                "/model/cohere.embed-v4:0%2F..%2Fanthropic.claude-v2/invoke",
                "/model/x%2Fcohere.embed-v4:0/invoke",
                "/model/a/cohere.embed-v4:0/invoke",
                "/model/arn:aws:bedrock:us-east-1::foundation-model/cohere.embed-v4:0/invoke",
                "/model/arn:aws:bedrock:us-east-1:123456789012:application-inference-profile%2Fabc123/invoke",
                "/model/arn:aws:sagemaker:us-east-1::foundation-model%2Fcohere.embed-v4:0/invoke"
            })
    void whatDoesNotTellAKnownModelIsNoRoute(String path) {
        assertThat(codec.operation("POST", path)).isEmpty();
    }

    @Test
    void aModelsNameHas256CharactersAtMost() {
        String name = "cohere.embed-v4" + ":".repeat(241);
        assertThat(codec.operation("POST", "/model/" + name + "/invoke")).isPresent();
        assertThat(codec.operation("POST", "/model/" + name + ":/invoke")).isEmpty();
    }

    @Test
    void onlyPostIsKnown() {
        assertThat(codec.operation("GET", "/model/cohere.embed-v4:0/invoke")).isEmpty();
    }

    @Test
    void jobsAndOtherModelsAreWaysOnWhichNobodySeesTheTexts() {
        assertThat(codec.unseen("POST", "/model-invocation-job")).isTrue();
        assertThat(codec.unseen("POST", "/model-invocation-job/arn/stop")).isTrue();
        assertThat(codec.unseen("POST", "/async-invoke")).isTrue();
        assertThat(codec.unseen("POST", "/model/amazon.nova-2-multimodal-embeddings-v1%3a0/invoke"))
                .isTrue();
        assertThat(codec.unseen("POST", "/model/cohere.embed-v4:0/invoke-with-response-stream"))
                .isTrue();
        assertThat(codec.unseen("POST", "/model/arn:aws:bedrock:us-east-1:1:application-inference-profile/a/invoke"))
                .isTrue();
        assertThat(codec.unseen("POST", "/model/cohere.embed-v4:0/invoke")).isFalse();
        for (String path : List.of(
                "/model/a1b2c3d4e5f6/invoke",
                "/model/a1b2c3d4e5f6/invoke-with-response-stream",
                "/model/my-model:1/invoke",
                "/knowledgebases/KB/datasources/DS/documents",
                "/knowledgebases/KB/datasources/DS/documents/deleteDocuments",
                "/knowledgebases/KB/datasources/DS/ingestionjobs",
                "/knowledgebases/KB/retrieve",
                "/retrieveAndGenerate",
                "/retrieveAndGenerateStream")) {
            assertThat(codec.unseen("POST", path)).as(path).isTrue();
        }
        assertThat(codec.unseen("GET", "/knowledgebases/KB")).isFalse();
        assertThat(codec.unseen("POST", "/model/a1b2c3d4e5f6/converse")).isFalse();
        assertThat(codec.unseen("POST", "/model/anthropic.claude-v2%3a1/converse"))
                .isFalse();
    }

    /** Titan's second version writes the vector of floats twice, whatever types it was asked for. */
    @Test
    void aVectorThatStandsTwiceIsTheOneOfItsInput() {
        assertThat(titan("{\"embedding\":[1,2],\"embeddingsByType\":{\"float\":[1,2]}}")
                        .onePerInput())
                .containsExactly(new float[] {1, 2});
        assertThat(titan("{\"embedding\":[1,2],\"embeddingsByType\":{\"float\":[1,3]}}")
                        .onePerInput())
                .containsExactly(new float[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ValidationException", "401, AccessDeniedException", "403, AccessDeniedException",
        "404, ResourceNotFoundException", "413, ValidationException", "429, ThrottlingException",
        "500, InternalServerException", "502, InternalServerException", "503, ServiceUnavailableException",
        "504, ModelTimeoutException"
    })
    void aRefusalNamesAnExceptionOfInvokeModel(int status, String name) {
        assertThat(codec.error(new ProviderError(status, "code", "message")).headers())
                .containsEntry("x-amzn-ErrorType", name);
    }

    @Test
    void theMessageOfAnUnknownCallerStandsInAHeaderToo() {
        assertThat(codec.error(new ProviderError(401, "unauthenticated", "send X-…\r\n: token"))
                        .headers())
                .containsEntry("x-amzn-error-message", "unauthenticated: send X-???: token");
        assertThat(codec.error(new ProviderError(403, "not_permitted", "no")).headers())
                .hasSize(1);
    }

    private EmbeddingResponse titan(String body) {
        Operation operation = codec.operation("POST", "/model/amazon.titan-embed-text-v2:0/invoke")
                .orElseThrow();
        Reading<EmbeddingResponse> reading = operation.readResponse(
                new EmbeddingRequest("", List.of(), List.of(), null, VectorType.FLOAT),
                body.getBytes(StandardCharsets.UTF_8));
        return ((Reading.Read<EmbeddingResponse>) reading).value();
    }
}

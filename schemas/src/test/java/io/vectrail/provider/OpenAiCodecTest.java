package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiCodecTest extends ProviderCodecContract {

    private final ProviderCodec codec = ProviderCodecs.of("openai", Map.of()).orElseThrow();

    OpenAiCodecTest() {
        super("openai");
    }

    @Test
    void onlyTheEmbeddingsRouteIsKnown() {
        assertThat(codec.operation("POST", "/v1/embeddings")).isPresent();
        assertThat(codec.operation("GET", "/v1/embeddings")).isEmpty();
        assertThat(codec.operation("POST", "/v1/embeddings/")).isEmpty();
        assertThat(codec.operation("POST", "/v1/chat/completions")).isEmpty();
        assertThat(codec.operation("POST", "/v1/%65mbeddings")).isEmpty();
    }

    @Test
    void aBatchIsAWayOnWhichNobodySeesTheTexts() {
        assertThat(codec.unseen("POST", "/v1/files")).isTrue();
        assertThat(codec.unseen("GET", "/v1/files/file-1/content")).isTrue();
        assertThat(codec.unseen("POST", "/v1/uploads/upload_1/parts")).isTrue();
        assertThat(codec.unseen("POST", "/v1/batches")).isTrue();
        assertThat(codec.unseen("POST", "/v1/vector_stores/vs_1/files")).isTrue();
        assertThat(codec.unseen("POST", "/v1/engines/m/embeddings")).isTrue();
        assertThat(codec.unseen("POST", "/score")).isTrue();
        assertThat(codec.unseen("POST", "/v1/score")).isTrue();
        assertThat(codec.unseen("GET", "/v1/models")).isFalse();
        assertThat(codec.unseen("POST", "/v1/filesystem")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bedrock/model/amazon.titan-embed-text-v2:0/invoke",
                "/bedrock/model/arn%3Aaws%3Abedrock/invoke",
                "/vertex_ai/v1/projects/p/locations/l/publishers/google/models/m:predict",
                "/vertex-ai/v1/projects/p/locations/l/publishers/google/models/m:predict",
                "/cohere/v1/datasets",
                "/gemini/v1beta/batches/b",
                "/azure/openai/files",
                "/azure_ai/x",
                "/mistral/v1/batch/jobs",
                "/openai_passthrough/v1/files",
                "/vllm/score",
                "/Bedrock/model/m/invoke",
                "/openai/v1/responses",
                "/voyage/v1/rerank",
                "/jina_ai/v1/x",
                "/huggingface/models/BAAI/bge-m3",
                "/databricks/serving-endpoints/e",
                "/watsonx/ml/v1/text/x",
                "/ollama/api/x",
                "/hosted_vllm/score",
                "/milvus/v2/vectordb/entities/insert",
                "/anthropic_passthrough/v1/x",
                "/genai/v1beta/models/m:x"
            })
    void whatLiteLlmHandsOnToOthersIsAWayOnWhichNobodySeesTheTexts(String path) {
        assertThat(codec.unseen("POST", path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/score", "/v1/score", "/rerank", "/v1/rerank", "/v2/rerank", "/x/rerank", "/similarity"})
    void whatComparesTextsEmbedsThemUnseen(String path) {
        assertThat(codec.unseen("POST", path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rag/query", "/v1/rag/query", "/v1/libraries/l/documents"})
    void whatAsksAStoreEmbedsTheQuestionUnseen(String path) {
        assertThat(codec.unseen("POST", path)).isTrue();
    }

    /** Neither of them gives vectors, nor takes a model that does: vLLM's classify needs one that classifies. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/classify", "/tokenize", "/v1/chat/completions", "/anthropic/v1/messages", "/v1/openai/models"})
    void whatEmbedsNothingMayPass(String path) {
        assertThat(codec.unseen("POST", path)).isFalse();
    }

    @Test
    void aVectorThatNoModelGivesIsNotRead() {
        assertThat(vector("[" + "0,".repeat(65_535) + "0]")).isInstanceOf(Reading.Read.class);
        assertThat(vector("[" + "0,".repeat(65_536) + "0]")).isInstanceOf(Reading.Malformed.class);
        String base64 = Base64.getEncoder().encodeToString(new byte[65_537 * Float.BYTES]);
        assertThat(vector("\"" + base64 + "\"")).isInstanceOf(Reading.Malformed.class);
    }

    private Reading<EmbeddingResponse> vector(String embedding) {
        Operation operation = codec.operation("POST", "/v1/embeddings").orElseThrow();
        EmbeddingRequest asked = ((Reading.Read<EmbeddingRequest>)
                        operation.readRequest("{\"model\":\"m\",\"input\":\"a\"}".getBytes(StandardCharsets.UTF_8), 1))
                .value();
        return operation.readResponse(
                asked, ("{\"data\":[{\"embedding\":" + embedding + "}]}").getBytes(StandardCharsets.UTF_8));
    }
}

package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.AzureUrlPathMode;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.PermissionDeniedException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.vectrail.event.AuditExchange;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenAI's SDK in its Azure mode: a base URL, and a token for its API key. */
class AzureOpenAiSdkTest extends OneSdk {

    /** Azure OpenAI REST API reference, "Embeddings"; the SDK asks for base64. */
    private static final String ONE = """
            {"object":"list","model":"text-embedding-ada-002",\
            "data":[{"object":"embedding","index":0,"embedding":"AAAAPwAAoL8="}],\
            "usage":{"prompt_tokens":4,"total_tokens":4}}""";

    @BeforeEach
    void start() throws Exception {
        connection(
                "name: azure, provider: azure-openai, models: [my-embeddings], codec: { tokenEncoding: cl100k_base }");
        answers(200, ONE);
    }

    @Test
    void aDeploymentIsCalledByItsPath() throws Exception {
        CreateEmbeddingResponse answer = legacy().embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("my-embeddings")
                        .input("this is a test")
                        .build());
        assertThat(answer.data().getFirst().embedding()).containsExactly(0.5f, -1.25f);
        assertThat(path()).isEqualTo("/openai/deployments/my-embeddings/embeddings?api-version=2024-10-21");
        assertCredential("api-key", SECRET);
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getModel()).isEqualTo("my-embeddings");
        assertThat(event.getUsage().getTotalTokens()).isEqualTo(4);
    }

    @Test
    void inTheV1ApiTheBodyNamesTheDeployment() {
        CreateEmbeddingResponse answer = sdk("/openai/v1")
                .build()
                .embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("my-embeddings")
                        .input("this is a test")
                        .build());
        assertThat(answer.data()).hasSize(1);
        assertThat(path()).isEqualTo("/openai/v1/embeddings");
        assertCredential("api-key", SECRET);
    }

    @Test
    void tokenIdsAreReadInTheEncodingThatTheConnectionNames() throws Exception {
        legacy().embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("my-embeddings")
                        .inputOfArrayOfTokens(List.of(15339L, 1917L))
                        .build());
        assertThat(PublishedEvents.of(edge.name, 1).getFirst().getItems())
                .singleElement()
                .satisfies(item -> assertThat(item.getCharacters()).isEqualTo("hello world".length()));
    }

    @Test
    void aRefusalIsTheSdksOwnExceptionWithItsCode() {
        assertThatExceptionOfType(PermissionDeniedException.class)
                .isThrownBy(() -> legacy().embeddings()
                        .create(EmbeddingCreateParams.builder()
                                .model("another")
                                .input("x")
                                .build()))
                .satisfies(refused -> assertThat(refused.code()).hasValue("not_permitted"));
        assertThat(path()).isNull();
    }

    private OpenAIClient legacy() {
        return sdk("").azureServiceVersion(AzureOpenAIServiceVersion.getV2024_10_21())
                .azureUrlPathMode(AzureUrlPathMode.LEGACY)
                .build();
    }

    private OpenAIOkHttpClient.Builder sdk(String path) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(url("azure") + path)
                .credential(AzureApiKeyCredential.create(token))
                .maxRetries(0);
    }
}

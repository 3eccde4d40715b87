package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AzureOpenAiCodecTest extends ProviderCodecContract {

    private final ProviderCodec codec =
            ProviderCodecs.of("azure-openai", Map.of()).orElseThrow();

    AzureOpenAiCodecTest() {
        super("azure-openai");
    }

    @Test
    void theDeploymentIsTheModel() {
        Operation operation = codec.operation("POST", "/openai/deployments/Embed_3.large-eu/embeddings")
                .orElseThrow();
        assertThat(operation.model()).isEqualTo("Embed_3.large-eu");
        assertThat(operation.queryParameters()).containsExactly("api-version");
        assertThat(codec.operation("POST", "/openai/deployments/_e-1/embeddings"))
                .isPresent();
        assertThat(codec.operation("POST", "/openai/v1/embeddings"))
                .hasValueSatisfying(v1 -> assertThat(v1.model()).isNull());
        assertThat(codec.credentialForm()).isEqualTo(CredentialForm.API_KEY);
    }

    @Test
    void noOtherRouteIsKnown() {
        assertThat(codec.operation("GET", "/openai/v1/embeddings")).isEmpty();
        for (String path : List.of(
                "/v1/embeddings",
                "/openai/v1/embeddings/",
                "/openai/v1/chat/completions",
                "/openai/deployments/d/chat/completions",
                "/openai/deployments/d/embeddings/",
                "/openai/deployments//embeddings",
                "/openai/deployments/../embeddings",
                "/openai/deployments/a..b/embeddings",
                "/openai/deployments/%64/embeddings",
                "/openai/deployments/d%2fe/embeddings",
                "/openai/deployments/d;e/embeddings",
                "/openai/deployments/d e/embeddings",
                "/openai/deployments/d/e/embeddings",
                "/openai/deployments/d\n/embeddings")) {
            assertThat(codec.operation("POST", path)).as(path).isEmpty();
        }
    }

    @Test
    void aBatchIsAWayOnWhichNobodySeesTheTexts() {
        for (String path : List.of(
                "/openai/files",
                "/openai/v1/files/f/content",
                "/openai/batches",
                "/openai/v1/batches/b",
                "/openai/v1/uploads/u/parts",
                "/openai/v1/vector_stores",
                "/models/embeddings",
                "/openai/deployments/d/embeddings/x")) {
            assertThat(codec.unseen("POST", path)).as(path).isTrue();
        }
        assertThat(codec.unseen("GET", "/openai/models")).isFalse();
        assertThat(codec.unseen("POST", "/openai/deployments/d/chat/completions"))
                .isFalse();
    }

    @Test
    void aPathOfManyDotsIsNoTrouble() {
        String path = "/openai/deployments/" + "a.".repeat(100_000) + "a/completions";
        assertThat(codec.operation("POST", path)).isEmpty();
        assertThat(codec.unseen("POST", path.toLowerCase(Locale.ROOT))).isFalse();
    }
}

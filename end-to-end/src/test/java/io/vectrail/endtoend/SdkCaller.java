package io.vectrail.endtoend;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.vectrail.local.testkit.Platform;
import java.time.Duration;

/** A caller of the edge that uses the provider's own SDK, without its retries. */
final class SdkCaller implements AutoCloseable {

    private final OpenAIClient sdk;

    SdkCaller(Platform platform, String subject, String... groups) {
        this.sdk = OpenAIOkHttpClient.builder()
                .baseUrl(platform.edgeUrl() + "/openai/v1")
                .apiKey(platform.token(subject, groups))
                .maxRetries(0)
                .timeout(Duration.ofMinutes(2))
                .build();
    }

    CreateEmbeddingResponse embed(String text) {
        return sdk.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("text-embedding-3-small")
                        .input(text)
                        .build());
    }

    @Override
    public void close() {
        sdk.close();
    }
}

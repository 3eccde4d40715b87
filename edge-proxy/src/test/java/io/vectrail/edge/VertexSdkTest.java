package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.genai.Client;
import com.google.genai.errors.ClientException;
import com.google.genai.types.Content;
import com.google.genai.types.ContentEmbedding;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.EmbedContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import io.vectrail.event.AuditExchange;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Google's SDK in its Vertex mode: a base URL, and a token for its access token. */
class VertexSdkTest extends OneSdk {

    private static final String MODELS = "/v1beta1/projects/my-project/locations/us-central1/publishers/google/models/";

    private Client sdk;

    @BeforeEach
    void start() throws Exception {
        connection("name: vertex, provider: vertex, models: [\"text-embedding-*\", \"gemini-embedding-*\"]");
        AccessToken bearer = new AccessToken(token, Date.from(Instant.now().plusSeconds(3600)));
        sdk = Client.builder()
                .vertexAI(true)
                .project("my-project")
                .location("us-central1")
                .credentials(GoogleCredentials.create(bearer))
                .httpOptions(HttpOptions.builder().baseUrl(url("vertex")).build())
                .build();
    }

    @AfterEach
    void stop() throws Exception {
        sdk.close();
    }

    /** Vertex AI reference, "Text embeddings API". */
    @Test
    void textsAreEmbeddedByPredict() throws Exception {
        answers(200, """
                {"predictions":[
                {"embeddings":{"statistics":{"truncated":false,"token_count":6},"values":[0.5,-0.25]}},
                {"embeddings":{"statistics":{"truncated":false,"token_count":5},"values":[0.125,1]}}],
                "metadata":{"billableCharacterCount":40}}""");
        EmbedContentResponse answer = sdk.models.embedContent(
                "text-embedding-005",
                List.of("one", "another"),
                EmbedContentConfig.builder().taskType("RETRIEVAL_QUERY").build());
        assertThat(values(answer)).containsExactly(List.of(0.5f, -0.25f), List.of(0.125f, 1f));
        assertThat(path()).isEqualTo(MODELS + "text-embedding-005:predict");
        assertCredential("Authorization", "Bearer " + SECRET);

        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getModel()).isEqualTo("text-embedding-005");
        assertThat(event.getItems()).hasSize(2);
        assertThat(event.getUsage().getPromptTokens()).isEqualTo(11);
    }

    /** Vertex AI reference, "Method: models.embedContent". */
    @Test
    void newerModelsAreAskedByEmbedContent() throws Exception {
        answers(200, """
                {"embedding":{"values":[0.5,-0.25]},"usageMetadata":{"promptTokenCount":3},"truncated":false}""");
        EmbedContentResponse answer = sdk.models.embedContent(
                "gemini-embedding-2",
                Content.fromParts(Part.fromText("a dog"), Part.fromUri("gs://bucket/dog.png", "image/png")),
                EmbedContentConfig.builder().outputDimensionality(2).build());
        assertThat(values(answer)).containsExactly(List.of(0.5f, -0.25f));
        assertThat(path()).isEqualTo(MODELS + "gemini-embedding-2:embedContent");
        assertCredential("Authorization", "Bearer " + SECRET);
    }

    @Test
    void aRefusalIsTheSdksOwnException() {
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> sdk.models.embedContent(
                        "multimodalembedding@001",
                        "x",
                        EmbedContentConfig.builder().build()))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(403);
                    assertThat(refused.message()).startsWith("not_permitted: ");
                });
        assertThat(path()).isNull();
    }

    private static List<List<Float>> values(EmbedContentResponse answer) {
        return answer.embeddings().orElseThrow().stream()
                .map(ContentEmbedding::values)
                .map(values -> values.orElseThrow())
                .toList();
    }
}

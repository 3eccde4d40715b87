package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.genai.Client;
import com.google.genai.errors.ClientException;
import com.google.genai.errors.ServerException;
import com.google.genai.types.Content;
import com.google.genai.types.ContentEmbedding;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.EmbedContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Part;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Outcome;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Google's SDK in its Gemini mode: a base URL, and a token for its API key. */
class GeminiSdkTest extends OneSdk {

    /** Gemini API reference, "Embeddings", models.batchEmbedContents. */
    private static final String TWO = "{\"embeddings\":[{\"values\":[0.5,-0.25]},{\"values\":[0.125,1]}]}";

    private static final String ONE = "/v1beta/models/gemini-embedding-001:embedContent";

    private Client sdk;

    @BeforeEach
    void start() throws Exception {
        connection("name: gemini, provider: gemini, models: [\"gemini-embedding-*\"]");
        sdk = Client.builder()
                .apiKey(token)
                .httpOptions(HttpOptions.builder()
                        .baseUrl(url("gemini"))
                        // It would wait between its attempts at what stays as it is.
                        .retryOptions(HttpRetryOptions.builder().attempts(1))
                        .build())
                .build();
    }

    @AfterEach
    void stop() throws Exception {
        sdk.close();
    }

    @Test
    void aCallNeedsNothingElse() throws Exception {
        answers(200, TWO);
        EmbedContentResponse answer = sdk.models.embedContent(
                "gemini-embedding-001",
                List.of("one", "another"),
                EmbedContentConfig.builder()
                        .taskType("RETRIEVAL_DOCUMENT")
                        .title("a title")
                        .outputDimensionality(2)
                        .build());
        assertThat(answer.embeddings().orElseThrow())
                .extracting(ContentEmbedding::values)
                .extracting(values -> values.orElseThrow())
                .containsExactly(List.of(0.5f, -0.25f), List.of(0.125f, 1f));
        assertThat(path()).isEqualTo("/v1/models/gemini-embedding-001:batchEmbedContents");
        assertCredential("x-goog-api-key", SECRET);

        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getOutcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(event.getModel()).isEqualTo("gemini-embedding-001");
        assertThat(event.getItems()).hasSize(2);
    }

    @Test
    void imagesPassWithTheirTexts() throws Exception {
        answers(200, "{\"embeddings\":[{\"values\":[0.5]}]}");
        EmbedContentResponse answer = sdk.models.embedContent(
                "gemini-embedding-2",
                Content.fromParts(Part.fromText("a dog"), Part.fromBytes(new byte[] {1, 2, 3}, "image/png")),
                EmbedContentConfig.builder().build());
        assertThat(answer.embeddings().orElseThrow()).hasSize(1);
        assertThat(PublishedEvents.of(edge.name, 1).getFirst().getItems()).hasSize(1);
    }

    /** Clients that are generated from Google's descriptions say in the query which form the answer shall have. */
    @Test
    void ofTheQueryOnlyJsonPasses() throws Exception {
        answers(200, "{\"embedding\":{\"values\":[0.5]}}");
        assertThat(status("?alt=json")).isEqualTo(200);
        assertThat(path()).isEqualTo(ONE + "?alt=json");
        assertThat(status("?%24alt=json%3Benum-encoding%3Dint")).isEqualTo(200);
        for (String query : List.of("?alt=proto", "?alt=json&alt=media", "?alt", "?fields=x", "?callback=f")) {
            assertThat(status(query)).as(query).isEqualTo(400);
        }
        assertThat(status("?alt=json&key=in-the-open")).isEqualTo(401);
    }

    private int status(String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url("gemini") + ONE + query))
                .header("x-goog-api-key", token)
                .POST(HttpRequest.BodyPublishers.ofString("{\"content\":{\"parts\":[{\"text\":\"a\"}]}}"))
                .build();
        return edge.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void aRefusalIsTheSdksOwnException() {
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> sdk.models.embedContent(
                        "text-embedding-004", "x", EmbedContentConfig.builder().build()))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(403);
                    assertThat(refused.status()).isEqualTo("PERMISSION_DENIED");
                    assertThat(refused.message()).startsWith("not_permitted: ");
                });
        assertThat(path()).isNull();
    }

    @Test
    void whatFailsUpstreamIsTheSdksOwnExceptionToo() {
        answers(403, "{\"error\":{\"code\":403,\"message\":\"API key not valid: " + SECRET + "\"}}");
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> sdk.models.embedContent(
                        "gemini-embedding-001",
                        "x",
                        EmbedContentConfig.builder().build()))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(502);
                    assertThat(refused.message())
                            .startsWith("upstream_rejected_credential: ")
                            .doesNotContain(SECRET);
                });
    }
}

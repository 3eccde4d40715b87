package io.vectrail.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.vectrail.local.testkit.Platform;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call through the edge is the upstream's answer to the caller, and an exchange to the auditor. */
class RecordedCallTest {

    private final Platform platform = Platform.shared();
    private final EdgeClient edge = new EdgeClient(platform);
    private final ReplayApi replay = new ReplayApi(platform);

    @ParameterizedTest
    @ValueSource(strings = {"float", "base64"})
    void theAnswerIsTheUpstreamsByteForByteAndTheArchiveHasTheWiresBytes(String encoding) throws Exception {
        String word = word();
        String subject = "subject-" + word;
        String body = "{\"model\":\"text-embedding-3-small\",\"input\":[\"the " + word
                + " report\",  \"another text\"],\"encoding_format\":\"" + encoding + "\"}";
        HttpResponse<byte[]> answer = edge.throughTheEdge(platform.token(subject, "research"), body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(edge.direct(body).body());

        String id = EdgeClient.exchange(answer);
        JsonNode exchange = replay.awaitExchange(id);
        assertThat(exchange.path("subject").asText()).isEqualTo(subject);
        assertThat(exchange.path("items")).hasSize(2);
        assertThat(exchange.path("items").get(0).path("text").asText()).isEqualTo("the " + word + " report");
        assertThat(exchange.path("items").get(1).path("dimensions").asInt()).isEqualTo(1536);
        assertThat(replay.ids("q=" + word)).containsExactly(id);
        assertThat(replay.ids("q=" + ReplayApi.encode("\"" + word + " report\"")))
                .containsExactly(id);
        assertThat(replay.ids("subject=" + subject)).containsExactly(id);
        assertThat(replay.ids("subject=" + subject + "&model=text-embedding-3*"))
                .containsExactly(id);
        assertThat(replay.ids("subject=" + subject + "&model=other*")).isEmpty();
        assertThat(replay.bytes("/exchanges/" + id + "/request")).isEqualTo(body.getBytes());
        assertThat(replay.bytes("/exchanges/" + id + "/response")).isEqualTo(answer.body());
    }

    @Test
    void openAisOwnSdkNeedsNothingButTheBaseUrlAndATokenForItsKey() throws Exception {
        String word = word();
        EmbeddingCreateParams params = EmbeddingCreateParams.builder()
                .model("text-embedding-3-small")
                .inputOfArrayOfStrings(List.of("first " + word, "second " + word))
                .build();
        OpenAIClient through = sdk(platform.edgeUrl() + "/openai/v1", platform.token("sdk-user", "research"));
        OpenAIClient direct = sdk(platform.upstreamUrl() + "/v1", platform.upstreamBearer());
        try {
            CreateEmbeddingResponse answer = through.embeddings().create(params);
            CreateEmbeddingResponse expected = direct.embeddings().create(params);
            assertThat(answer.data()).hasSize(2);
            assertThat(answer.data().getFirst().embedding())
                    .isEqualTo(expected.data().getFirst().embedding());
            assertThat(answer.usage().totalTokens()).isEqualTo(expected.usage().totalTokens());
        } finally {
            through.close();
            direct.close();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> replay.ids("q=" + word).size() == 1);
    }

    @Test
    void aRefusalRaisesTheSdksOwnExceptionWithOurCode() {
        EmbeddingCreateParams params = EmbeddingCreateParams.builder()
                .model("somebody-elses-model")
                .input("x")
                .build();
        OpenAIClient stranger = sdk(platform.edgeUrl() + "/openai/v1", "not-a-token");
        OpenAIClient known = sdk(platform.edgeUrl() + "/openai/v1", platform.token("sdk-user", "research"));
        try {
            assertThatThrownBy(() -> stranger.embeddings().create(params))
                    .isInstanceOfSatisfying(
                            UnauthorizedException.class,
                            error -> assertThat(error.code()).hasValue("unauthenticated"));
            assertThatThrownBy(() -> known.embeddings().create(params))
                    .isInstanceOfSatisfying(
                            PermissionDeniedException.class,
                            error -> assertThat(error.code()).hasValue("not_permitted"));
        } finally {
            stranger.close();
            known.close();
        }
    }

    @Test
    void aCallersExchangesBecomeASession() throws Exception {
        String subject = "session-" + word();
        String token = platform.token(subject, "research");
        for (int i = 0; i < 3; i++) {
            edge.throughTheEdge(token, "{\"model\":\"text-embedding-3-small\",\"input\":\"text " + i + "\"}");
        }
        JsonNode session = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> replay.json("/sessions?subject=" + subject)
                                .path("items")
                                .path(0),
                        found -> found.path("exchanges").asInt() == 3);
        assertThat(session.path("connection").asText()).isEqualTo("openai");
        assertThat(replay.json("/sessions/" + session.path("id").asText() + "/exchanges")
                        .path("items"))
                .hasSize(3);
    }

    @Test
    void rolesDecideWhatIsSeen() throws Exception {
        String word = word();
        HttpResponse<byte[]> answer = edge.throughTheEdge(
                platform.token("roles-" + word, "research"),
                "{\"model\":\"text-embedding-3-small\",\"input\":\"" + word + "\"}");
        String id = EdgeClient.exchange(answer);
        replay.awaitExchange(id);
        String viewer = platform.token("viewer", "viewers");
        String nobody = platform.token("nobody", "research");
        assertThat(replay.get("/exchanges/" + id, "").statusCode()).isEqualTo(401);
        assertThat(replay.get("/exchanges/" + id, nobody).statusCode()).isEqualTo(403);
        assertThat(replay.get("/exchanges/" + id + "/request", viewer).statusCode())
                .isEqualTo(403);
        assertThat(replay.get("/exchanges?q=" + word, viewer).statusCode()).isEqualTo(403);
        HttpResponse<byte[]> metadata = replay.get("/exchanges/" + id, viewer);
        assertThat(metadata.statusCode()).isEqualTo(200);
        // The subject holds the word, too; the text must not.
        assertThat(new String(metadata.body())).doesNotContain("\"text\":\"" + word);
    }

    private static OpenAIClient sdk(String baseUrl, String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(baseUrl)
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "");
    }
}

package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams.EncodingFormat;
import com.sun.net.httpserver.HttpExchange;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenAI's SDK, unmodified: another base URL, and a token for its API key. */
class OpenAiSdkTest extends EdgeAndUpstream {

    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger unfinished = new AtomicInteger();

    @BeforeEach
    void limit() throws Exception {
        edge.document.connection(
                "models: [\"text-embedding-3-*\"]", "limits: { requestBytes: 4KiB, inputs: 3, timeout: 1s }");
    }

    @AfterEach
    void letGo() {
        over.countDown();
    }

    @Test
    void vectorsComeAsNumbersAndAsBase64() {
        upstream.answers((exchange, body) -> ScriptedUpstream.send(
                exchange,
                200,
                answer(
                        new String(body, StandardCharsets.UTF_8).contains("base64")
                                ? "\"AAAAPwAAoL8=\""
                                : "[0.5,-1.25]")));
        for (EncodingFormat format : List.of(EncodingFormat.FLOAT, EncodingFormat.BASE64)) {
            CreateEmbeddingResponse answer = sdk(token, 0)
                    .embeddings()
                    .create(request("a text")
                            .encodingFormat(format)
                            .dimensions(2)
                            .build());
            assertThat(answer.data().getFirst().embedding()).containsExactly(0.5f, -1.25f);
        }
        assertThat(upstream.asked).allMatch(asked -> asked.startsWith("Bearer secret-of-the-provider "));
    }

    @Test
    void itsRetriesWorkAndEachIsAnExchange() throws Exception {
        unfinished.set(1);
        upstream.answers((exchange, body) ->
                ScriptedUpstream.send(exchange, unfinished.getAndDecrement() > 0 ? 500 : 200, answer("[0.5,-1.25]")));
        assertThat(sdk(token, 1).embeddings().create(request("a text").build()).data())
                .hasSize(1);
        assertThat(PublishedEvents.of(edge.name, 2))
                .extracting(AuditExchange::getStatus)
                .containsExactly(500, 200);
    }

    @Test
    void aCompressedAnswerIsReadByItAndRecordedAsItCame() throws Exception {
        upstream.answers((exchange, body) -> compressed(exchange, answer("[0.5,-1.25]")));
        assertThat(sdk(token, 0).embeddings().create(request("a text").build()).data())
                .hasSize(1);
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getResponse().getBody().getContentEncoding()).isEqualTo("gzip");
        assertThat(event.getUsage().getTotalTokens()).isEqualTo(3);
    }

    @Test
    void eachRefusalIsItsOwnExceptionWithOurCode() throws Exception {
        refused(BadRequestException.class, "invalid_request", sdk(), request("a", "b", "c", "d"));
        refused(UnauthorizedException.class, "unauthenticated", sdk("no-token", 0), request("a"));
        refused(
                PermissionDeniedException.class,
                "not_permitted",
                sdk(),
                request("a").model("gpt-9"));
        refused(UnexpectedStatusCodeException.class, "request_too_large", sdk(), request("a".repeat(5000)));

        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 401, "{\"error\":\"key sk-1 is wrong\"}"));
        assertThat(refused(InternalServerException.class, "upstream_rejected_credential", sdk(), request("a")))
                .hasMessageNotContaining("sk-1");
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, "<html>"));
        refused(InternalServerException.class, "upstream_unreadable", sdk(), request("a"));
        upstream.answers((exchange, body) -> over.await());
        refused(InternalServerException.class, "upstream_timeout", sdk(), request("a"));

        OpenAIClient elsewhere = client(url("nowhere/v1"), token, 0);
        refused(NotFoundException.class, "unknown_connection", elsewhere, request("a"));
        upstream.close();
        refused(InternalServerException.class, "upstream_unreachable", sdk(), request("a"));
        assertThat(PublishedEvents.of(edge.name, 9))
                .extracting(AuditExchange::getOutcome)
                .containsOnly(Outcome.REFUSED, Outcome.UPSTREAM_FAILED);
    }

    private static <T extends OpenAIServiceException> T refused(
            Class<T> type, String code, OpenAIClient client, EmbeddingCreateParams.Builder request) {
        T refusal = catchThrowableOfType(type, () -> client.embeddings().create(request.build()));
        assertThat(refusal).as(code).isNotNull();
        assertThat(refusal.code()).hasValue(code);
        return refusal;
    }

    private static void compressed(HttpExchange exchange, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        // Length 0 is a body in chunks.
        exchange.sendResponseHeaders(200, 0);
        try (GZIPOutputStream packed = new GZIPOutputStream(exchange.getResponseBody())) {
            packed.write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static EmbeddingCreateParams.Builder request(String... texts) {
        return EmbeddingCreateParams.builder().model("text-embedding-3-small").inputOfArrayOfStrings(List.of(texts));
    }

    /** The form of OpenAI's API reference, "Create embeddings". */
    private static String answer(String embedding) {
        return "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":" + embedding
                + "}],\"model\":\"text-embedding-3-small\",\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}}";
    }

    private OpenAIClient sdk() {
        return sdk(token, 0);
    }

    private OpenAIClient sdk(String token, int retries) {
        return client(edge.url(), token, retries);
    }

    private static OpenAIClient client(String url, String token, int retries) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(url)
                .apiKey(token)
                .maxRetries(retries)
                .build();
    }
}

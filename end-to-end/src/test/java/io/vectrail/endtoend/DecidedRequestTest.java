package io.vectrail.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.PermissionDeniedException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.vectrail.local.testkit.Platform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A production caller's request with a card number waits, and somebody decides on it in a real browser. */
class DecidedRequestTest {

    private static final String CARD = "4111 1111 1111 1111";

    private final Platform platform = Platform.shared();
    private final PublishedConfig config = new PublishedConfig(platform);
    private final String document = config.text();
    private final String caller = "shop-" + UUID.randomUUID();

    @AfterEach
    void asItWas() {
        config.apply(document);
    }

    @Test
    void anApprovedRequestReturnsItsVectorAndARejectedOneRaisesTheSdksError() throws Exception {
        config.apply(document + "\npolicies:\n"
                + "  - { name: cards, match: { groups: [production] }, detect: [CREDIT_CARD], action: approve,"
                + " approvers: { groups: [privacy] }, hold: 90s }\n"
                + "  - { name: emails, match: { groups: [production] }, detect: [EMAIL_ADDRESS], action: mask }\n");
        Process browser = browser();
        CompletableFuture<CreateEmbeddingResponse> vector = new CompletableFuture<>();
        CompletableFuture<PermissionDeniedException> denied = new CompletableFuture<>();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = browser.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.equals("READY")) {
                    vector.completeAsync(() -> embed("card " + CARD + " of ann@example.com, please refund"));
                } else if (line.equals("NEXT")) {
                    denied = CompletableFuture.supplyAsync(() ->
                            catchThrowableOfType(PermissionDeniedException.class, () -> embed("another card " + CARD)));
                }
            }
        }
        assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(browser.exitValue()).as(String.join("\n", said)).isZero();
        assertThat(vector.get(10, TimeUnit.SECONDS).data().getFirst().embedding())
                .hasSize(1536);
        PermissionDeniedException raised = denied.get(10, TimeUnit.SECONDS);
        assertThat(raised.code()).contains("approval_rejected");
        assertThat(raised.getMessage()).contains("cards").doesNotContain("4111");
    }

    private CreateEmbeddingResponse embed(String text) {
        OpenAIClient sdk = OpenAIOkHttpClient.builder()
                .baseUrl(platform.edgeUrl() + "/openai/v1")
                .apiKey(platform.token(caller, "production"))
                .maxRetries(0)
                .timeout(Duration.ofMinutes(2))
                .build();
        try {
            return sdk.embeddings()
                    .create(EmbeddingCreateParams.builder()
                            .model("text-embedding-3-small")
                            .input(text)
                            .build());
        } finally {
            sdk.close();
        }
    }

    private Process browser() {
        Path web = CommandLineTest.root().resolve("replay-service/src/main/web");
        ProcessBuilder builder = new ProcessBuilder("node", "e2e/approvals.mjs")
                .directory(web.toFile())
                .redirectErrorStream(true);
        builder.environment().put("VECTRAIL_CONSOLE_URL", platform.replayUrl());
        builder.environment().put("VECTRAIL_TOKEN", platform.token("bea", "approvers", "privacy"));
        builder.environment().put("VECTRAIL_CALLER", caller);
        try {
            Path shots = Files.createDirectories(Path.of("target/screenshots")).toAbsolutePath();
            builder.environment().put("VECTRAIL_SHOTS", shots.toString());
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

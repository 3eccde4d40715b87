package io.vectrail.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.errors.PermissionDeniedException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import io.vectrail.local.testkit.Platform;
import java.util.Map;
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
        CompletableFuture<CreateEmbeddingResponse> vector = new CompletableFuture<>();
        CompletableFuture<PermissionDeniedException> denied = new CompletableFuture<>();
        browser().run(line -> {
            if (line.equals("READY")) {
                vector.completeAsync(() -> embed("card " + CARD + " of ann@example.com, please refund"));
            } else if (line.equals("NEXT")) {
                denied.completeAsync(() ->
                        catchThrowableOfType(PermissionDeniedException.class, () -> embed("another card " + CARD)));
            }
        });
        assertThat(vector.get(10, TimeUnit.SECONDS).data().getFirst().embedding())
                .hasSize(1536);
        PermissionDeniedException raised = denied.get(10, TimeUnit.SECONDS);
        assertThat(raised.code()).contains("approval_rejected");
        assertThat(raised.getMessage()).contains("cards").doesNotContain("4111");
    }

    private ConsoleScript browser() {
        return new ConsoleScript(
                platform,
                "approvals.mjs",
                Map.of("VECTRAIL_TOKEN", platform.token("bea", "approvers", "privacy"), "VECTRAIL_CALLER", caller));
    }

    private CreateEmbeddingResponse embed(String text) {
        try (SdkCaller sdk = new SdkCaller(platform, caller, "production")) {
            return sdk.embed(text);
        }
    }
}

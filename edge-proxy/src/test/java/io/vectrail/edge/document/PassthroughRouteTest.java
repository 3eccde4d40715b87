package io.vectrail.edge.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vectrail.provider.ProviderCodec;
import io.vectrail.provider.ProviderCodecs;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a document may let pass, and what of it passes. */
class PassthroughRouteTest {

    private final ProviderCodec openai = ProviderCodecs.of("openai", Map.of()).orElseThrow();
    private final ProviderCodec bedrock =
            ProviderCodecs.of("bedrock", Map.of("region", "eu-central-1")).orElseThrow();

    @Test
    void aRouteOfManySegmentsIsNoTrouble() {
        String path = "/a".repeat(30_000);
        PassthroughRoute route = PassthroughRoute.of("GET " + path + "/*?limit&after", openai);
        assertThat(route.path()).isEqualTo(path);
        assertThat(route.prefix()).isTrue();
        assertThat(route.queryParameters()).containsExactlyInAnyOrder("limit", "after");
        assertThat(route.permits("GET", path + "/b", openai)).isTrue();
        assertThat(route.permits("GET", path, openai)).isFalse();
    }

    @Test
    void anEmbeddingCallIsNoneOfThem() {
        for (String written : new String[] {"POST /v1/embeddings", "POST /v1/Embeddings", "POST /pooling"}) {
            assertThatIllegalArgumentException()
                    .as(written)
                    .isThrownBy(() -> PassthroughRoute.of(written, openai))
                    .withMessageContaining("nobody has seen");
        }
    }

    @Test
    void theSpellingThatACodecReadsIsTheOnlyOneThatIsSeen() {
        PassthroughRoute models = PassthroughRoute.of("POST /model/*", bedrock);
        assertThat(models.permits("POST", "/model/anthropic.claude-v2:1/converse", bedrock))
                .isTrue();
        assertThat(models.permits("POST", "/model/Cohere.embed-v4:0/invoke", bedrock))
                .isFalse();
        assertThat(models.permits("POST", "/model/cohere.embed-v4:0/INVOKE", bedrock))
                .isFalse();
    }

    @Test
    void aModelThatIsCalledAfterWhatItDoesMayBeAskedFor() {
        PassthroughRoute models = PassthroughRoute.of("GET /v1/models/*", openai);
        assertThat(models.permits("GET", "/v1/models/text-embedding-3-small", openai))
                .isTrue();
    }
}

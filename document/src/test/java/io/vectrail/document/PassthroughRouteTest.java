package io.vectrail.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.provider.ProviderCodec;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.runtime.config.ConfigurationException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a document may let pass, and what of it passes. */
class PassthroughRouteTest {

    private static final Targets HOST = new Targets("a", List.of(URI.create("http://h")), false, null);

    private final ProviderCodec openai = ProviderCodecs.of("openai", Map.of()).orElseThrow();
    private final ProviderCodec bedrock =
            ProviderCodecs.of("bedrock", Map.of("region", "eu-central-1")).orElseThrow();

    @Test
    void aRouteOfManySegmentsIsNoTrouble() {
        String path = "/a".repeat(30_000);
        PassthroughRoute route = PassthroughRoute.of("GET " + path + "/*?limit&after", openai, HOST);
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
                    .isThrownBy(() -> PassthroughRoute.of(written, openai, HOST))
                    .withMessageContaining("nobody has seen");
        }
    }

    @Test
    void theSpellingThatACodecReadsIsTheOnlyOneThatIsSeen() {
        PassthroughRoute models = PassthroughRoute.of("POST /model/*", bedrock, HOST);
        assertThat(models.permits("POST", "/model/anthropic.claude-v2:1/converse", bedrock))
                .isTrue();
        assertThat(models.permits("POST", "/model/Cohere.embed-v4:0/invoke", bedrock))
                .isFalse();
        assertThat(models.permits("POST", "/model/cohere.embed-v4:0/INVOKE", bedrock))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bedrock | /model/amazon.titan-embed-text-v2:0          | POST /invoke
            bedrock | /model/amazon.titan-embed-text-v2:0/         | POST /invoke
            bedrock | /model/amazon.titan-%65mbed-text-v2:0        | POST /invoke
            bedrock | /proxy/model/arn:aws:bedrock:x:1:y           | POST /invoke
            bedrock | /proxy//model;a=b//arn:aws:bedrock:x:1:y     | POST /invoke
            openai  | /v1/vector_stores                            | POST /vs_1
            openai  | /v1/embeddings                               | POST /all
            openai  | /v1%2dbeta/%66iles;a                         | POST /all
            """)
    void aTargetsPathHidesNoEmbeddingCall(String provider, String prefix, String written) {
        assertThatThrownBy(() -> connection(provider, prefix, written))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nobody has seen");
    }

    @Test
    void neitherDoesItWhereTheCallerSaysTheRest() {
        Connection models = connection("bedrock", "/proxy/model", "POST /titan/*");
        assertThat(models.passthrough("POST", "/titan/converse")).isPresent();
        assertThat(models.passthrough("POST", "/titan/invoke")).isEmpty();
        assertThat(models.passthrough("POST", "/titan/invoke-with-response-stream"))
                .isEmpty();
    }

    @Test
    void ofSeveralTargetsEachIsLookedAt() {
        assertThatThrownBy(() -> connection("openai", "/v1\", \"http://h/v1/files", "POST /all"))
                .hasMessageContaining("nobody has seen");
        assertThat(connection("openai", "/v1\", \"http://h/v2", "POST /all").passthrough("POST", "/all"))
                .isPresent();
    }

    private static Connection connection(String provider, String prefix, String passthrough) {
        String document = """
                version: 1
                connections:
                  - name: a
                    provider: %s
                    targets: ["http://h%s"]
                    credential: none
                    passthrough: ["%s"]
                """.formatted(
                        provider.equals("bedrock") ? "bedrock\n    codec: { region: eu-central-1 }" : provider,
                        prefix,
                        passthrough);
        AllowList allow = new AllowList(List.of("h:80"), null, null, false);
        return Objects.requireNonNull(new DocumentReader(allow, Map.of(), null, null)
                .read("doc.yaml", document.getBytes(StandardCharsets.UTF_8))
                .connection("a"));
    }

    @Test
    void aModelThatIsCalledAfterWhatItDoesMayBeAskedFor() {
        PassthroughRoute models = PassthroughRoute.of("GET /v1/models/*", openai, HOST);
        assertThat(models.permits("GET", "/v1/models/text-embedding-3-small", openai))
                .isTrue();
    }
}

package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeminiCodecTest extends ProviderCodecContract {

    private final ProviderCodec codec = ProviderCodecs.of("gemini", Map.of()).orElseThrow();

    GeminiCodecTest() {
        super("gemini");
    }

    @Test
    void thePathNamesTheModel() {
        for (String version : List.of("/v1", "/v1beta")) {
            for (String name : List.of("embedContent", "batchEmbedContents")) {
                assertThat(codec.operation("POST", version + "/models/gemini-embedding-2:" + name))
                        .map(Operation::model)
                        .hasValue("gemini-embedding-2");
            }
        }
        assertThat(codec.credentialForm()).isEqualTo(CredentialForm.GOOGLE_API_KEY);
    }

    @Test
    void noOtherRouteIsKnown() {
        assertThat(codec.operation("GET", "/v1/models/m:embedContent")).isEmpty();
        for (String path : List.of(
                "/models/m:embedContent",
                "/v2/models/m:embedContent",
                "/v1beta/tunedModels/m:embedContent",
                "/v1beta/models/m:generateContent",
                "/v1beta/models/m:asyncBatchEmbedContent",
                "/v1beta/models/m:embedContent/",
                "/v1beta/models/m%3AembedContent",
                "/v1beta/models/m%2e:embedContent",
                "/v1beta/models/..:embedContent",
                "/v1beta/models/a..b:embedContent",
                "/v1beta/models/.m:embedContent",
                "/v1beta/models/m;a=b:embedContent",
                "/v1beta/models/m:x:embedContent",
                "/v1beta/models/a/m:embedContent",
                "/v1beta/models/:embedContent",
                "/v1beta/models/m\n:embedContent",
                "/v1beta/models/m:embedContent\n")) {
            assertThat(codec.operation("POST", path)).as(path).isEmpty();
        }
    }

    @Test
    void ofTheQueryOnlyTheFormOfTheAnswerPasses() {
        Operation operation =
                codec.operation("POST", "/v1beta/models/m:embedContent").orElseThrow();
        assertThat(operation.queryParameters())
                .contains("alt=json", "%24alt=json%3Benum-encoding%3Dint")
                .doesNotContain("alt", "key", "alt=sse", "alt=media", "alt=proto", "fields", "callback");
    }

    @Test
    void batchesAndStoresAreWaysOnWhichNobodySeesTheTexts() {
        for (String path : List.of(
                "/v1beta/models/m:asyncbatchembedcontent",
                "/v1beta/models/m:batchgeneratecontent",
                "/v1beta/models/m:batchembedtext",
                "/upload/v1beta/files",
                "/batch",
                "/v1beta/files",
                "/v1beta/files/a",
                "/v1beta/files:register",
                "/v1beta/batches/b",
                "/v1beta/filesearchstores/s:importfile",
                "/v1beta/corpora/c/documents",
                "/v1beta/openai/embeddings")) {
            assertThat(codec.unseen("POST", path)).as(path).isTrue();
        }
        assertThat(codec.unseen("GET", "/v1beta/models")).isFalse();
        assertThat(codec.unseen("POST", "/v1beta/models/m:generatecontent")).isFalse();
        assertThat(codec.unseen("POST", "/v1beta/models/m:counttokens")).isFalse();
        assertThat(codec.unseen("POST", "/v1beta/filesystem")).isFalse();
    }

    @Test
    void aPathOfManyDotsIsNoTrouble() {
        String path = "/v1/models/" + "a.".repeat(100_000) + "a:generateContent";
        assertThat(codec.operation("POST", path)).isEmpty();
        assertThat(codec.unseen("POST", path.toLowerCase(Locale.ROOT))).isFalse();
    }
}

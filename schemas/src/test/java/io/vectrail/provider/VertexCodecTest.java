package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VertexCodecTest extends ProviderCodecContract {

    private static final String MODELS = "/v1/projects/my-project/locations/us-central1/publishers/google/models/";

    private final ProviderCodec codec = ProviderCodecs.of("vertex", Map.of()).orElseThrow();

    VertexCodecTest() {
        super("vertex");
    }

    @Test
    void thePathNamesTheModel() {
        for (String path : List.of(
                MODELS + "multimodalembedding@001:predict",
                MODELS + "multimodalembedding@001:embedContent",
                MODELS.replace("/v1/", "/v1beta1/") + "multimodalembedding@001:predict")) {
            assertThat(codec.operation("POST", path)).map(Operation::model).hasValue("multimodalembedding@001");
        }
        assertThat(codec.credentialForm()).isEqualTo(CredentialForm.GOOGLE_CLOUD_TOKEN);
    }

    @Test
    void noOtherRouteIsKnown() {
        assertThat(codec.operation("GET", MODELS + "m:predict")).isEmpty();
        for (String path : List.of(
                MODELS + "m:generateContent",
                MODELS + "m:rawPredict",
                MODELS + "m:predict/",
                MODELS + "m%40001:predict",
                MODELS + "m@:predict",
                MODELS + "m@1@2:predict",
                MODELS + "..:predict",
                MODELS + "m;a=b:predict",
                MODELS + "a/m:predict",
                MODELS.replace("my-project", "..") + "m:predict",
                MODELS.replace("my-project", "a%2fb") + "m:predict",
                MODELS.replace("us-central1", ".") + "m:predict",
                MODELS.replace("us-central1", "us;x") + "m:predict",
                MODELS.replace("google", "anthropic") + "m:predict",
                "/v1/publishers/google/models/m:predict",
                "/v1/projects/p/locations/l/endpoints/e:predict")) {
            assertThat(codec.operation("POST", path)).as(path).isEmpty();
        }
    }

    @Test
    void batchesAndOtherEndpointsAreWaysOnWhichNobodySeesTheTexts() {
        String location = "/v1/projects/p/locations/l/";
        for (String path : List.of(
                location + "batchpredictionjobs",
                location + "batchpredictionjobs/j:cancel",
                location + "endpoints/e:predict",
                location + "endpoints/e:rawpredict",
                location + "endpoints/openapi/embeddings",
                location + "endpoints/e:explain",
                location + "endpoints/e:directrawpredict",
                location + "endpoints/e/invoke/v1/x",
                location + "endpoints/e/deployedmodels/d/invoke/score",
                location + "endpoints/e/x",
                "/v1/projects/p/locations/l:retrievecontexts",
                "/v1beta1/projects/p/locations/l:asyncretrievecontexts",
                "/v1beta1/projects/p/locations/l:askcontexts",
                "/v1/projects/p/locations/l:augmentprompt",
                location + "reasoningengines/r/memories",
                location + "reasoningengines/r/memories:retrieve",
                location + "publishers/google/models/m:serverstreamingpredict",
                location + "ragcorpora/c/ragfiles:import",
                "/v1/publishers/google/models/m:embedcontent",
                "/upload/v1/projects/p/locations/l/ragcorpora/c/ragfiles:upload",
                "/batch")) {
            assertThat(codec.unseen("POST", path)).as(path).isTrue();
        }
        assertThat(codec.unseen("GET", location + "models")).isFalse();
        assertThat(codec.unseen("POST", location + "publishers/google/models/m:generatecontent"))
                .isFalse();
        assertThat(codec.unseen("POST", location + "publishers/google/models/m:counttokens"))
                .isFalse();
        for (String path : List.of(
                "endpoints",
                "endpoints/e",
                "endpoints/e:generatecontent",
                "endpoints/e:streamgeneratecontent",
                "endpoints/e:counttokens",
                "endpoints/openapi/chat/completions",
                "endpoints/e/operations/o")) {
            assertThat(codec.unseen("POST", location + path)).as(path).isFalse();
        }
    }

    @Test
    void aPathOfManyDotsIsNoTrouble() {
        String path = MODELS + "a.".repeat(100_000) + "a:generateContent";
        assertThat(codec.operation("POST", path)).isEmpty();
        assertThat(codec.unseen("POST", path.toLowerCase(Locale.ROOT))).isFalse();
    }
}

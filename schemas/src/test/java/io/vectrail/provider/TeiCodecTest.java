package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TeiCodecTest extends ProviderCodecContract {

    private final ProviderCodec codec =
            ProviderCodecs.of("tei", Map.of("model", "BAAI/bge-m3")).orElseThrow();

    TeiCodecTest() {
        super("tei");
    }

    @Test
    void whatAnswersNoVectorIsNoEmbedding() {
        for (String path : new String[] {"/predict", "/rerank", "/tokenize", "/decode", "/similarity", "/"}) {
            assertThat(codec.operation("POST", path)).as(path).isEmpty();
        }
    }

    @Test
    void otherPlatformsFormsAreWaysOnWhichNobodySeesTheTexts() {
        assertThat(codec.unseen("POST", "/vertex")).isTrue();
        assertThat(codec.unseen("POST", "/invocations")).isTrue();
        assertThat(codec.unseen("POST", "")).isTrue();
        assertThat(codec.unseen("POST", "/api/embed")).isTrue();
        assertThat(codec.unseen("GET", "/info")).isFalse();
        assertThat(codec.unseen("POST", "/rerank")).isFalse();
    }

    @Test
    void tokensAreCountedInAHeaderAndTheModelStandsInTheSettings() {
        assertThat(codec.usageHeader()).isEqualTo("x-compute-tokens");
        assertThat(codec.settings()).containsOnly(Map.entry("model", "BAAI/bge-m3"));
    }
}

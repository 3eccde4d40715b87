package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VoyageCodecTest extends ProviderCodecContract {

    private final ProviderCodec codec = ProviderCodecs.of("voyage", Map.of()).orElseThrow();

    VoyageCodecTest() {
        super("voyage");
    }

    @Test
    void rerankingIsNoEmbedding() {
        assertThat(codec.operation("POST", "/v1/rerank")).isEmpty();
        assertThat(codec.operation("GET", "/v1/embeddings")).isEmpty();
    }

    @Test
    void aBatchIsAWayOnWhichNobodySeesTheTexts() {
        assertThat(codec.unseen("POST", "/v1/files")).isTrue();
        assertThat(codec.unseen("POST", "/v1/batches")).isTrue();
        assertThat(codec.unseen("POST", "/v2/multimodalembeddings")).isTrue();
        assertThat(codec.unseen("POST", "/v1/rerank")).isFalse();
    }
}

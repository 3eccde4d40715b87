package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JinaCodecTest extends ProviderCodecContract {

    private final ProviderCodec codec = ProviderCodecs.of("jina", Map.of()).orElseThrow();

    JinaCodecTest() {
        super("jina");
    }

    @Test
    void rerankingIsNoEmbedding() {
        assertThat(codec.operation("POST", "/v1/rerank")).isEmpty();
        assertThat(codec.operation("POST", "/v1/classify")).isEmpty();
    }

    @Test
    void aBatchIsAWayOnWhichNobodySeesTheTexts() {
        assertThat(codec.unseen("POST", "/v1/batch/embeddings")).isTrue();
        assertThat(codec.unseen("POST", "/v1/bulk-embeddings")).isTrue();
        assertThat(codec.unseen("POST", "/embeddings")).isTrue();
        assertThat(codec.unseen("GET", "/v1/models")).isFalse();
    }
}

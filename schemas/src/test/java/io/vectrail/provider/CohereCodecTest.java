package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CohereCodecTest extends ProviderCodecContract {

    private final ProviderCodec codec = ProviderCodecs.of("cohere", Map.of()).orElseThrow();

    CohereCodecTest() {
        super("cohere");
    }

    @Test
    void onlyTheEmbedRoutesAreKnown() {
        assertThat(codec.operation("POST", "/v1/embed")).isPresent();
        assertThat(codec.operation("POST", "/v2/embed")).isPresent();
        assertThat(codec.operation("GET", "/v2/embed")).isEmpty();
        assertThat(codec.operation("POST", "/v2/embed/")).isEmpty();
        assertThat(codec.operation("POST", "/v2/%65mbed")).isEmpty();
        assertThat(codec.operation("POST", "/v2/chat")).isEmpty();
        assertThat(codec.operation("POST", "/v1/embed-jobs")).isEmpty();
    }

    @Test
    void dataSetsAndTheirJobsAreWaysOnWhichNobodySeesTheTexts() {
        assertThat(codec.unseen("POST", "/v1/datasets")).isTrue();
        assertThat(codec.unseen("POST", "/v1/embed-jobs")).isTrue();
        assertThat(codec.unseen("POST", "/v1/embed-jobs/1/cancel")).isTrue();
        assertThat(codec.unseen("POST", "/v2/batches")).isTrue();
        assertThat(codec.unseen("POST", "/compatibility/v1/embeddings")).isTrue();
        assertThat(codec.unseen("POST", "/v1/rerank")).isFalse();
        assertThat(codec.unseen("GET", "/v1/models")).isFalse();
    }
}

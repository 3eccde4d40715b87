package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OllamaCodecTest extends ProviderCodecContract {

    private final ProviderCodec codec = ProviderCodecs.of("ollama", Map.of()).orElseThrow();

    OllamaCodecTest() {
        super("ollama");
    }

    @Test
    void whatGeneratesTextOrChangesModelsIsNoEmbedding() {
        assertThat(codec.operation("POST", "/api/generate")).isEmpty();
        assertThat(codec.operation("POST", "/api/pull")).isEmpty();
        assertThat(codec.operation("GET", "/api/embed")).isEmpty();
    }

    @Test
    void whatAServerMayTakeForItsRoutesDoesNotPassUnseen() {
        assertThat(codec.unseen("POST", "/embed")).isTrue();
        assertThat(codec.unseen("POST", "/embeddings")).isTrue();
        assertThat(codec.unseen("GET", "/api/tags")).isFalse();
    }
}

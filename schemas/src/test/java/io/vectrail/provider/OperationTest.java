package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperationTest {

    @Test
    void nobodyReadsTheBodiesOfWhatPassesThrough() {
        Operation operation = Operation.passthrough(Set.of("limit"));
        assertThat(operation.passesThrough()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> operation.readRequest(new byte[0], 1));
        assertThatIllegalStateException()
                .isThrownBy(() -> operation.readResponse(
                        new EmbeddingRequest("", List.of(), List.of(), null, VectorType.FLOAT), new byte[0]));
    }

    @Test
    void aParameterPassesByItsNameOrWithTheOneValueThatItMayHave() {
        Operation passing = Operation.passthrough(Set.of("limit"));
        assertThat(passing.takes("limit")).isTrue();
        assertThat(passing.takes("limit=5")).isTrue();
        assertThat(passing.takes("after=a")).isFalse();
        Operation gemini = ProviderCodecs.of("gemini", Map.of())
                .flatMap(codec -> codec.operation("POST", "/v1/models/m:embedContent"))
                .orElseThrow();
        assertThat(gemini.takes("alt=json")).isTrue();
        assertThat(gemini.takes("alt=sse")).isFalse();
        assertThat(gemini.takes("alt")).isFalse();
    }
}

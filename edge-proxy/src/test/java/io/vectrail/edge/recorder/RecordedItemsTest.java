package io.vectrail.edge.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AvroBinary;
import io.vectrail.event.ItemAction;
import io.vectrail.event.RecordedItem;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.provider.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bodies that do not fit into their exchange's event go into chunks; what is recorded of the inputs has to fit. */
class RecordedItemsTest {

    @Test
    void theMostInputsWithTheMostMediaStayWellBelowKafkasLimit() {
        String medium = "{\"image\":\"data:" + "\u20ac".repeat(1000) + ";base64,AAAA\"}";
        String body = "{\"model\":\"m\",\"input\":[" + (medium + ",").repeat(1024)
                + "\"a text\",".repeat(EmbeddingRequest.MOST_INPUTS - 1025) + "\"a text\"]}";
        Reading<EmbeddingRequest> reading = ProviderCodecs.of("jina", Map.of())
                .flatMap(codec -> codec.operation("POST", "/v1/embeddings"))
                .orElseThrow()
                .readRequest(body.getBytes(StandardCharsets.UTF_8), EmbeddingRequest.MOST_INPUTS);
        List<RecordedItem> items =
                RecordedItems.of(((Reading.Read<EmbeddingRequest>) reading).value(), Map.of(), ItemAction.PASSED);
        assertThat(items).hasSize(EmbeddingRequest.MOST_INPUTS);
        assertThat(items.stream()
                        .mapToLong(item -> AvroBinary.write(item, 64).length)
                        .sum())
                .isLessThan(768 << 10);
    }
}

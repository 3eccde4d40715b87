package io.vectrail.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.policy.Documents;
import io.vectrail.policy.rule.Action;
import io.vectrail.policy.rule.CannotBeExpressedException;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingResponse;
import io.vectrail.provider.Operation;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.provider.Reading;
import io.vectrail.provider.json.Replacement;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is released of an answer's vectors, by what stands in it. */
class ReleasedVectorsTest {

    private static final Operation EMBEDDINGS = ProviderCodecs.of("openai", Map.of())
            .flatMap(codec -> codec.operation("POST", "/v1/embeddings"))
            .orElseThrow();

    @Test
    void whatIsSetToZeroIsZeroAlsoWhereItOnlyReadAsZero() throws Exception {
        assertThat(released("keep: \"0..0\"", "[0.5,1e-50,0.25]")).contains("[0.5,0.0,0.0]");
        assertThat(released("zero: [\"1..1\"]", "[0.5,1e-50,0.25]")).contains("[0.5,0.0,0.25]");
    }

    @Test
    void whatWouldBeNoFiniteNumberIsNotReleased() throws Exception {
        assertThatThrownBy(() -> released("truncate: 2, renormalise: true", "[1e39,1,2]"))
                .isInstanceOf(CannotBeExpressedException.class);
        assertThatThrownBy(() -> released("quantise: 4", "[1e39,1,2]")).isInstanceOf(CannotBeExpressedException.class);
        assertThat(released("quantise: 8", "[3.4e38,-3.4e38,0.5]")).doesNotContain("NaN", "Infinity");
    }

    @Test
    void aVectorIsChangedInOnePiece() throws Exception {
        byte[] body = answer("[0.5,1.50,0.25,0.125,2]");
        List<Replacement> changes = changes("zero: [\"1..1\", \"3..3\"]", body);
        assertThat(changes).hasSize(1);
        assertThat(new String(changes.getFirst().json(), StandardCharsets.US_ASCII))
                .isEqualTo("0.0,0.25,0.0");
    }

    private static String released(String keys, String vector) throws CannotBeExpressedException {
        byte[] body = answer(vector);
        return new String(Replacement.apply(body, changes(keys, body)), StandardCharsets.UTF_8);
    }

    private static List<Replacement> changes(String keys, byte[] body) throws CannotBeExpressedException {
        Action action = Documents.rules("policies: [{ name: a, action: redact-vector, " + keys + " }]")
                .rules()
                .getFirst()
                .action();
        BitSet first = new BitSet();
        first.set(0);
        Redactions redactions = new Redactions();
        redactions.add(first, ((Action.RedactVector) action).redactions());
        byte[] asked = "{\"model\":\"m\",\"input\":\"a\"}".getBytes(StandardCharsets.UTF_8);
        EmbeddingRequest request =
                ((Reading.Read<EmbeddingRequest>) EMBEDDINGS.readRequest(asked, EmbeddingRequest.MOST_INPUTS)).value();
        EmbeddingResponse response = ((Reading.Read<EmbeddingResponse>) EMBEDDINGS.readResponse(request, body)).value();
        return ReleasedVectors.changes(body, response, Set.of(), redactions, new Random(1));
    }

    private static byte[] answer(String vector) {
        return ("{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":" + vector
                        + "}],\"model\":\"m\",\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}

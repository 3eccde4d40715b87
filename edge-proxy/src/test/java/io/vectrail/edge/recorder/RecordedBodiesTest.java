package io.vectrail.edge.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.CheckedDocument;
import io.vectrail.edge.exchange.Arrivals;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.event.BodyState;
import io.vectrail.event.RecordedBody;
import io.vectrail.policy.decide.Verdict;
import io.vectrail.policy.rule.RuleSet;
import io.vectrail.provider.json.Replacement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A refused request's body is recorded only as rules made it. */
class RecordedBodiesTest {

    private static final byte[] BODY = "[\"ann@example.com\"]".getBytes(StandardCharsets.UTF_8);

    private final Exchange exchange = new Exchange(
                    Arrivals.of("POST", "/v1/embeddings", ""), new CheckedDocument("hash", Map.of(), RuleSet.NONE))
            .bodyRead(BODY)
            .plainBody(BODY);

    @Test
    void aBodyInWhichNothingWasReplacedYetIsNotKept() {
        Replacement mask = Replacement.string(1, BODY.length - 1, "<EMAIL_ADDRESS>");
        exchange.judged(new Verdict(
                null,
                List.of(mask),
                List.of(),
                Verdict.NOTHING.items(),
                Verdict.NOTHING.masked(),
                Verdict.NOTHING.withheld(),
                Verdict.NOTHING.redactions(),
                null,
                List.of(),
                List.of(),
                true));
        RecordedBody body = RecordedBodies.ofRefused(exchange);
        assertThat(body.getState()).isEqualTo(BodyState.WITHHELD);
        assertThat(body.getContent()).isNull();
        assertThat(body.getSize()).isEqualTo(BODY.length);
        exchange.hide(List.of(mask));
        assertThat(StandardCharsets.UTF_8
                        .decode(RecordedBodies.ofRefused(exchange).getContent())
                        .toString())
                .isEqualTo("[\"<EMAIL_ADDRESS>\"]");
    }

    @Test
    void aBodyInWhichNothingWasFoundIsKeptAsItCame() {
        assertThat(RecordedBodies.ofRefused(exchange.judged(Verdict.NOTHING)).getState())
                .isEqualTo(BodyState.VERBATIM);
    }
}

package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.Forwarded;
import io.vectrail.event.Outcome;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first call has shown to the upstream, a second one that fails does not take back. */
class SecondCredentialTest {

    @Test
    void aTextThatTheFirstCallSentIsRecordedAsSent(@TempDir Path folder) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedUpstream upstream = new ScriptedUpstream();
                EdgeUnderTest edge = EdgeUnderTest.before(folder, upstream.url())) {
            upstream.answers((exchange, body) -> {
                if (upstream.asked.size() == 1) {
                    ScriptedUpstream.send(exchange, 401, "{}");
                } else {
                    over.await();
                }
            });
            edge.document.connection("""
                    credentials: [ { value: first-secret, from: 2026-02-01T00:00:00Z }, { value: second-secret } ]
                    limits: { timeout: 1s }
                    """);
            edge.restart();
            assertThat(edge.post(edge.token("alice"), "{\"model\":\"m\",\"input\":\"a\"}")
                            .statusCode())
                    .isEqualTo(504);
            assertThat(upstream.asked).hasSize(2);
            AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
            assertThat(event.getOutcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
            assertThat(event.getForwarded()).isEqualTo(Forwarded.YES);
            assertThat(event.getTargets()).containsExactly(upstream.url());
            assertThat(event.getUpstreamMicros()).isGreaterThan(900_000);
        } finally {
            over.countDown();
        }
    }
}

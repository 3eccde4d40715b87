package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.Forwarded;
import io.vectrail.event.Outcome;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What upstreams do wrong, and what the edge makes of it. */
class UpstreamTroubleTest extends TroubledEdge {

    @Test
    void theProvidersKeyGoesUpstreamAndTheCallersTokenDoesNot() throws Exception {
        edge.post(token, BODY);
        assertThat(upstream.asked).containsExactly("Bearer secret-of-the-provider " + BODY);
    }

    @Test
    void aRejectedCredentialIsSaidWithoutTheUpstreamsWords() throws Exception {
        upstream.answers((exchange, body) ->
                ScriptedUpstream.send(exchange, 401, "{\"error\":\"bad key secret-of-the-provider\"}"));
        HttpResponse<byte[]> answer = edge.post(token, BODY);
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(new String(answer.body()))
                .contains("upstream_rejected_credential")
                .doesNotContain("secret-of-the-provider");
        assertThat(PublishedEvents.of(edge.name, 1).getFirst().getOutcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
    }

    @Test
    void noAnswerThatQuotesTheProvidersKeyPassesWhateverItsStatus() throws Exception {
        for (int status : new int[] {200, 400, 407, 429, 500}) {
            upstream.answers((exchange, body) ->
                    ScriptedUpstream.send(exchange, status, "{\"you sent\":\"secret-of-the-provider\"}"));
            HttpResponse<byte[]> quoted = edge.post(token, BODY);
            assertThat(quoted.statusCode()).isEqualTo(502);
            assertThat(new String(quoted.body())).doesNotContain("secret-of-the-provider");
        }
        upstream.answers((exchange, body) -> {
            exchange.getResponseHeaders().set("X-Debug", "key=secret-of-the-provider");
            ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD);
        });
        assertThat(edge.post(token, BODY).statusCode()).isEqualTo(502);
        assertThat(edge.journalText()).doesNotContain("secret-of-the-provider");
    }

    @Test
    void otherErrorsOfTheUpstreamPassAsTheyCame() throws Exception {
        upstream.answers((exchange, body) -> {
            exchange.getResponseHeaders().set("Retry-After", "70");
            exchange.getResponseHeaders().set("Set-Cookie", "a=b");
            ScriptedUpstream.send(exchange, 429, "{\"error\":{\"code\":\"slow_down\"}}");
        });
        HttpResponse<byte[]> answer = edge.post(token, BODY);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(new String(answer.body())).isEqualTo("{\"error\":{\"code\":\"slow_down\"}}");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("70");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(PublishedEvents.of(edge.name, 1).getFirst().getOutcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void anErrorWithoutABodyPassesThoughItNamesAnEncoding() throws Exception {
        for (int status : new int[] {400, 429, 500}) {
            upstream.answers((exchange, body) -> {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                exchange.getResponseHeaders().set("Retry-After", "70");
                exchange.sendResponseHeaders(status, -1);
            });
            HttpResponse<byte[]> answer = edge.post(token, BODY);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Retry-After")).contains("70");
            assertThat(answer.body()).isEmpty();
        }
        assertThat(PublishedEvents.of(edge.name, 3))
                .extracting(AuditExchange::getRefusalCode)
                .containsOnlyNulls();
    }

    @Test
    void anAnswerThatCannotBeInspectedIsNotReleased() throws Exception {
        for (String odd : List.of("<html>hello", "{\"data\":[]}", ScriptedUpstream.GOOD + "x")) {
            upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, odd));
            HttpResponse<byte[]> answer = edge.post(token, BODY);
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(new String(answer.body()))
                    .contains("upstream_unreadable")
                    .doesNotContain("hello");
        }
    }

    @Test
    void anUpstreamThatDoesNotAnswerInTimeIsATimeoutAndOneThatIsAwayIsUnreachable() throws Exception {
        edge.document.connection("limits: { timeout: 300ms }");
        edge.restart();
        CountDownLatch release = new CountDownLatch(1);
        upstream.answers((exchange, body) -> release.await(20, TimeUnit.SECONDS));
        HttpResponse<byte[]> late = edge.post(token, BODY);
        release.countDown();
        assertThat(late.statusCode()).isEqualTo(504);
        assertThat(new String(late.body())).contains("upstream_timeout");
        upstream.close();
        HttpResponse<byte[]> away = edge.post(token, BODY);
        assertThat(away.statusCode()).isEqualTo(502);
        assertThat(new String(away.body())).contains("upstream_unreachable");
        List<AuditExchange> events = PublishedEvents.of(edge.name, 2);
        assertThat(events).extracting(AuditExchange::getOutcome).containsOnly(Outcome.UPSTREAM_FAILED);
        assertThat(events.get(0).getForwarded()).isEqualTo(Forwarded.MAYBE);
        assertThat(events.get(1).getForwarded()).isEqualTo(Forwarded.NO);
    }
}

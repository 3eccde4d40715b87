package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.Forwarded;
import io.vectrail.event.Outcome;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A text that reached the upstream has its one record, whatever then goes wrong. */
class WriteAheadTest extends TroubledEdge {

    @Test
    void theRequestIsOnTheDiskBeforeTheUpstreamSeesItAndTheResponseBeforeTheCallerDoes() throws Exception {
        AtomicBoolean before = new AtomicBoolean();
        upstream.answers((exchange, body) -> {
            before.set(edge.journalText().contains("a word in time")
                    && !edge.journalText().contains("0.6,0.8"));
            ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD);
        });
        HttpResponse<byte[]> answer = edge.post(token, BODY);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(before).isTrue();
        assertThat(edge.journalText()).contains("0.6,0.8");
    }

    @Test
    void aStopCutsNoRequestThatIsUnderWay() throws Exception {
        CountDownLatch arrived = new CountDownLatch(4);
        CountDownLatch release = new CountDownLatch(1);
        upstream.answersWhenLetGo(arrived, release);
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                calls.add(CompletableFuture.supplyAsync(this::status, threads));
            }
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> restart = CompletableFuture.runAsync(
                    () -> {
                        try {
                            edge.restart();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    threads);
            Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> !restart.isDone());
            release.countDown();
            assertThat(calls)
                    .allSatisfy(call -> assertThat(call)
                            .succeedsWithin(Duration.ofSeconds(20))
                            .isEqualTo(200));
            restart.get(60, TimeUnit.SECONDS);
        }
        assertThat(PublishedEvents.of(edge.name, 4))
                .extracting(AuditExchange::getOutcome)
                .containsOnly(Outcome.COMPLETED);
    }

    @Test
    void aClientThatHangsUpInTheMiddleOfItsUploadHasForwardedNothing() throws Exception {
        try (Socket hasty = send("Content-Length: " + BODY.length() + "\r\nExpect: 100-continue\r\n\r\n")) {
            assertThat(new String(hasty.getInputStream().readNBytes(25))).startsWith("HTTP/1.1 100 Continue");
            hasty.getOutputStream().write(BODY.getBytes(StandardCharsets.US_ASCII), 0, 20);
            hasty.setSoLinger(true, 0);
        }
        AuditExchange only = onlyRecord();
        assertThat(only.getOutcome()).isEqualTo(Outcome.CLIENT_GONE);
        assertThat(only.getForwarded()).isEqualTo(Forwarded.NO);
        assertThat(only.getRequest().getBody().getContent()).isNull();
        assertThat(upstream.asked).hasSize(1);
    }

    @Test
    void aClientThatHangsUpWhileTheUpstreamWorksHasItsTextAndItsAnswerRecorded() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        upstream.answers((exchange, body) -> {
            arrived.countDown();
            goOn.await(60, TimeUnit.SECONDS);
            ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD);
        });
        try (Socket hasty = send("Content-Length: " + BODY.length() + "\r\n\r\n" + BODY)) {
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            hasty.setSoLinger(true, 0);
        }
        goOn.countDown();
        AuditExchange only = onlyRecord();
        assertThat(only.getOutcome()).isIn(Outcome.COMPLETED, Outcome.CLIENT_GONE);
        assertThatUpstreamSawWhatStandsIn(only);
        assertThat(text(only.getResponse().getBody().getContent())).isEqualTo(ScriptedUpstream.GOOD);
    }

    @Test
    void aClientThatHangsUpWhileItsAnswerIsWrittenHasAllOfItRecorded() throws Exception {
        String wide = ScriptedUpstream.GOOD + " ".repeat(20 << 20);
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, wide));
        try (Socket hasty = send("Content-Length: " + BODY.length() + "\r\n\r\n" + BODY)) {
            assertThat(new String(hasty.getInputStream().readNBytes(12))).isEqualTo("HTTP/1.1 200");
            hasty.setSoLinger(true, 0);
        }
        AuditExchange only = onlyRecord();
        assertThat(only.getOutcome()).isEqualTo(Outcome.COMPLETED);
        assertThatUpstreamSawWhatStandsIn(only);
        assertThat(only.getResponse().getBody().getSize()).isEqualTo(wide.length());
        assertThat(only.getResponse().getBody().getChunks()).isPositive();
    }

    @Test
    void anUpstreamThatTakesTooLongHasTheTextItSawRecorded() throws Exception {
        edge.document.connection("limits: { timeout: 1s }");
        edge.restart();
        CountDownLatch goOn = new CountDownLatch(1);
        upstream.answers((exchange, body) -> goOn.await(60, TimeUnit.SECONDS));
        assertThat(status()).isEqualTo(504);
        goOn.countDown();
        assertFailed(onlyRecord(), "upstream_timeout", Forwarded.MAYBE);
    }

    @Test
    void anUpstreamThatCutsTheConnectionInItsAnswerHasTheTextItSawRecorded() throws Exception {
        upstream.answers((exchange, body) -> {
            exchange.sendResponseHeaders(200, ScriptedUpstream.GOOD.length());
            exchange.getResponseBody().write(ScriptedUpstream.GOOD.getBytes(StandardCharsets.US_ASCII), 0, 40);
            exchange.getResponseBody().flush();
            throw new IOException("cut");
        });
        assertThat(status()).isEqualTo(502);
        assertFailed(onlyRecord(), "upstream_unreachable", Forwarded.YES);
    }

    @Test
    void anUpstreamThatTakesTooLongInTheMiddleOfItsAnswerIsATimeoutAndHasTheTextItSawRecorded() throws Exception {
        edge.document.connection("limits: { timeout: 1s }");
        edge.restart();
        CountDownLatch goOn = new CountDownLatch(1);
        upstream.answers((exchange, body) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(ScriptedUpstream.GOOD.getBytes(StandardCharsets.US_ASCII), 0, 40);
            exchange.getResponseBody().flush();
            goOn.await(60, TimeUnit.SECONDS);
        });
        assertThat(status()).isEqualTo(504);
        goOn.countDown();
        assertFailed(onlyRecord(), "upstream_timeout", Forwarded.YES);
    }

    @Test
    void anAnswerThatCannotBeReadHasTheTextThatTheUpstreamSawRecorded() throws Exception {
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, "<html>hello"));
        assertThat(status()).isEqualTo(502);
        AuditExchange only = onlyRecord();
        assertFailed(only, "upstream_unreadable", Forwarded.YES);
        assertThat(only.toString()).doesNotContain("hello");
    }

    @Test
    void anAnswerThatIsRefusedForItsSizeHasTheTextThatTheUpstreamSawRecorded() throws Exception {
        edge.document.connection("limits: { responseBytes: 1KiB }");
        edge.restart();
        upstream.answers(
                (exchange, body) -> ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD + " ".repeat(2_000)));
        assertThat(status()).isEqualTo(502);
        assertFailed(onlyRecord(), "upstream_unreadable", Forwarded.YES);
    }

    /** The record of the one exchange so far: another one follows it, and there is nothing else. */
    private AuditExchange onlyRecord() {
        PublishedEvents.of(edge.name, 1);
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD));
        assertThat(status()).isEqualTo(200);
        List<AuditExchange> both = PublishedEvents.of(edge.name, 2);
        assertThat(both).hasSize(2);
        assertThat(both.getLast().getOutcome()).isEqualTo(Outcome.COMPLETED);
        return both.getFirst();
    }

    private void assertFailed(AuditExchange only, String code, Forwarded forwarded) {
        assertThat(only.getOutcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
        assertThat(only.getRefusalCode()).isEqualTo(code);
        assertThat(only.getForwarded()).isEqualTo(forwarded);
        assertThat(only.getResponse()).isNull();
        assertThatUpstreamSawWhatStandsIn(only);
    }

    private void assertThatUpstreamSawWhatStandsIn(AuditExchange only) {
        assertThat(upstream.asked.getFirst())
                .endsWith(" " + text(only.getRequest().getBody().getContent()))
                .endsWith(BODY);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}

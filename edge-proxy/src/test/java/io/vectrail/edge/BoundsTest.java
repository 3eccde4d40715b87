package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Forwarded;
import io.vectrail.event.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is larger or more than the edge takes is refused, clearly, and the rest goes on. */
class BoundsTest extends TroubledEdge {

    @Test
    void aCompressedAnswerThatGrowsPastTheMemoryIsRefusedAndTheEdgeLives() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                gzip.write(zeros);
            }
        }
        upstream.answers((exchange, body) -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bomb.size());
            bomb.writeTo(exchange.getResponseBody());
        });
        assertThat(edge.post(token, BODY).statusCode()).isEqualTo(502);
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD));
        assertThat(status()).isEqualTo(200);
    }

    @Test
    void moreRequestsThanMayBeUnderWayAreTurnedAway() throws Exception {
        edge.listen(", inFlight: 2");
        edge.restart();
        CountDownLatch arrived = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        upstream.answersWhenLetGo(arrived, release);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = CompletableFuture.supplyAsync(this::status, threads);
            var second = CompletableFuture.supplyAsync(this::status, threads);
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            HttpResponse<byte[]> third = edge.post(token, BODY);
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("Retry-After")).isPresent();
            release.countDown();
            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(200);
            assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        }
        assertThat(status()).isEqualTo(200);
    }

    @Test
    void anAnswerThatCannotFitIntoMemoryIsNotReleasedAndTheMemoryIsGivenBack() throws Exception {
        edge.listen(", inFlightBytes: 3MiB");
        edge.restart();
        String padding = " ".repeat(700_000);
        for (int i = 0; i < 5; i++) {
            upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, padding + padding));
            assertThat(edge.post(token, BODY).statusCode()).isEqualTo(502);
            upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD + padding));
            assertThat(edge.post(token, BODY).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void headersThatNoRecordCouldHoldAreRefusedOnBothSides() throws Exception {
        edge.listen(", headerBytes: 200000");
        edge.restart();
        upstream.answers((exchange, body) -> {
            for (int i = 0; i < 16; i++) {
                exchange.getResponseHeaders().set("X-Wide-" + i, "x".repeat(60_000));
            }
            ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD);
        });
        assertThat(edge.post(token, BODY).statusCode()).isEqualTo(502);
        String wide = "y".repeat(30_000);
        assertThat(edge.post(token, BODY, "X-A", wide, "X-B", wide, "X-C", wide).statusCode())
                .isEqualTo(400);
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD));
        assertThat(status()).isEqualTo(200);
        assertThat(PublishedEvents.of(edge.name, 3)).hasSize(3);
    }

    @Test
    void anAnswerOverTheConnectionsBoundIsRefusedHoweverItComes() throws Exception {
        edge.document.connection("limits: { responseBytes: 4KiB }");
        edge.restart();
        byte[] wide = (ScriptedUpstream.GOOD + " ".repeat(5_000)).getBytes(StandardCharsets.US_ASCII);
        for (int announced : new int[] {wide.length, 0}) {
            upstream.answers((exchange, body) -> {
                exchange.sendResponseHeaders(200, announced);
                exchange.getResponseBody().write(wide);
            });
            HttpResponse<byte[]> refused = edge.post(token, BODY);
            assertThat(refused.statusCode()).isEqualTo(502);
            assertThat(new String(refused.body()))
                    .contains("\"code\":\"upstream_unreadable\"", "4096 bytes that this connection takes");
        }
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD));
        assertThat(status()).isEqualTo(200);
        List<AuditExchange> events = PublishedEvents.of(edge.name, 3);
        assertThat(events)
                .extracting(AuditExchange::getOutcome)
                .containsExactly(Outcome.UPSTREAM_FAILED, Outcome.UPSTREAM_FAILED, Outcome.COMPLETED);
        assertThat(events.getFirst().getRefusalCode()).isEqualTo("upstream_unreadable");
        assertThat(events.getFirst().getForwarded()).isEqualTo(Forwarded.YES);
    }

    @Test
    void anAnswerThatFindsNoRoomBesideOthersIsToldToComeAgainAndTheOthersPassWhole() throws Exception {
        edge.listen(", inFlightBytes: 3MiB");
        edge.restart();
        byte[] whole = (ScriptedUpstream.GOOD + " ".repeat(600_000)).getBytes(StandardCharsets.US_ASCII);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            upstream.answers((exchange, body) -> {
                exchange.sendResponseHeaders(200, whole.length);
                exchange.getResponseBody().write(whole, 0, 300_000);
                exchange.getResponseBody().flush();
                begun.countDown();
                goOn.await(60, TimeUnit.SECONDS);
                exchange.getResponseBody().write(whole, 300_000, whole.length - 300_000);
            });
            CompletableFuture<HttpResponse<byte[]>> first = CompletableFuture.supplyAsync(this::post, threads);
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            Awaitility.await().until(() -> edge.bodyBytes() > whole.length);
            for (boolean packed : new boolean[] {false, true}) {
                upstream.answers((exchange, body) -> inChunks(exchange, whole, packed));
                HttpResponse<byte[]> second = edge.post(token, BODY);
                assertThat(second.statusCode()).isEqualTo(429);
                assertThat(second.headers().firstValue("Retry-After")).isPresent();
                assertThat(new String(second.body())).contains("\"code\":\"rate_limited\"");
            }
            goOn.countDown();
            assertThat(first.get(20, TimeUnit.SECONDS).body()).isEqualTo(whole);
        }
        Awaitility.await().until(() -> edge.bodyBytes() == 0);
        upstream.answers((exchange, body) -> inChunks(exchange, whole, false));
        assertThat(edge.post(token, BODY).body()).isEqualTo(whole);
        List<AuditExchange> events = PublishedEvents.of(edge.name, 4);
        assertThat(events)
                .extracting(AuditExchange::getOutcome)
                .containsExactly(Outcome.REFUSED, Outcome.REFUSED, Outcome.COMPLETED, Outcome.COMPLETED);
        assertThat(events.getFirst().getRefusalCode()).isEqualTo("rate_limited");
        assertThat(events.getFirst().getForwarded()).isEqualTo(Forwarded.YES);
    }

    @Test
    void aCompressedRequestThatGrowsPastTheMemoryReachesNobody() throws Exception {
        edge.document.connection("limits: { requestBytes: 4MiB }");
        edge.listen(", inFlightBytes: 3MiB");
        edge.restart();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((BODY + " ".repeat(2 << 20)).getBytes(StandardCharsets.US_ASCII));
        }
        try (Socket grows = send("Content-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n")) {
            packed.writeTo(grows.getOutputStream());
            assertThat(readAll(grows)).startsWith("HTTP/1.1 413").contains("request_too_large");
        }
        Awaitility.await().until(() -> edge.bodyBytes() == 0);
        assertThat(upstream.asked).isEmpty();
        assertThat(status()).isEqualTo(200);
    }

    @Test
    void aCompressedRequestThatGrowsPastItsConnectionsBoundIsTooLargeAndOneThatIsNotCompressedIsInvalid()
            throws Exception {
        edge.document.connection("limits: { requestBytes: 4KiB }");
        edge.restart();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((BODY + " ".repeat(4 << 10)).getBytes(StandardCharsets.US_ASCII));
        }
        try (Socket grows = send("Content-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n")) {
            packed.writeTo(grows.getOutputStream());
            assertThat(readAll(grows)).startsWith("HTTP/1.1 413").contains("request_too_large", "4096 bytes");
        }
        for (String encoding : List.of("gzip", "br")) {
            try (Socket other = send(
                    "Content-Encoding: " + encoding + "\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY)) {
                assertThat(readAll(other)).startsWith("HTTP/1.1 400").contains("invalid_request");
            }
        }
        Awaitility.await().until(() -> edge.bodyBytes() == 0);
        assertThat(upstream.asked).isEmpty();
        assertThat(status()).isEqualTo(200);
    }

    private HttpResponse<byte[]> post() {
        try {
            return edge.post(token, BODY);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void inChunks(HttpExchange exchange, byte[] whole, boolean packed) throws IOException {
        if (packed) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out =
                packed ? new GZIPOutputStream(exchange.getResponseBody()) : exchange.getResponseBody()) {
            out.write(whole);
        }
    }
}

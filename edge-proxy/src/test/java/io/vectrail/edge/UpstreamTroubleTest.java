package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.Forwarded;
import io.vectrail.event.Outcome;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What upstreams and clients do wrong, and what the edge makes of it. */
class UpstreamTroubleTest {

    private static final String BODY = "{\"model\":\"text-embedding-3-small\",\"input\":\"a word in time\"}";

    @TempDir
    Path folder;

    private ScriptedUpstream upstream;
    private EdgeUnderTest edge;
    private String token;

    @BeforeEach
    void start() throws Exception {
        upstream = new ScriptedUpstream();
        edge = EdgeUnderTest.before(folder, upstream.url());
        token = edge.token("alice");
    }

    @AfterEach
    void stop() throws Exception {
        edge.close();
        upstream.close();
    }

    @Test
    void theRequestIsOnTheDiskBeforeTheUpstreamSeesItAndTheResponseBeforeTheCallerDoes() throws Exception {
        AtomicBoolean before = new AtomicBoolean();
        upstream.answers((exchange, body) -> {
            before.set(journal().contains("a word in time") && !journal().contains("0.6,0.8"));
            ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD);
        });
        HttpResponse<byte[]> answer = edge.post(token, BODY);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(before).isTrue();
        assertThat(journal()).contains("0.6,0.8");
    }

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
        assertThat(ended().getOutcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
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
        assertThat(journal()).doesNotContain("secret-of-the-provider");
    }

    @Test
    void aCallersTokenInTheWrongPlaceReachesNeitherTheUpstreamNorTheRecord() throws Exception {
        upstream.answers((exchange, body) -> {
            assertThat(exchange.getRequestHeaders().toString()).doesNotContain(token);
            ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD);
        });
        assertThat(edge.post(token, BODY, "X-Trace", "mine " + token, "User-Agent", token)
                        .statusCode())
                .isEqualTo(200);
        PublishedEvents.of(edge.name, 1);
        assertThat(journal()).doesNotContain(token);
    }

    @Test
    void aCompressedAnswerThatGrowsPastTheMemoryIsRefusedAndTheEdgeLives() throws Exception {
        java.io.ByteArrayOutputStream bomb = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(bomb)) {
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
    void otherErrorsOfTheUpstreamPassAsTheyCame() throws Exception {
        upstream.answers((exchange, body) -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            exchange.getResponseHeaders().set("Set-Cookie", "a=b");
            ScriptedUpstream.send(exchange, 429, "{\"error\":{\"code\":\"slow_down\"}}");
        });
        HttpResponse<byte[]> answer = edge.post(token, BODY);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(new String(answer.body())).isEqualTo("{\"error\":{\"code\":\"slow_down\"}}");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(ended().getOutcome()).isEqualTo(Outcome.COMPLETED);
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
        edge.document("{ timeout: 300ms }");
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

    @Test
    void aStopCutsNoRequestThatIsUnderWay() throws Exception {
        CountDownLatch arrived = new CountDownLatch(4);
        CountDownLatch release = new CountDownLatch(1);
        upstream.answers((exchange, body) -> {
            arrived.countDown();
            release.await(20, TimeUnit.SECONDS);
            ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD);
        });
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
    void moreRequestsThanMayBeUnderWayAreTurnedAway() throws Exception {
        edge.listen(", inFlight: 2");
        edge.restart();
        CountDownLatch arrived = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        upstream.answers((exchange, body) -> {
            arrived.countDown();
            release.await(20, TimeUnit.SECONDS);
            ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD);
        });
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
    void aBodyThatTricklesInIsGivenUpAndOneThatIsCutShortReachesNobody() throws Exception {
        edge.listen(", bodyTimeout: 1s");
        edge.restart();
        try (Socket slow = send("Content-Length: 100\r\n\r\n{\"model\"")) {
            assertThat(readAll(slow)).startsWith("HTTP/1.1 400").contains("did not arrive within");
        }
        try (Socket cut = send("Content-Length: 100\r\n\r\n{\"model\"")) {
            cut.shutdownOutput();
            readAll(cut);
        }
        assertThat(PublishedEvents.of(edge.name, 2))
                .extracting(AuditExchange::getForwarded)
                .containsOnly(Forwarded.NO);
        assertThat(upstream.asked).isEmpty();
    }

    @Test
    void aClientThatAsksForContinueGetsItAndOneWhoseBodyIsTooLargeIsToldBeforeItSendsIt() throws Exception {
        try (Socket good = send("Content-Length: " + BODY.length() + "\r\nExpect: 100-continue\r\n\r\n")) {
            InputStream in = good.getInputStream();
            assertThat(new String(in.readNBytes(25))).startsWith("HTTP/1.1 100 Continue");
            good.getOutputStream().write(BODY.getBytes());
            assertThat(new String(in.readNBytes(15))).contains("200");
        }
        try (Socket large = send("Content-Length: 99999999\r\nExpect: 100-continue\r\n\r\n")) {
            assertThat(new String(large.getInputStream().readNBytes(12))).isEqualTo("HTTP/1.1 413");
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
    void aTransferCodingThatIsNotChunkedIsRefused() throws Exception {
        for (String coding : List.of("xchunked", "gzip, chunked", "chunked, identity")) {
            try (Socket odd = send("Transfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n")) {
                assertThat(readAll(odd)).startsWith("HTTP/1.1 400");
            }
        }
        assertThat(upstream.asked).isEmpty();
    }

    @Test
    void aHeadThatIsTooLargeOrMadeToSmuggleIsRefused() throws Exception {
        try (Socket wide = send("X-Wide: " + "x".repeat(100_000) + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(readAll(wide)).doesNotContain("HTTP/1.1 200");
        }
        try (Socket both = send(
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /openai/v1/embeddings HTTP/1.1\r\nHost: x\r\n\r\n")) {
            assertThat(readAll(both)).doesNotContain("HTTP/1.1 200");
        }
        assertThat(upstream.asked).isEmpty();
    }

    private int status() {
        try {
            return edge.post(token, BODY).statusCode();
        } catch (Exception e) {
            return -1;
        }
    }

    private AuditExchange ended() {
        return PublishedEvents.of(edge.name, 1).getFirst();
    }

    private Socket send(String rest) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port());
        socket.setSoTimeout(20_000);
        OutputStream out = socket.getOutputStream();
        out.write(("POST /openai/v1/embeddings HTTP/1.1\r\nHost: edge\r\nConnection: close\r\nAuthorization: Bearer "
                        + token + "\r\n" + rest)
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private static String readAll(Socket socket) {
        StringBuilder text = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                text.append((char) next);
            }
        } catch (java.io.IOException e) {
            text.append("[reset]");
        }
        return text.toString();
    }

    private String journal() throws Exception {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(edge.journal())) {
            for (Path file : files.toList()) {
                text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }
}

package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.Forwarded;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What clients do wrong, and what the edge makes of it. */
class ClientTroubleTest extends TroubledEdge {

    /** More than any connection takes, and more than sockets hold between two ends. */
    private static final int LARGE = 16 << 20;

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
        assertThat(edge.journalText()).doesNotContain(token);
    }

    @Test
    void aBodyThatTricklesInIsGivenUpAndOneThatIsCutShortReachesNobody() throws Exception {
        // The client of the first waits for its connection's end, which comes when it has been idle.
        edge.listen(", bodyTimeout: 1s, idle: 1s");
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

    /** As most clients do it: all of the body, and only then a look at the answer. */
    @Test
    void aClientThatSendsOnAfterItsRefusalStillReadsIt() throws Exception {
        for (boolean known : List.of(true, false)) {
            try (Socket large = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
                large.setSoTimeout(20_000);
                OutputStream out = large.getOutputStream();
                String credential = known ? "Authorization: Bearer " + token + "\r\n" : "";
                out.write(("POST /openai/v1/embeddings HTTP/1.1\r\nHost: edge\r\n" + credential + "Content-Length: "
                                + LARGE + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                Awaitility.await().until(() -> large.getInputStream().available() > 0);
                byte[] piece = new byte[1 << 20];
                for (int sent = 0; sent < LARGE; sent += piece.length) {
                    out.write(piece);
                }
                assertThat(new String(large.getInputStream().readNBytes(12)))
                        .isEqualTo(known ? "HTTP/1.1 413" : "HTTP/1.1 401");
            }
        }
    }

    @Test
    void aClientThatHungUpKeepsNoPlaceOfItsConnectionAndIsRecordedWithItsAnswer() throws Exception {
        edge.document.connection("limits: { concurrent: 1 }");
        edge.restart();
        CountDownLatch go = new CountDownLatch(1);
        upstream.answers((exchange, body) -> {
            if (new String(body, StandardCharsets.UTF_8).contains("left alone")) {
                go.await(60, TimeUnit.SECONDS);
            }
            ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD);
        });
        String alone = BODY.replace("a word", "left alone");
        try (Socket client = send("Content-Length: " + alone.length() + "\r\n\r\n" + alone)) {
            Awaitility.await().until(() -> upstream.asked.size() == 1);
            assertThat(client.isConnected()).isTrue();
            assertThat(status()).isEqualTo(429);
        }
        Awaitility.await().until(() -> status() == 200);
        go.countDown();
        Awaitility.await()
                .until(() -> PublishedEvents.of(edge.name, 3).stream()
                        .anyMatch(event -> event.getForwarded() == Forwarded.YES && event.getResponse() != null));
    }

    @Test
    void aRequestThatComesBehindOneWhichIsUnderWayIsAnsweredAfterIt() throws Exception {
        upstream.answers((exchange, body) -> {
            CountDownLatch never = new CountDownLatch(1);
            assertThat(never.await(700, TimeUnit.MILLISECONDS)).isFalse();
            ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD);
        });
        String request = "POST /openai/v1/embeddings HTTP/1.1\r\nHost: edge\r\nAuthorization: Bearer " + token
                + "\r\nContent-Length: " + BODY.length() + "\r\n";
        try (Socket both = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            both.setSoTimeout(20_000);
            OutputStream out = both.getOutputStream();
            out.write((request + "\r\n" + BODY).getBytes(StandardCharsets.US_ASCII));
            Awaitility.await().until(() -> upstream.asked.size() == 1);
            out.write((request + "Connection: close\r\n\r\n" + BODY).getBytes(StandardCharsets.US_ASCII));
            assertThat(readAll(both).split("HTTP/1.1 200", -1)).hasSize(3);
        }
        assertThat(upstream.asked).hasSize(2);
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

    @Test
    void aHeadThatIsRefusedBeforeThereIsAnExchangeIsCountedAndReachesNobody() throws Exception {
        List<String> heads = List.of(
                "HTTP/1.1|Content-Length: 0",
                "HTTP/1.1|Host: a|Host: b|Content-Length: 0",
                "HTTP/1.1|Host: a|Content-Length: 5|Transfer-Encoding: chunked",
                "HTTP/1.1|Host: a|Content-Length: 5|Content-Length: 6",
                "HTTP/1.1|Host: a|Content-Length: 0");
        List<String> bare = new ArrayList<>();
        for (String head : heads) {
            try (Socket bad = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
                bad.setSoTimeout(20_000);
                String lines = head.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n";
                bad.getOutputStream()
                        .write(("POST /openai/v1/embeddings " + lines).getBytes(StandardCharsets.US_ASCII));
                if (!readAll(bad).contains("X-Vectrail-Exchange")) {
                    bare.add(head);
                }
            }
        }
        assertThat(bare).contains(heads.get(2)).doesNotContain(heads.getLast());
        assertThat(edge.refusedHeads()).as(bare::toString).isEqualTo(bare.size());
        assertThat(edge.post(token, "no json").statusCode()).isEqualTo(400);
        assertThat(edge.refusedHeads()).isEqualTo(bare.size());
        assertThat(upstream.asked).isEmpty();
    }
}

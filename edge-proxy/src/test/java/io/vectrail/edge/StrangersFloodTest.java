package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.local.testkit.DemoUpstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers flood the listener with connections, bodies and tokens, while a known caller goes on. */
class StrangersFloodTest {

    private static final String ONE = "{\"model\":\"text-embedding-3-small\",\"input\":\"a quarterly report\"}";
    private static final int CALLS = 100;
    private static final int FLOODS = 8;

    /** Their quota is 32 MiB an hour; within this test they come nowhere near it, since most of them are only counted. */
    private static final long MOST_GROWTH_BYTES = 8L << 20;

    @TempDir
    Path folder;

    private DemoUpstream upstream;
    private EdgeUnderTest edge;

    @BeforeEach
    void start() throws Exception {
        upstream = DemoUpstream.start();
        edge = EdgeUnderTest.before(folder, upstream);
        edge.listen(", connections: 100, strangerConnections: 40, inFlight: 20");
    }

    @AfterEach
    void stop() throws Exception {
        edge.close();
        upstream.close();
    }

    @Test
    void aCallerGetsEveryAnswerAndStrangersAreCountedInALittleOfTheJournal() throws Exception {
        String token = edge.token("alice");
        AtomicBoolean flooding = new AtomicBoolean(true);
        AtomicInteger refused = new AtomicInteger();
        long before = journalBytes();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < FLOODS; i++) {
                String forged = token.substring(0, token.length() - 8);
                threads.execute(() -> flood(flooding, refused, forged));
            }
            for (int i = 0; i < CALLS; i++) {
                assertThat(edge.post(token, ONE).statusCode()).isEqualTo(200);
            }
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> refused.get() > 500);
            flooding.set(false);
        }
        assertThat(journalBytes() - before).isLessThan(MOST_GROWTH_BYTES);
        List<AuditExchange> strangers = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(this::strangers, found -> count(found) >= refused.get());
        assertThat(strangers).hasSizeLessThan((int) count(strangers));
        assertThat(PublishedEvents.exchanges(edge.name))
                .filteredOn(event -> event.getCaller().getSubject().equals("alice"))
                .hasSize(CALLS);
    }

    @Test
    void connectionsThatSayNothingMakeRoomForOthers() throws Exception {
        Socket[] silent = new Socket[300];
        try {
            for (int i = 0; i < silent.length; i++) {
                silent[i] = new Socket(InetAddress.getLoopbackAddress(), edge.port());
            }
            assertThat(edge.post(edge.token("alice"), ONE).statusCode()).isEqualTo(200);
            silent[0].setSoTimeout(10_000);
            assertThat(endOf(silent[0])).isTrue();
        } finally {
            for (Socket socket : silent) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void aBodyWithoutATokenIsRefusedBeforeItIsSentAndItsConnectionCloses() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head("", 50_000_000));
            byte[] answer = new byte[12];
            assertThat(socket.getInputStream().readNBytes(answer, 0, 12)).isEqualTo(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 401");
            assertThat(endOf(socket)).isTrue();
        }
    }

    /** Until told to stop: forged tokens, each another one; announced bodies that never come; connections that say nothing. */
    private void flood(AtomicBoolean flooding, AtomicInteger refused, String forged) {
        int number = 0;
        while (flooding.get()) {
            String forgery = forged + String.format(Locale.ROOT, "%08d", refused.get() * 100 + number++ % 100);
            try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), edge.port());
                    Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
                socket.setSoTimeout(5_000);
                silent.setTcpNoDelay(true);
                socket.getOutputStream().write(head("Authorization: Bearer " + forgery + "\r\n", 40_000_000));
                byte[] answer = new byte[12];
                if (socket.getInputStream().readNBytes(answer, 0, 12) == 12) {
                    refused.incrementAndGet();
                }
            } catch (IOException e) {
                // pushed out by others of its kind: that is what the test is about
            }
        }
    }

    private static byte[] head(String credential, int length) {
        return ("POST /openai/v1/embeddings HTTP/1.1\r\nHost: edge\r\n" + credential + "Content-Length: " + length
                        + "\r\n\r\n{\"input\":")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads to the end of the connection: an orderly one, or a reset. */
    private static boolean endOf(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private List<AuditExchange> strangers() {
        return PublishedEvents.exchanges(edge.name).stream()
                .filter(event -> event.getCaller().getSubject().equals("anonymous"))
                .toList();
    }

    private static long count(List<AuditExchange> events) {
        return events.stream().mapToLong(AuditExchange::getCount).sum();
    }

    private long journalBytes() throws IOException {
        try (Stream<Path> files = Files.list(edge.journal())) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}

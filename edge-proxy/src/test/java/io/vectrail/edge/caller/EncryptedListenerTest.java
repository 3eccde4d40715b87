package io.vectrail.edge.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.ClientCertificate;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.Release;
import io.vectrail.event.BodyState;
import io.vectrail.event.Decision;
import io.vectrail.local.testkit.Authority;
import io.vectrail.local.testkit.IssuedCertificate;
import io.vectrail.runtime.config.ByteSize;
import io.vectrail.runtime.tls.ServerTls;
import io.vectrail.runtime.tls.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data plane over TLS: whom it believes, what it shows, and that no handshake goes on for ever. */
class EncryptedListenerTest {

    private static final Authority SERVERS = Authority.named("servers");
    private static final Authority CLIENTS = Authority.named("clients");
    private static final SSLContext NAMELESS = IssuedCertificate.nameless(SERVERS);
    private static final int LARGE = 3 << 20;

    @TempDir
    private Path folder;

    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CompletableFuture<Boolean> gone = new CompletableFuture<>();
    private ServerTls tls;
    private CallerListener listener;

    @BeforeEach
    void start() throws IOException {
        SERVERS.issue("dns:edge").write(file("tls.crt"), file("tls.key"));
        Files.writeString(file("clients.pem"), CLIENTS.pem());
        tls = ServerTls.start(
                new TlsSettings(file("tls.crt"), file("tls.key"), file("clients.pem"), null), Clock.systemUTC());
        listener = listening(Duration.ofSeconds(30));
    }

    @AfterEach
    void stop() {
        stopListening();
        tls.close();
    }

    private void stopListening() {
        listener.drain();
        listener.close();
    }

    @Test
    void bothVersionsAreSpokenAndNoneBeforeAndHttpIsAgreedOn() throws Exception {
        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            try (SSLSocket socket = connect(NAMELESS, version, "h2", "http/1.1")) {
                assertThat(socket.getSession().getProtocol()).isEqualTo(version);
                assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
                assertThat(ask(socket)).isEqualTo("nobody");
            }
        }
        assertThatThrownBy(() -> connect(NAMELESS, "TLSv1.1")).isInstanceOf(IOException.class);
        awaitAllClosed();
    }

    @Test
    void largeBodiesPassBothWays() throws Exception {
        try (SSLSocket socket = connect(NAMELESS, "TLSv1.3")) {
            for (int i = 0; i < 2; i++) {
                OutputStream out = socket.getOutputStream();
                out.write(("POST /large HTTP/1.1\r\nHost: edge\r\nContent-Length: " + LARGE + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[LARGE]);
                assertThat(body(socket.getInputStream())).hasSize(LARGE);
            }
        }
    }

    @Test
    void aRenewedCertificateIsShownAndOpenConnectionsGoOnAndABrokenPairChangesNothing() throws Exception {
        try (SSLSocket open = connect(NAMELESS, "TLSv1.3")) {
            IssuedCertificate renewed = SERVERS.issue("dns:edge");
            renewed.write(file("tls.crt"), file("tls.key"));
            awaitShown(renewed);
            assertThat(ask(open)).isEqualTo("nobody");
            Files.writeString(file("tls.key"), "-----BEGIN PRIVATE KEY-----\nAA");
            Awaitility.await().until(() -> tls.condition().detail().contains("tls.key ends in the middle"));
            awaitShown(renewed);
        }
    }

    @Test
    void theNamesOfABelievedClientArriveAndWhoeverIsNotBelievedDoesNot() throws Exception {
        IssuedCertificate client = CLIENTS.issue("uri:spiffe://prod.example/a", "dns:A.example", "email:a@b.example");
        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            try (SSLSocket socket = connect(client.client(SERVERS), version)) {
                assertThat(ask(socket)).isEqualTo("[spiffe://prod.example/a][a.example][a@b.example] CN=clients");
            }
        }
        Instant now = Instant.now();
        List<IssuedCertificate> others = List.of(
                // Of the same name, or a client would not even show it.
                Authority.named("clients").issue("dns:a.example"),
                CLIENTS.issue("EC", now.minusSeconds(60), now.minusSeconds(5), "dns:a.example"));
        for (IssuedCertificate other : others) {
            for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
                assertThatThrownBy(() -> {
                            try (SSLSocket socket = connect(other.client(SERVERS), version)) {
                                ask(socket);
                            }
                        })
                        .isInstanceOf(IOException.class);
            }
        }
        awaitAllClosed();
        assertThat(listener.failedHandshakes()).isEqualTo(4);
    }

    @Test
    void anAuthorityThatIsTakenAwayIsBelievedNoMoreOnOpenConnectionsEither() throws Exception {
        try (SSLSocket socket = connect(CLIENTS.issue("dns:a.example").client(SERVERS), "TLSv1.3")) {
            assertThat(ask(socket)).contains("a.example");
            var before = tls.clients();
            Files.writeString(file("clients.pem"), Authority.named("next").pem());
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            assertThatThrownBy(() -> {
                        // As a client that keeps its connection busy does.
                        while (System.nanoTime() < until) {
                            assertThat(ask(socket)).contains("a.example");
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(tls.clients()).isNotEqualTo(before);
        }
        assertThat(listener.underWay()).isZero();
    }

    @Test
    void aHandshakeThatStallsIsClosedAndNothingOfItIsKept() throws Exception {
        stopListening();
        listener = listening(Duration.ofSeconds(1));
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), listener.port());
                Socket dripping = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            silent.setSoTimeout(20_000);
            dripping.setSoTimeout(20_000);
            // The beginning of a ClientHello of 500 bytes.
            dripping.getOutputStream().write(new byte[] {0x16, 0x03, 0x01, 0x01, (byte) 0xf4, 0x01, 0x00});
            Awaitility.await().until(() -> listener.openConnections() == 2);
            assertThat(silent.getInputStream().read()).isNegative();
            assertThat(dripping.getInputStream().read()).isNegative();
        }
        awaitAllClosed();
        assertThat(listener.failedHandshakes()).isEqualTo(2);
    }

    @Test
    void aSecondHandshakeOnAConnectionEndsIt() throws Exception {
        try (SSLSocket socket = connect(NAMELESS, "TLSv1.2")) {
            assertThat(ask(socket)).isEqualTo("nobody");
            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        ask(socket);
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aClientThatHangsUpWhileItWaitsIsSeenToHaveGone() throws Exception {
        try (SSLSocket socket = connect(NAMELESS, "TLSv1.3")) {
            socket.getOutputStream()
                    .write("GET /wait HTTP/1.1\r\nHost: edge\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(gone.get(20, TimeUnit.SECONDS)).isTrue();
    }

    private CallerListener listening(Duration idle) {
        Duration drain = Duration.ofSeconds(1);
        CallerListener fresh = new CallerListener(
                new ListenerSettings(
                        "127.0.0.1", 0, 1, 100, 100, 100, new ByteSize(64 << 20), 64 * 1024, idle, idle, drain, null),
                tls,
                Clock.systemUTC(),
                UUID::randomUUID);
        fresh.start(this::answer);
        return fresh;
    }

    private CompletionStage<Release> answer(Arrival arrival) {
        return switch (arrival.connection()) {
            case "large" -> arrival.body().read(LARGE).thenApply(EncryptedListenerTest::release);
            case "wait" -> {
                waiting.countDown();
                yield untilGone(arrival);
            }
            default ->
                CompletableFuture.completedFuture(
                        release(told(arrival.certificate()).getBytes(StandardCharsets.US_ASCII)));
        };
    }

    private CompletionStage<Release> untilGone(Arrival arrival) {
        return CompletableFuture.supplyAsync(
                        () -> arrival.gone().perhaps(),
                        CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS, arrival.ioThread()))
                .thenCompose(ended -> {
                    if (!ended) {
                        return untilGone(arrival);
                    }
                    gone.complete(true);
                    return CompletableFuture.completedFuture(release(new byte[0]));
                });
    }

    private static String told(@Nullable ClientCertificate certificate) {
        return certificate == null
                ? "nobody"
                : "" + certificate.uris() + certificate.dnsNames() + certificate.emails() + " " + certificate.issuer();
    }

    private static Release release(byte[] body) {
        return new Release(
                200,
                new Headers(List.of()),
                body,
                BodyState.VERBATIM,
                Decision.ALLOW,
                0,
                0,
                false,
                null,
                List.of(),
                List.of());
    }

    private void awaitShown(IssuedCertificate expected) {
        BigInteger serial = expected.certificate().getSerialNumber();
        Awaitility.await().untilAsserted(() -> {
            try (SSLSocket socket = connect(NAMELESS, "TLSv1.3")) {
                X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
                assertThat(shown.getSerialNumber()).isEqualTo(serial);
            }
        });
    }

    private void awaitAllClosed() {
        Awaitility.await().until(() -> listener.openConnections() == 0);
    }

    private SSLSocket connect(SSLContext context, String version, String... protocols) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), listener.port());
        try {
            socket.setSoTimeout(20_000);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {version});
            parameters.setApplicationProtocols(protocols);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static String ask(SSLSocket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: edge\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return new String(body(socket.getInputStream()), StandardCharsets.US_ASCII);
    }

    private static byte[] body(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            head.append((char) next);
        }
        String length = head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1");
        return in.readNBytes(Integer.parseInt(length));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }
}

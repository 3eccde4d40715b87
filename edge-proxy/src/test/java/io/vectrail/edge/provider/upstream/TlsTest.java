package io.vectrail.edge.provider.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.vectrail.document.Targets;
import io.vectrail.document.TrustedAuthorities;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.event.Forwarded;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS: whom a connection believes, and what is spoken. The targets' names are known to the resolver of this test alone. */
class TlsTest {

    @TempDir
    static Path folder;

    private static Certificates certificates;
    private LoneClient caller;
    private Undertow server;
    private int port;

    @BeforeAll
    static void certify() throws Exception {
        certificates = Certificates.of(folder, "dns:provider.invalid,ip:127.0.0.1");
    }

    @BeforeEach
    void start() throws Exception {
        caller = new LoneClient(host -> List.of(InetAddress.getLoopbackAddress()));
        server = Undertow.builder()
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .addHttpsListener(0, "127.0.0.1", certificates.server(), TlsTest::say)
                .build();
        server.start();
        port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    }

    @AfterEach
    void stop() {
        caller.close();
        server.stop();
    }

    @Test
    void http2IsSpokenWhereTheServerDoesAndHttp1WhereTheDocumentSaysSo() throws Exception {
        TrustedAuthorities own = certificates.authorities();
        assertThat(said("provider.invalid", true, own))
                .isEqualTo("HTTP/2.0 provider.invalid:" + port + " for provider.invalid");
        assertThat(said("provider.invalid", false, own))
                .isEqualTo("HTTP/1.1 provider.invalid:" + port + " for provider.invalid");
        assertThat(said("127.0.0.1", true, own)).isEqualTo("HTTP/2.0 127.0.0.1:" + port + " for nobody");
    }

    @Test
    void http1IsSpokenWithAServerThatKnowsNothingElse() throws Exception {
        HttpsServer plain = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        plain.setHttpsConfigurator(new HttpsConfigurator(certificates.server()));
        plain.createContext("/", exchange -> {
            byte[] body = exchange.getProtocol().getBytes();
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        plain.start();
        try {
            port = plain.getAddress().getPort();
            for (boolean http2 : new boolean[] {true, false, true}) {
                assertThat(said("provider.invalid", http2, certificates.authorities()))
                        .isEqualTo("HTTP/1.1");
            }
        } finally {
            plain.stop(0);
        }
    }

    @Test
    void aServerThatTheSystemsRootsDoNotKnowIsNotTalkedTo() throws Exception {
        refused("provider.invalid", null);
    }

    @Test
    void theConnectionsOwnAuthoritiesTakeThePlaceOfTheSystemsRoots() throws Exception {
        refused(
                "provider.invalid",
                Certificates.of(folder, "dns:provider.invalid").authorities());
    }

    @Test
    void aCertificateForAnotherNameIsNotBelievedWhoeverVouchesForIt() throws Exception {
        refused("elsewhere.invalid", certificates.authorities());
    }

    @Test
    void aServerThatSpeaksNoTlsIsAFailedHandshakeAndTheRequestDoesNotLeave() throws Exception {
        try (HandServer clear = new HandServer(socket ->
                socket.getOutputStream().write(HandServer.ok("in the clear").getBytes()))) {
            port = clear.port();
            refused("provider.invalid", certificates.authorities());
            assertThat(clear.asked).isEmpty();
        }
    }

    /** What is spoken, whom the request names, and whom the handshake did (an address cannot be named there). */
    private static void say(HttpServerExchange exchange) {
        ExtendedSSLSession session =
                (ExtendedSSLSession) exchange.getConnection().getSslSession();
        String named = session.getRequestedServerNames().stream()
                .map(name -> ((SNIHostName) name).getAsciiName())
                .findFirst()
                .orElse("nobody");
        exchange.getResponseSender().send(exchange.getProtocol() + " " + exchange.getHostAndPort() + " for " + named);
    }

    private void refused(String host, @Nullable TrustedAuthorities authorities) throws Exception {
        Targets targets = targets(host, true, authorities);
        UpstreamFailedException failed = LoneClient.failure(caller.call(targets));
        assertThat(failed.code()).isEqualTo(RefusalCode.UPSTREAM_UNREACHABLE);
        assertThat(failed.forwarded()).isEqualTo(Forwarded.NO);
        assertThat(failed).hasMessageContaining("no TLS connection");
        assertThat(caller.client.counts(targets).retries(RetryReason.HANDSHAKE)).isPositive();
    }

    private String said(String host, boolean http2, TrustedAuthorities authorities) throws Exception {
        Targets targets = targets(host, http2, authorities);
        for (int i = 0; i < 2; i++) {
            UpstreamAnswer answer = LoneClient.answer(caller.call(targets));
            assertThat(answer.status()).isEqualTo(200);
            if (i == 1) {
                return new String(answer.body());
            }
        }
        throw new AssertionError("not reached");
    }

    private Targets targets(String host, boolean http2, @Nullable TrustedAuthorities authorities) {
        return new Targets("c", List.of(URI.create("https://" + host + ":" + port)), http2, authorities);
    }
}

package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.local.testkit.Authority;
import io.vectrail.local.testkit.IssuedCertificate;
import io.vectrail.replay.Service;
import io.vectrail.runtime.tls.TlsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console over TLS: what browsers are told, and whose certificate they see. */
class EncryptedConsoleTest {

    private static final Authority AUTHORITY = Authority.named("servers");

    @Test
    void cookiesAreForTlsAloneAndARenewedCertificateIsShownWithoutARestart(@TempDir Path folder) throws Exception {
        Path certificate = folder.resolve("tls.crt");
        Path key = folder.resolve("tls.key");
        AUTHORITY.issue("ip:127.0.0.1").write(certificate, key);
        Service service = Service.encrypted(folder, new TlsSettings(certificate, key, null, null));
        try {
            HttpResponse<byte[]> signedIn =
                    Awaitility.await().until(() -> signIn(service), answer -> answer.statusCode() != 401);
            assertThat(signedIn.statusCode()).isEqualTo(204);
            assertThat(signedIn.headers().firstValue("set-cookie").orElseThrow())
                    .endsWith("; Secure");
            assertThat(signedIn.headers().firstValue("strict-transport-security"))
                    .hasValue("max-age=31536000");
            assertThat(plain(service)).doesNotContain("HTTP/1.1 2");
            IssuedCertificate renewed = AUTHORITY.issue("ip:127.0.0.1");
            renewed.write(certificate, key);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(shown(signIn(service)).getSerialNumber())
                            .isEqualTo(renewed.certificate().getSerialNumber()));
        } finally {
            service.close();
        }
    }

    private static X509Certificate shown(HttpResponse<byte[]> answer) throws Exception {
        return (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
    }

    /** On a connection of its own. */
    private static HttpResponse<byte[]> signIn(Service service) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newBuilder()
                .sslContext(IssuedCertificate.nameless(AUTHORITY))
                .build()) {
            return http.send(
                    HttpRequest.newBuilder(service.uri("/api/v1/session"))
                            .header("Sec-Fetch-Site", "same-origin")
                            .POST(BodyPublishers.ofString("{\"token\":\"" + service.auditor() + "\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static String plain(Service service) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), service.uri("/").getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: console\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}

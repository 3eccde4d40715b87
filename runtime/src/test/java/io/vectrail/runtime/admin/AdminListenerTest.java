package io.vectrail.runtime.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vectrail.runtime.config.Address;
import io.vectrail.runtime.health.Health;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminListenerTest {

    private final AtomicInteger done = new AtomicInteger();
    private AdminListener listener;

    @BeforeEach
    void start() {
        AdminEndpoints endpoints = new AdminEndpoints(
                "edge",
                new Health(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                Map.of("/shown", () -> new AdminAnswer(200, "text/plain", "here")),
                Map.of("/do", () -> new AdminAnswer(200, "text/plain", "done " + done.incrementAndGet())));
        listener = AdminListener.start(new Address("127.0.0.1", 0), endpoints);
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    @Test
    void aProgramsOwnPageIsShownAndItsActionDone() throws IOException {
        assertThat(status("GET /shown", "")).isEqualTo(200);
        assertThat(status("POST /do", "Content-Length: 0\r\n")).isEqualTo(200);
        assertThat(done).hasValue(1);
    }

    @Test
    void anActionIsNoPageAndAPageNoAction() throws IOException {
        assertThat(status("GET /do", "")).isEqualTo(404);
        assertThat(status("POST /shown", "")).isEqualTo(404);
        assertThat(status("POST /health/live", "")).isEqualTo(404);
        assertThat(status("DELETE /do", "")).isEqualTo(405);
        assertThat(done).hasValue(0);
    }

    @Test
    void noPageOfAnotherSiteCanDoAnythingThroughTheOperatorsBrowser() throws IOException {
        assertThat(status("POST /do", "Origin: https://example.org\r\n")).isEqualTo(403);
        assertThat(status("POST /do", "Origin: null\r\n")).isEqualTo(403);
        assertThat(status("POST /do", "Sec-Fetch-Site: same-origin\r\n")).isEqualTo(403);
        assertThat(done).hasValue(0);
    }

    @Test
    void anActionTakesNoBody() throws IOException {
        assertThat(status("POST /do", "Content-Length: 2\r\n")).isEqualTo(400);
        assertThat(status("POST /do", "Transfer-Encoding: chunked\r\n")).isEqualTo(400);
        assertThat(done).hasValue(0);
    }

    /** On a bare socket: an HTTP client would set headers of its own. */
    private int status(String request, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: admin\r\nConnection: close\r\n" + headers + "\r\n"
                                    + (headers.contains("Length: 2") ? "{}" : "")
                                    + (headers.contains("chunked") ? "2\r\n{}\r\n0\r\n\r\n" : ""))
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String line = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(line.substring(9));
        }
    }
}

package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An edge that stops answers what it has begun. */
class DrainTest extends EdgeAndUpstream {

    @Test
    void aRequestThatIsStillBeingReadWhenTheEdgeStopsIsAnswered() throws Exception {
        byte[] body = TroubledEdge.BODY.getBytes(StandardCharsets.US_ASCII);
        int port = edge.port();
        try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = caller.getOutputStream();
            out.write(("POST /openai/v1/embeddings HTTP/1.1\r\nHost: edge\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body, 0, 5);
            Awaitility.await().until(() -> edge.admin("/metrics").body().contains("vectrail_edge_under_way 1.0"));
            CompletableFuture<Void> closed = CompletableFuture.runAsync(this::close);
            Awaitility.await().until(() -> refuses(port));
            out.write(body, 5, body.length - 5);
            assertThat(new String(caller.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200");
            closed.get(30, TimeUnit.SECONDS);
        }
        assertThat(upstream.asked).hasSize(1);
    }

    private void close() {
        try {
            edge.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean refuses(int port) {
        try (Socket another = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !another.isConnected();
        } catch (IOException e) {
            return true;
        }
    }
}

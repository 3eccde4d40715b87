package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.replay.Service;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Callers that take their time cost only themselves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundsTest {

    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aPathOfManySegmentsIsNoTrouble() {
        assertThat(service.get("/a".repeat(8_000), service.auditor()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void strangersWhoNeverFinishSigningInKeepNobodyFromSearchingAndAreCutOff() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < Receptions.MOST_OF_ONE; i++) {
                slow.add(unfinished());
            }
            Awaitility.await("signing in is as busy as it may be")
                    .atMost(Duration.ofSeconds(8))
                    .until(() -> signIn().statusCode() == 503);
            assertThat(signIn().headers().firstValue("retry-after")).isPresent();
            assertThat(service.get("/api/v1/exchanges", service.auditor()).statusCode())
                    .isEqualTo(200);
            assertThat(signInFrom("127.0.0.2")).as("from another address").isEqualTo(204);
            Awaitility.await("they are cut off")
                    .atMost(Route.Cost.SIGN_IN.longest().plusSeconds(20))
                    .until(() -> signIn().statusCode() == 204);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** As strict clients do, which send nothing before they are told to. */
    @Test
    void aBodyThatWaitsToBeAskedForIsAskedFor() {
        assertThat(service.send(signingIn().expectContinue(true)).statusCode()).isEqualTo(204);
    }

    /** Promises a body of a hundred bytes and sends ten. */
    private Socket unfinished() throws IOException {
        URI at = service.uri("/");
        Socket socket = new Socket(at.getHost(), at.getPort());
        OutputStream out = socket.getOutputStream();
        out.write(("POST /api/v1/session HTTP/1.1\r\nHost: " + at.getAuthority()
                        + "\r\nContent-Length: 100\r\n\r\n{\"token\":\"")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private HttpResponse<byte[]> signIn() {
        return service.send(signingIn());
    }

    private int signInFrom(String address) throws IOException, InterruptedException {
        try (HttpClient elsewhere = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(address))
                .build()) {
            return elsewhere
                    .send(signingIn().build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private HttpRequest.Builder signingIn() {
        return HttpRequest.newBuilder(service.uri("/api/v1/session"))
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString("{\"token\":\"" + service.auditor() + "\"}"));
    }
}

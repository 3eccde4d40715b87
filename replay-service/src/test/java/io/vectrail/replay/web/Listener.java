package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.replay.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Somebody who listens to the stream, on a connection of its own. */
final class Listener implements AutoCloseable {

    private final Socket socket;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Thread reading;
    private volatile boolean over;

    private Listener(Socket socket) {
        this.socket = socket;
        this.reading = Thread.ofVirtual().unstarted(this::read);
    }

    static Listener of(Service service, String token) throws IOException {
        return with(service, "Authorization: Bearer " + token);
    }

    /** Returns once the stream is open. */
    static Listener with(Service service, String header) throws IOException {
        Listener listener = deaf(service, header);
        listener.reading.start();
        Awaitility.await("the stream is open")
                .atMost(Duration.ofSeconds(20))
                .until(() -> listener.heard().contains("now and then"));
        assertThat(listener.heard()).contains("200 OK", "text/event-stream");
        return listener;
    }

    /** One that does not read. */
    static Listener deaf(Service service, String header) throws IOException {
        URI uri = service.uri("/api/v1/live");
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        OutputStream out = socket.getOutputStream();
        out.write(("GET /api/v1/live HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n" + header + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return new Listener(socket);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && !line.equals("0"); line = lines.readLine()) {
                heard.add(line);
            }
        } catch (IOException e) {
            // It is closed.
        }
        over = true;
    }

    String heard() {
        return heard.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    void await(String what) {
        Awaitility.await(what + " is heard of")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> heard().contains(what));
    }

    void awaitEnd(Duration most) {
        Awaitility.await("the stream ends").atMost(most).until(() -> over);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.vectrail.replay.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.BodyState;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What an edge is to whoever sends a request again: it answers, and records the exchange. */
final class FakeEdge implements AutoCloseable {

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger strangers = new AtomicInteger();
    private volatile int status = 200;
    private volatile List<float[]> vectors = List.of();
    private volatile boolean rewriting;

    FakeEdge() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** What came. */
    record Received(String line, String body, String key, String session, String contentType, String exchange) {}

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    List<Received> received() {
        return received;
    }

    /** How it answers from now on. */
    void answers(int with, List<float[]> these) {
        status = with;
        vectors = these;
    }

    /** Whether a policy changes what goes on from now on. */
    void rewrites(boolean some) {
        rewriting = some;
    }

    /** How many calls it takes for those of a stranger, as an edge does that has not read of a key yet. */
    void doesNotKnow(int calls) {
        strangers.set(calls);
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (strangers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                call.sendResponseHeaders(401, -1);
                return;
            }
            AuditExchange exchange =
                    Samples.exchange("key:reissue", Instant.now().truncatedTo(ChronoUnit.MILLIS), "sent again");
            if (rewriting) {
                exchange.getRequest().getBody().setState(BodyState.REWRITTEN);
            }
            Engines.shared().publish(Samples.answered(exchange, vectors));
            received.add(new Received(
                    call.getRequestMethod() + " " + call.getRequestURI(),
                    body,
                    String.valueOf(call.getRequestHeaders().getFirst("X-Vectrail-Authorization")),
                    String.valueOf(call.getRequestHeaders().getFirst("X-Vectrail-Session")),
                    String.valueOf(call.getRequestHeaders().getFirst("Content-Type")),
                    exchange.getId()));
            call.getResponseHeaders().add("X-Vectrail-Exchange", exchange.getId());
            call.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

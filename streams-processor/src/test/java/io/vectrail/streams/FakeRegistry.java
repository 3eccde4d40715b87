package io.vectrail.streams;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A schema registry behind a real socket that can be told to be away. Ids are positions, from 1. */
public final class FakeRegistry implements AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> schemas = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final HttpServer server;
    private volatile boolean away;

    public FakeRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void away(boolean now) {
        away = now;
    }

    /** How often somebody was turned away. */
    public int refusals() {
        return refusals.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            if (away) {
                refusals.incrementAndGet();
                send(exchange, 503, Map.of("message", "away"));
            } else if (path.startsWith("/config/")) {
                send(exchange, 200, Map.of("compatibility", "FULL_TRANSITIVE"));
            } else if (path.startsWith("/subjects/")) {
                String schema = json.readTree(body).path("schema").asText();
                send(exchange, 200, Map.of("id", idOf(schema)));
            } else {
                int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
                if (id < 1 || id > schemas.size()) {
                    send(exchange, 404, Map.of("error_code", 40403));
                } else {
                    send(exchange, 200, Map.of("schema", schemas.get(id - 1)));
                }
            }
        }
    }

    private synchronized int idOf(String schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }

    private void send(HttpExchange exchange, int status, Map<String, ?> page) throws IOException {
        byte[] body = json.writeValueAsBytes(page);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}

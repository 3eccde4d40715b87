package io.vectrail.replay.search;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vectrail.replay.Engines;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.ClickHouseSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before ClickHouse, hands on what it is asked, and counts it. */
final class CountedArchive implements AutoCloseable {

    /** What the client and the server here set themselves. */
    private static final Set<String> OWN =
            Set.of("connection", "host", "content-length", "transfer-encoding", "expect", "upgrade", "keep-alive");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger questions = new AtomicInteger();
    private final URI behind;
    private final HttpServer server;
    private final ClickHouse clickHouse;

    private CountedArchive(String database) throws IOException {
        this.behind = URI.create(Engines.clickHouseUrl());
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handOn);
        server.start();
        this.clickHouse = new ClickHouse(new ClickHouseSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), database, "default", "", Map.of()));
    }

    static CountedArchive of(String database) throws IOException {
        return new CountedArchive(database);
    }

    ClickHouse clickHouse() {
        return clickHouse;
    }

    int questions() {
        return questions.get();
    }

    private void handOn(HttpExchange exchange) throws IOException {
        questions.incrementAndGet();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        behind.resolve(exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try (exchange) {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        clickHouse.close();
        server.stop(0);
        client.close();
    }
}

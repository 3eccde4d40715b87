package io.vectrail.runtime.admin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vectrail.runtime.config.Address;
import io.vectrail.runtime.config.ConfigurationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the admin endpoints on a listener of their own, so that a data plane under full load still answers its
 * operator. The JDK's server does: it has no traffic to speak of.
 */
public final class AdminListener implements AutoCloseable {

    private static final int BACKLOG = 16;
    private static final AdminAnswer NOT_FOUND = new AdminAnswer(404, "text/plain", "not found\n");

    private final HttpServer server;
    private final ExecutorService threads;
    private final AdminEndpoints endpoints;

    private AdminListener(HttpServer server, AdminEndpoints endpoints) {
        this.server = server;
        this.endpoints = endpoints;
        this.threads = Executors.newFixedThreadPool(
                2, Thread.ofPlatform().name("admin-", 0).daemon().factory());
    }

    /** @throws ConfigurationException when the address is taken */
    public static AdminListener start(Address address, AdminEndpoints endpoints) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(address.host(), address.port()), BACKLOG);
            AdminListener listener = new AdminListener(server, endpoints);
            server.setExecutor(listener.threads);
            server.createContext("/", listener::handle);
            server.start();
            return listener;
        } catch (IOException e) {
            throw new ConfigurationException("cannot listen on " + address.host() + ":" + address.port()
                    + " for admin; is the port in use? Set admin.port");
        }
    }

    /** The port that it got. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            AdminAnswer answer = switch (exchange.getRequestMethod()) {
                case "GET" ->
                    endpoints.answer(exchange.getRequestURI().getPath()).orElse(NOT_FOUND);
                case "POST" -> act(exchange);
                default -> new AdminAnswer(405, "text/plain", "only GET and POST\n");
            };
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /**
     * An action takes no body, and none that a browser sends on behalf of a page: the listener has no login, so that a
     * page of some other site must not reach it through the operator's browser.
     */
    private AdminAnswer act(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        if (headers.containsKey("Origin") || headers.containsKey("Sec-Fetch-Site")) {
            return new AdminAnswer(403, "text/plain", "not for web pages; use curl -X POST or ./vectrail\n");
        }
        String length = headers.getFirst("Content-Length");
        if (headers.containsKey("Transfer-Encoding") || (length != null && !length.equals("0"))) {
            return new AdminAnswer(400, "text/plain", "send no body\n");
        }
        return endpoints.act(exchange.getRequestURI().getPath()).orElse(NOT_FOUND);
    }
}

package io.vectrail.replay.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Somebody else's end of a webhook, on loopback. Its address has a word in it that nobody may read anywhere. */
public final class Receiver implements AutoCloseable {

    public static final String HUSH = "hush-in-the-path";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpServer server;
    private final @Nullable Script script;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    /** What was sent. */
    public record Received(String delivery, String timestamp, String signature, String contentType, byte[] body) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Answers the request of this number, from 1. */
    public interface Script {
        void answer(int number, HttpExchange exchange) throws IOException;
    }

    /** @param script null: none, it hangs */
    public Receiver(@Nullable Script script) {
        this.script = script;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** One that answers with these one after the other, and with the last from then on. */
    public static Receiver answering(int... statuses) {
        return new Receiver((number, exchange) ->
                exchange.sendResponseHeaders(statuses[Math.min(number, statuses.length) - 1], -1));
    }

    /** One that never answers. */
    public static Receiver hanging() {
        return new Receiver(null);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int number;
            synchronized (received) {
                received.add(new Received(
                        header(exchange, "X-Vectrail-Delivery"),
                        header(exchange, "X-Vectrail-Timestamp"),
                        header(exchange, "X-Vectrail-Signature"),
                        header(exchange, "Content-Type"),
                        body));
                number = received.size();
            }
            if (script == null) {
                end.await();
            } else {
                script.answer(number, exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + HUSH);
    }

    public WebhookSettings slack() {
        return new WebhookSettings(url(), WebhookSettings.Form.SLACK, null, Duration.ofSeconds(2));
    }

    public WebhookSettings json(String secret) {
        return new WebhookSettings(url(), WebhookSettings.Form.JSON, secret, Duration.ofSeconds(2));
    }

    public WebhookSettings ocsf(String secret) {
        return new WebhookSettings(url(), WebhookSettings.Form.OCSF, secret, Duration.ofSeconds(2));
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    public List<Received> await(int number) {
        Awaitility.await("the webhook has been called " + number + " times")
                .atMost(PATIENCE)
                .until(() -> received.size() >= number);
        return received();
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }
}

package io.vectrail.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An upstream behind a real socket that answers as a test tells it to, and remembers what it was asked. */
final class ScriptedUpstream implements AutoCloseable {

    static final String GOOD = """
            {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.6,0.8]}],"model":"m",\
            "usage":{"prompt_tokens":1,"total_tokens":1}}""";

    /** How to answer; may take its time. */
    interface Answer {
        void to(HttpExchange exchange, byte[] body) throws Exception;
    }

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Answer answer = (exchange, body) -> send(exchange, 200, GOOD);

    ScriptedUpstream() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answers(Answer next) {
        answer = next;
    }

    /** From now on tells that a call has arrived, and answers it well when it is let go, at the latest after 20 s. */
    void answersWhenLetGo(CountDownLatch arrived, CountDownLatch release) {
        answers((exchange, body) -> {
            arrived.countDown();
            boolean _ = release.await(20, TimeUnit.SECONDS);
            send(exchange, 200, GOOD);
        });
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + new String(body));
            answer.to(exchange, body);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}

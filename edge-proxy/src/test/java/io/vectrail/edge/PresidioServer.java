package io.vectrail.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * Speaks the API of Presidio's analyzer behind a real socket: takes what it takes, counts code points as Python does, and finds
 * the names and places that it knows.
 */
final class PresidioServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> KEYS = Set.of("text", "language", "entities", "score_threshold");

    private static final Map<String, String> KNOWN =
            new TreeMap<>(Map.of("Jo Smith", "PERSON", "Bonn", "LOCATION", "Ann Ümlaut 👩🏽", "PERSON", "Acme", "ORG"));

    /** How to answer; may take its time. */
    interface Behaviour {
        void answer(HttpExchange exchange, JsonNode request) throws Exception;
    }

    /** What it was asked, whole. */
    final List<JsonNode> asked = new CopyOnWriteArrayList<>();

    /** What of that Presidio would not have taken, or what it should not have been sent. */
    final List<String> wrong = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private volatile Behaviour behaviour = (exchange, request) -> send(exchange, 200, analysis(request));

    PresidioServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answers(Behaviour next) {
        behaviour = next;
    }

    void answersWell() {
        behaviour = (exchange, request) -> send(exchange, 200, analysis(request));
    }

    /** The same answer, whatever it is asked. */
    void answers(int status, String body) {
        behaviour = (exchange, request) -> send(exchange, status, body);
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** As Presidio writes it: for one text its findings, for a list of texts those of each. */
    static String analysis(JsonNode request) {
        JsonNode text = request.get("text");
        if (text.isTextual()) {
            return findings(text.textValue());
        }
        List<String> lists = new ArrayList<>();
        text.forEach(each -> lists.add(findings(each.textValue())));
        return "[" + String.join(", ", lists) + "]";
    }

    private static String findings(String text) {
        List<String> found = new ArrayList<>();
        KNOWN.forEach((name, type) -> {
            for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
                int start = text.codePointCount(0, at);
                int end = start + name.codePointCount(0, name.length());
                found.add("{\"analysis_explanation\": null, \"end\": " + end + ", \"entity_type\": \"" + type
                        + "\", \"score\": 0.85, \"start\": " + start + "}");
            }
        });
        return "[" + String.join(", ", found) + "]";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            asked.add(request);
            check(exchange, request);
            behaviour.answer(exchange, request);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private void check(HttpExchange exchange, JsonNode request) {
        require(exchange.getRequestMethod().equals("POST"), "its method");
        require(exchange.getRequestURI().toString().equals("/analyze"), "its path");
        require("application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type")), "its type");
        for (String header : List.of("Authorization", "x-api-key", "api-key", "Cookie", "X-Team")) {
            require(!exchange.getRequestHeaders().containsKey(header), "the caller's " + header);
        }
        request.fieldNames().forEachRemaining(key -> require(KEYS.contains(key), "key " + key));
        JsonNode text = request.path("text");
        require((text.isTextual() && !text.textValue().isBlank()) || (text.isArray() && text.size() > 1), "its text");
        text.forEach(each -> require(each.isTextual() && !each.textValue().isBlank(), "one of its texts"));
        require(request.path("language").asText().equals("en"), "its language");
        require(request.path("entities").toString().equals("[\"PERSON\",\"LOCATION\"]"), "its entities");
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            wrong.add(what);
        }
    }
}

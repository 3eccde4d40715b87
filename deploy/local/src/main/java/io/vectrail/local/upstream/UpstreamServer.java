package io.vectrail.local.upstream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** Serves {@code POST /v1/embeddings} on the loopback address to whoever brings the one bearer it accepts. */
public final class UpstreamServer implements AutoCloseable {
    private static final int BODY_LIMIT = 16 << 20;

    static {
        // Without it an answer of two segments waits 40 ms for the first one's acknowledgement; and the default of 30 s
        // closes connections that a proxy's pool would use again.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "300");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final byte[] authorization;
    private final Tokens tokens = new Tokens();

    private UpstreamServer(int port, String bearer) throws IOException {
        authorization = ("Bearer " + bearer).getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.createContext(
                "/health", exchange -> answer(exchange, 200, out -> out.write("{}".getBytes(StandardCharsets.UTF_8))));
    }

    /** Listens on {@code port}, or on a free one when it is 0. */
    public static UpstreamServer start(int port, String bearer) throws IOException {
        UpstreamServer upstream = new UpstreamServer(port, bearer);
        upstream.server.start();
        return upstream;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Answers what has begun, for at most a second, and stops. */
    @Override
    public void close() {
        server.stop(1);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            EmbeddingsRequest request = embeddings(exchange);
            answer(exchange, 200, out -> EmbeddingsResponse.write(request, out));
        } catch (ApiError error) {
            answer(exchange, error.status(), out -> out.write(EmbeddingsResponse.of(error)));
        }
    }

    private EmbeddingsRequest embeddings(HttpExchange exchange) throws ApiError, IOException {
        String path = exchange.getRequestURI().getPath();
        if (!path.equals("/v1/embeddings")) {
            throw new ApiError(404, "Invalid URL (" + exchange.getRequestMethod() + " " + path + ")", null, null);
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            throw new ApiError(
                    405,
                    "Not allowed to " + exchange.getRequestMethod() + " on /v1/embeddings (HINT: POST)",
                    null,
                    null);
        }
        authenticate(exchange);
        byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
        if (body.length > BODY_LIMIT) {
            throw new ApiError(413, "The request is larger than " + BODY_LIMIT + " bytes.", null, null);
        }
        EmbeddingsRequest request = EmbeddingsRequest.parse(body, tokens);
        exchange.getResponseHeaders().set("openai-model", request.model().name());
        return request;
    }

    private void authenticate(HttpExchange exchange) throws ApiError {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        if (given == null) {
            throw new ApiError(
                    401,
                    "You didn't provide an API key. You need to provide your API key in an Authorization header using"
                            + " Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
                    null,
                    null);
        }
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization)) {
            // OpenAI quotes the key's ends: what stands between it and its callers must not pass that on.
            throw new ApiError(401, "Incorrect API key provided: " + ends(given) + ".", null, "invalid_api_key");
        }
    }

    private static String ends(String authorization) {
        String key = authorization.substring(authorization.indexOf(' ') + 1);
        return key.length() < 12 ? "***" : key.substring(0, 4) + "***" + key.substring(key.length() - 4);
    }

    /** Writes a body, which may be larger than this program's memory. */
    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void answer(HttpExchange exchange, int status, Body body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("openai-version", "2020-10-01");
            exchange.getResponseHeaders()
                    .set("x-request-id", "req_" + UUID.randomUUID().toString().replace("-", ""));
            boolean gzip = acceptsGzip(exchange.getRequestHeaders().getOrDefault("Accept-Encoding", List.of()));
            if (gzip) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
            }
            try (OutputStream out = new AnswerStream(exchange, status)) {
                if (gzip) {
                    GZIPOutputStream packed = new GZIPOutputStream(out);
                    body.writeTo(packed);
                    packed.finish();
                } else {
                    body.writeTo(out);
                }
            }
        }
    }

    private static boolean acceptsGzip(List<String> headers) {
        return headers.stream()
                .flatMap(header -> List.of(header.toLowerCase(Locale.ROOT).split(",")).stream())
                .map(String::strip)
                .anyMatch(coding -> coding.matches("gzip(\\s*;(?!.*q=0(\\.0*)?$).*)?"));
    }
}

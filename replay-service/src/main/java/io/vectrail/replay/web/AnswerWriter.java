package io.vectrail.replay.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Turns answers and problems into HTTP, with the headers that every answer has. */
final class AnswerWriter {

    private static final String CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", CSP,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

    private static final int PIECE = 64 << 10;
    private static final Duration KEPT_ALIVE = Duration.ofSeconds(15);

    private AnswerWriter() {}

    /** @param still whether whoever asked may still see what is answered, for what takes long */
    static void write(HttpServerExchange exchange, Answer answer, BooleanSupplier still) throws IOException {
        switch (answer) {
            case Answer.Json json -> {
                headers(exchange, json.headers());
                send(exchange, json.status(), "application/json", Json.bytes(json.value()));
            }
            case Answer.Bytes bytes -> {
                headers(exchange, bytes.headers());
                send(exchange, bytes.status(), bytes.mediaType(), bytes.body());
            }
            case Answer.Nothing nothing -> {
                headers(exchange, nothing.headers());
                always(exchange);
                exchange.setStatusCode(204);
                exchange.endExchange();
            }
            case Answer.Elsewhere elsewhere -> {
                exchange.getResponseHeaders().put(Headers.LOCATION, elsewhere.address());
                exchange.getResponseHeaders().addAll(Headers.SET_COOKIE, elsewhere.cookies());
                always(exchange);
                exchange.setStatusCode(303);
                exchange.endExchange();
            }
            case Answer.Parts parts -> stream(exchange, parts);
            case Answer.Part part -> send(exchange, part);
            case Answer.Live live -> follow(exchange, live, still);
        }
    }

    static void write(HttpServerExchange exchange, ProblemException problem) throws IOException {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("type", "about:blank");
        page.put("title", problem.title());
        page.put("status", problem.status());
        page.put("detail", problem.getMessage());
        page.putAll(problem.members());
        headers(exchange, problem.headers());
        send(exchange, problem.status(), "application/problem+json", Json.bytes(page));
    }

    private static void send(HttpServerExchange exchange, int status, String mediaType, byte[] body)
            throws IOException {
        always(exchange);
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, mediaType);
        exchange.setResponseContentLength(body.length);
        blocking(exchange);
        try (OutputStream out = exchange.getOutputStream()) {
            out.write(body);
        }
    }

    private static void stream(HttpServerExchange exchange, Answer.Parts parts) throws IOException {
        always(exchange);
        headers(exchange, parts.headers());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, parts.mediaType());
        exchange.setResponseContentLength(parts.size());
        blocking(exchange);
        try (OutputStream out = exchange.getOutputStream()) {
            for (int part = 0; part < parts.parts(); part++) {
                out.write(parts.part().apply(part));
            }
        }
    }

    private static void send(HttpServerExchange exchange, Answer.Part part) throws IOException {
        try (SeekableByteChannel file = opened(part.file())) {
            always(exchange);
            headers(exchange, part.headers());
            exchange.setStatusCode(part.status());
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, part.mediaType());
            exchange.setResponseContentLength(part.length());
            blocking(exchange);
            file.position(part.from());
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            try (OutputStream out = exchange.getOutputStream()) {
                for (long left = part.length(); left > 0; left -= piece.position()) {
                    piece.clear().limit((int) Math.min(PIECE, left));
                    if (file.read(piece) < 0) {
                        throw new EOFException("the file ends before its end");
                    }
                    out.write(piece.array(), 0, piece.position());
                }
            }
        }
    }

    private static SeekableByteChannel opened(Path file) throws IOException {
        try {
            return Files.newByteChannel(file);
        } catch (NoSuchFileException e) {
            throw new ProblemException(410, "Gone", "it was deleted meanwhile; ask for it again", Map.of());
        }
    }

    /** Server-sent events. Whether somebody still reads shows when something is sent, and so something is, now and then. */
    private static void follow(HttpServerExchange exchange, Answer.Live live, BooleanSupplier still)
            throws IOException {
        try (LiveFeed feed = live.open().get()) {
            always(exchange);
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
            // A proxy that collects what it passes on would keep all of it back.
            exchange.getResponseHeaders().put(new HttpString("X-Accel-Buffering"), "no");
            blocking(exchange);
            try (OutputStream out = exchange.getOutputStream()) {
                long sent = send(out, ": this is sent now and then\n\n".getBytes(StandardCharsets.UTF_8));
                while (feed.wanted() && still.getAsBoolean()) {
                    byte[] events = feed.next();
                    if (events.length > 0) {
                        sent = send(out, events);
                    } else if (System.nanoTime() - sent >= KEPT_ALIVE.toNanos()) {
                        sent = send(out, ":\n\n".getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        }
    }

    /** When it was sent, by the clock that measures. */
    private static long send(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return System.nanoTime();
    }

    private static void blocking(HttpServerExchange exchange) {
        if (!exchange.isBlocking()) {
            exchange.startBlocking();
        }
    }

    private static void always(HttpServerExchange exchange) {
        headers(exchange, ALWAYS);
        if (exchange.getRequestScheme().equals("https")) {
            exchange.getResponseHeaders().put(Headers.STRICT_TRANSPORT_SECURITY, "max-age=31536000");
        }
        // Whoever sets another is known to have nothing secret in it.
        if (!exchange.getResponseHeaders().contains(Headers.CACHE_CONTROL)) {
            exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        }
    }

    private static void headers(HttpServerExchange exchange, Map<String, String> headers) {
        headers.forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
    }
}

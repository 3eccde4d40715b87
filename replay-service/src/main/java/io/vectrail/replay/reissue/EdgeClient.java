package io.vectrail.replay.reissue;

import io.vectrail.replay.search.ExchangeDetail;
import io.vectrail.replay.search.ExchangeDetail.NameValue;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends a recorded request to an edge, as it was recorded, but for who sends it. Thread-safe. */
final class EdgeClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A key that was just created is known to the edge as soon as it has read it. */
    private static final Duration KEY_PATIENCE = Duration.ofSeconds(10);

    /** The first pause; each is twice as long as the one before, since each call of a stranger is recorded. */
    private static final Duration KEY_PAUSE = Duration.ofMillis(250);

    private static final int UNAUTHENTICATED = 401;
    private static final int SUCCESS = 2;

    /** What the connection itself is about, what the client says by itself, and what would have a provider answer from what it remembers. */
    private static final Set<String> ITS_OWN = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "expect",
            "upgrade",
            "te",
            "trailer",
            "keep-alive",
            "authorization",
            "content-encoding",
            "idempotency-key");

    private final URI edge;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    EdgeClient(ReissueSettings settings, Clock clock) {
        this.edge = settings.edge();
        this.clock = clock;
    }

    /**
     * Sends it and waits for the answer, whose bytes nobody here needs: they are recorded.
     *
     * @param encoding of the body; null: none
     * @param key what the auditor is known by
     * @param session under which name the new exchange stands
     */
    Sent send(ExchangeDetail recorded, byte[] body, @Nullable String encoding, AuditorKeys.Held key, String session) {
        try {
            HttpRequest request = request(recorded, body, encoding, key.text(), session);
            Instant until = key.created().plus(KEY_PATIENCE);
            HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
            Duration pause = KEY_PAUSE;
            while (answer.statusCode() == UNAUTHENTICATED && clock.instant().isBefore(until)) {
                LockSupport.parkNanos(pause.toNanos());
                pause = pause.multipliedBy(2);
                answer = http.send(request, HttpResponse.BodyHandlers.discarding());
            }
            String exchange = answer.headers().firstValue("X-Vectrail-Exchange").orElse("");
            return answer.statusCode() / 100 == SUCCESS && !exchange.isEmpty()
                    ? new Sent.Released(exchange)
                    : new Sent.Refused(answer.statusCode(), exchange);
        } catch (IllegalArgumentException e) {
            return new Sent.Failed("it cannot be sent as it was recorded: a header or its address is not one any more");
        } catch (HttpTimeoutException e) {
            return new Sent.Failed("there was no answer within " + PATIENCE.toSeconds()
                    + " s; does it wait for approval? It stands" + " in the session " + session);
        } catch (IOException e) {
            return new Sent.Failed(
                    "the edge does not answer at " + edge + "; look whether it runs, and at reissue.edge");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Sent.Failed("the service stopped meanwhile");
        }
    }

    private HttpRequest request(
            ExchangeDetail recorded, byte[] body, @Nullable String encoding, String key, String session) {
        ExchangeDetail.Request request = recorded.request();
        HttpRequest.Builder builder = HttpRequest.newBuilder(address(recorded.connection(), request))
                .timeout(PATIENCE)
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (NameValue header : request.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (!ITS_OWN.contains(name) && !name.startsWith("x-vectrail-")) {
                builder.header(header.name(), header.value());
            }
        }
        if (encoding != null) {
            builder.header("Content-Encoding", encoding);
        }
        return builder.header("X-Vectrail-Authorization", "Bearer " + key)
                .header("X-Vectrail-Session", session)
                .build();
    }

    private URI address(String connection, ExchangeDetail.Request request) {
        String query = request.query().stream()
                .map(field -> encoded(field.name()) + "=" + encoded(field.value()))
                .collect(Collectors.joining("&"));
        String base = edge.toString().replaceAll("/+$", "");
        return URI.create(base + "/" + encoded(connection) + request.path() + (query.isEmpty() ? "" : "?" + query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

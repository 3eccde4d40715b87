package io.vectrail.runtime.token;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** How issuers are asked: without redirects, 5 s at most, answers of 1 MiB at most. Thread-safe. */
public final class IssuerHttp implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 1 << 20;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * The text that stands there.
     *
     * @throws UnusableAnswerException when the answer has another status than 200
     * @throws IOException when there is no answer
     */
    public String get(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .build();
        return text(client.send(request, bounded()));
    }

    /** The JSON object that answers a request; fails as {@link #get} does, and when the answer is none. */
    public Map<String, Object> object(HttpRequest.Builder request) throws IOException, InterruptedException {
        return object(text(client.send(request.timeout(PATIENCE).build(), bounded())));
    }

    /** What came of a request: a JSON object, or completes exceptionally as {@link #get} and {@link #object} fail. */
    CompletableFuture<Map<String, Object>> ask(HttpRequest.Builder request) {
        return client.sendAsync(request.timeout(PATIENCE).build(), bounded()).thenApply(response -> {
            try {
                return object(text(response));
            } catch (UnusableAnswerException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static HttpResponse.BodyHandler<byte[]> bounded() {
        return HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES);
    }

    private static String text(HttpResponse<byte[]> response) throws UnusableAnswerException {
        if (response.statusCode() != 200) {
            throw new UnusableAnswerException("it answered with status " + response.statusCode());
        }
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** @throws UnusableAnswerException when it is no JSON object */
    static Map<String, Object> object(String text) throws UnusableAnswerException {
        try {
            return JSONObjectUtils.parse(text);
        } catch (ParseException e) {
            throw new UnusableAnswerException("its answer is no JSON object");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

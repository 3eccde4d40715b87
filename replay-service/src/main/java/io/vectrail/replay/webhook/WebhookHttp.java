package io.vectrail.replay.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** How webhooks are called: without redirects, and of an answer the status and {@code Retry-After} are read and no more. Thread-safe. */
final class WebhookHttp implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Clock clock;

    WebhookHttp(Clock clock) {
        this.clock = clock;
    }

    Answer post(WebhookSettings webhook, Notice notice, byte[] body) throws InterruptedException {
        try {
            HttpResponse<InputStream> response =
                    client.send(request(webhook, notice, body), HttpResponse.BodyHandlers.ofInputStream());
            // What it says beside its status may be anything, of any length, and may never end.
            response.body().close();
            return answer(response);
        } catch (IOException e) {
            return new Answer.Failed(reason(e, webhook), null);
        }
    }

    private HttpRequest request(WebhookSettings webhook, Notice notice, byte[] body) {
        Instant now = clock.instant();
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook.url())
                .timeout(webhook.timeout())
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "vectrail")
                .header("X-Vectrail-Delivery", notice.delivery().toString())
                .header("X-Vectrail-Timestamp", Signature.timestamp(now))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        String secret = webhook.secret();
        if (secret != null) {
            request.header("X-Vectrail-Signature", Signature.of(secret, now, body));
        }
        return request.build();
    }

    private Answer answer(HttpResponse<?> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Answer.Taken();
        }
        if (status >= 300 && status < 400) {
            return new Answer.Refused("answered with status " + status
                    + ", and redirects are not followed; configure the address that it leads to");
        }
        String reason = "answered with status " + status;
        return status == 408 || status == 429 || status >= 500
                ? new Answer.Failed(reason, pause(response.headers().firstValue("Retry-After")))
                : new Answer.Refused(reason);
    }

    /** Seconds, or a date (RFC 9110, 10.2.3); what is neither asks for nothing. */
    private @Nullable Duration pause(Optional<String> written) {
        String text = written.orElse("").strip();
        if (text.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration left = Duration.between(clock.instant(), at);
            return left.isNegative() ? null : left;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The exceptions themselves may name the address. */
    private static String reason(IOException e, WebhookSettings webhook) {
        return switch (e) {
            case HttpConnectTimeoutException _ -> "could not be connected to in time";
            case HttpTimeoutException _ ->
                "did not answer within " + webhook.timeout().toMillis() + " ms";
            case SSLException _ -> "did not agree on TLS, or has a certificate that is not trusted";
            case ConnectException _
            when e.getCause() instanceof UnresolvedAddressException -> "has a host name that is not known";
            case ConnectException _ -> "could not be connected to";
            default -> "broke the connection off";
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

package io.vectrail.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The gateway document of a platform, as a policy admin's program changes it. */
final class PublishedConfig {

    private final Platform platform;
    private final ReplayApi api;
    private final HttpClient http = HttpClient.newHttpClient();

    PublishedConfig(Platform platform) {
        this.platform = platform;
        this.api = new ReplayApi(platform);
    }

    String text() {
        return shown().path("text").asText();
    }

    /** Publishes it, and returns once every edge runs it. */
    void apply(String document) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(platform.replayUrl() + "/api/v1/config"))
                            .header("Authorization", "Bearer " + platform.token("paula", "policy-admins"))
                            .header("If-Match", '"' + shown().path("hash").asText() + '"')
                            .PUT(HttpRequest.BodyPublishers.ofString(document))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Awaitility.await("every edge runs it")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> shown().at("/edges/0/state").asText().equals("current"));
    }

    private JsonNode shown() {
        try {
            return api.json("/config");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

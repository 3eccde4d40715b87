package io.vectrail.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The replay service's API, as an auditor's program calls it. */
final class ReplayApi {

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Platform platform;
    private final String token;

    ReplayApi(Platform platform) {
        this.platform = platform;
        this.token = platform.token("auditor", "auditors");
    }

    /** Waits until the exchange is in the archive, and returns it. */
    JsonNode awaitExchange(String id) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(
                        () -> json("/exchanges/" + id),
                        found -> found.path("id").asText().equals(id));
    }

    /** Ids of all exchanges that a query finds, through all its pages. */
    List<String> ids(String query) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json("/exchanges?limit=500&" + query + cursor);
            page.path("items").forEach(item -> ids.add(item.path("id").asText()));
            JsonNode next = page.path("nextCursor");
            cursor = next.isTextual() ? "&cursor=" + encode(next.asText()) : "";
        } while (!cursor.isEmpty());
        return ids;
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = get(path, token);
        if (response.statusCode() != 200) {
            throw new IOException(
                    "GET " + path + " answered " + response.statusCode() + ": " + new String(response.body()));
        }
        return json.readTree(response.body());
    }

    byte[] bytes(String path) throws IOException, InterruptedException {
        return get(path, token).body();
    }

    HttpResponse<byte[]> get(String path, String as) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform.replayUrl() + "/api/v1" + path))
                .header("Authorization", "Bearer " + as)
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

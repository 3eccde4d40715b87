package io.vectrail.endtoend;

import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Plain HTTP to the edge and, for comparison, to the upstream behind it. */
final class EdgeClient {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Platform platform;

    EdgeClient(Platform platform) {
        this.platform = platform;
    }

    HttpResponse<byte[]> throughTheEdge(String token, String body) throws IOException, InterruptedException {
        return post(platform.edgeUrl() + "/openai/v1/embeddings", token, body);
    }

    HttpResponse<byte[]> direct(String body) throws IOException, InterruptedException {
        return post(platform.upstreamUrl() + "/v1/embeddings", platform.upstreamBearer(), body);
    }

    private HttpResponse<byte[]> post(String url, String token, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    static String exchange(HttpResponse<byte[]> response) {
        return response.headers().firstValue("X-Vectrail-Exchange").orElseThrow();
    }
}

package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vectrail.local.platform.Port;
import io.vectrail.local.platform.Settings;
import io.vectrail.local.process.PlatformException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The replay service's API, asked as whoever {@code VECTRAIL_TOKEN} says, else as this machine's user with the auditors' group. */
final class ReplayApi {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Settings settings;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    ReplayApi(Settings settings) {
        this.settings = settings;
    }

    /** An answer as it came, and as a tree. */
    record Answer(String text, JsonNode json) {}

    /** Asks for {@code /api/v1/} and that path; empty parameters are left out. */
    Answer get(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        URI uri = URI.create(settings.url(Port.REPLAY) + "/api/v1/" + path + (query.isEmpty() ? "" : "?" + query));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token())
                .header("Accept", "application/json")
                .GET()
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new PlatformException(refusal(response));
            }
            return new Answer(response.body(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new PlatformException(
                    "The replay service does not answer at " + settings.url(Port.REPLAY) + ": see ./vectrail status.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while waiting for the replay service.", e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String token() {
        String given = System.getenv().getOrDefault("VECTRAIL_TOKEN", "");
        return given.isBlank()
                ? LocalTokens.issuer(settings)
                        .token(System.getProperty("user.name", "auditor"), List.of("auditors"), Duration.ofMinutes(5))
                : given.strip();
    }

    /** RFC 9457's title and detail, where the service gives them. */
    private static String refusal(HttpResponse<String> response) {
        String problem = "";
        try {
            JsonNode body = JSON.readTree(response.body());
            problem = (body.path("title").asText("") + " " + body.path("detail").asText("")).strip();
        } catch (IOException e) {
            // not JSON: the status has to do
        }
        String advice = switch (response.statusCode()) {
            case 401 -> " Check VECTRAIL_TOKEN, or unset it.";
            case 403 -> " Use a token with the group auditors.";
            default -> "";
        };
        return "The replay service answered " + response.statusCode() + "."
                + (problem.isEmpty() ? "" : " " + VisibleText.cell(problem, 300)) + advice;
    }
}

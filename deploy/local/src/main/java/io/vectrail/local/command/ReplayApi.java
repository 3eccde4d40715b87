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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The replay service's API, asked as whoever {@code VECTRAIL_TOKEN} says, else as this machine's user with the groups that it takes. */
final class ReplayApi {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** A document's patterns may take a minute to be read. */
    private static final Duration PUBLISHING = Duration.ofMinutes(2);

    private final Settings settings;
    private final List<String> groups;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    private ReplayApi(Settings settings, List<String> groups) {
        this.settings = settings;
        this.groups = List.copyOf(groups);
    }

    /** What an auditor may ask. */
    static ReplayApi asAuditor(Settings settings) {
        return new ReplayApi(settings, List.of("auditors"));
    }

    /** What somebody may ask who changes what the gateway does. */
    static ReplayApi asPolicyAdmin(Settings settings) {
        return new ReplayApi(settings, List.of("policy-admins", "auditors"));
    }

    /** What somebody in these groups may ask. */
    static ReplayApi asMemberOf(Settings settings, List<String> groups) {
        return new ReplayApi(settings, groups);
    }

    /** An answer as it came, and as a tree. */
    record Answer(int status, String text, JsonNode json) {}

    /** Asks for {@code /api/v1/} and that path; empty parameters are left out. */
    Answer get(String path, Map<String, String> parameters) {
        return good(send(request(path, parameters, LIMIT).GET().build()));
    }

    /**
     * Puts a document there. The answer may be a refusal.
     *
     * @param header with its value: in whose place
     */
    Answer put(String path, Map<String, String> parameters, byte[] body, String header, String value) {
        return send(request(path, parameters, PUBLISHING)
                .header("Content-Type", "application/yaml")
                .header(header, value)
                .PUT(BodyPublishers.ofByteArray(body))
                .build());
    }

    /** Posts a JSON value. */
    Answer post(String path, JsonNode body) {
        return good(send(request(path, Map.of(), LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build()));
    }

    /** Asks for the end of what is at that path. */
    Answer delete(String path) {
        return good(send(request(path, Map.of(), LIMIT).DELETE().build()));
    }

    /** @throws PlatformException with the problem's own words where it is a refusal */
    Answer good(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new PlatformException(refusal(answer));
        }
        return answer;
    }

    private HttpRequest.Builder request(String path, Map<String, String> parameters, Duration limit) {
        String query = parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        URI uri = URI.create(settings.url(Port.REPLAY) + "/api/v1/" + path + (query.isEmpty() ? "" : "?" + query));
        return HttpRequest.newBuilder(uri)
                .timeout(limit)
                .header("Authorization", "Bearer " + token())
                .header("Accept", "application/json");
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), tree(response.body()));
        } catch (IOException e) {
            throw new PlatformException(
                    "The replay service does not answer at " + settings.url(Port.REPLAY) + ": see ./vectrail status.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while waiting for the replay service.", e);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            // Not JSON: the status has to do.
            return JSON.createObjectNode();
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String token() {
        String given = System.getenv().getOrDefault("VECTRAIL_TOKEN", "");
        return given.isBlank()
                ? LocalTokens.issuer(settings)
                        .token(System.getProperty("user.name", "auditor"), groups, Duration.ofMinutes(5))
                : given.strip();
    }

    /** RFC 9457's title and detail, where the service gives them. */
    private String refusal(Answer answer) {
        JsonNode body = answer.json();
        String problem =
                (body.path("title").asText("") + " " + body.path("detail").asText("")).strip();
        String advice = switch (answer.status()) {
            case 401 -> " Check VECTRAIL_TOKEN, or unset it.";
            case 403 -> problem.contains("role") ? " Use a token with the group " + groups.getFirst() + "." : "";
            default -> "";
        };
        return "The replay service answered " + answer.status() + "."
                + (problem.isEmpty() ? "" : " " + VisibleText.cell(problem, 600)) + advice;
    }
}

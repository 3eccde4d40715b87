package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vectrail.local.platform.Port;
import io.vectrail.local.platform.Settings;
import io.vectrail.local.process.PlatformException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The replay service's API, asked as whoever {@code VECTRAIL_TOKEN} says, else as this machine's user with the groups that it takes. */
final class ReplayApi {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** A provider may take its time. */
    private static final Duration MAKING = Duration.ofMinutes(3);

    /** Until the answer begins. */
    private static final Duration FETCHING = Duration.ofMinutes(1);

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
        return post(path, Map.of(), body);
    }

    /** Asks for something to be made there that parameters say all of, and waits for it. */
    Answer post(String path, Map<String, String> parameters) {
        return good(send(
                request(path, parameters, MAKING).POST(BodyPublishers.noBody()).build()));
    }

    /** Posts a JSON value. */
    Answer post(String path, Map<String, String> parameters, JsonNode body) {
        return post(path, parameters, body, LIMIT);
    }

    /** The same, where a provider may take its time. */
    Answer postAndWait(String path, Map<String, String> parameters, JsonNode body) {
        return post(path, parameters, body, MAKING);
    }

    private Answer post(String path, Map<String, String> parameters, JsonNode body, Duration limit) {
        return good(send(request(path, parameters, limit)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build()));
    }

    /** Asks for the end of what is at that path. */
    Answer delete(String path) {
        return good(send(request(path, Map.of(), LIMIT).DELETE().build()));
    }

    /**
     * Fetches a file, or what is missing of it.
     *
     * @param target gets what is missing at its end
     * @param tag of what it has already the beginning; where the file there is another, the target is written anew
     * @throws IOException when the connection ends before the file does
     */
    void fetch(String path, Path target, String tag) throws IOException {
        long have = Files.exists(target) ? Files.size(target) : 0;
        HttpRequest.Builder request = request(path, Map.of(), FETCHING);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-").header("If-Range", tag);
        }
        try {
            HttpResponse<InputStream> response = client.send(request.GET().build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 != 2) {
                    String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                    throw new PlatformException(refusal(new Answer(response.statusCode(), text, tree(text))));
                }
                StandardOpenOption where =
                        response.statusCode() == 206 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
                try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE, where)) {
                    body.transferTo(out);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while fetching a file from the replay service.", e);
        }
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

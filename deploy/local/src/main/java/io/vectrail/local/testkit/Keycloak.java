package io.vectrail.local.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vectrail.local.engine.Checkout;
import io.vectrail.local.engine.Engines;
import io.vectrail.local.engine.KeycloakEngine;
import io.vectrail.local.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A real identity provider, on a free port, administered through its own API. It takes half a minute to start. */
public final class Keycloak extends EngineProcess {
    private static final JsonMapper JSON = new JsonMapper();

    private final KeycloakEngine engine;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Keycloak(Folder folder, KeycloakEngine engine) {
        super(folder, engine::program);
        this.engine = engine;
    }

    /** One of the test's own, to be closed by it. */
    public static Keycloak start() {
        Folder folder = Folder.create("keycloak");
        return new Keycloak(
                folder,
                new KeycloakEngine(
                        new Engines(Checkout.find()).keycloak(), folder.home(), FreePort.any(), FreePort.any()));
    }

    /** The issuer of a realm's tokens. */
    public String issuer(String realm) {
        return engine.url() + "/realms/" + realm;
    }

    /** Makes a realm of what Keycloak's documentation calls its representation. */
    public void createRealm(String representation) throws IOException, InterruptedException {
        administer("POST", "", representation);
    }

    /**
     * Asks its administration API.
     *
     * @param path behind {@code /admin/realms}
     * @param body JSON; empty for none
     * @return what it answered; of a new thing nothing but where it is, under {@code location}
     */
    public JsonNode administer(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(engine.url() + "/admin/realms" + path))
                .header("Authorization", "Bearer " + adminToken())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.headers()
                .firstValue("Location")
                .<JsonNode>map(location -> JSON.createObjectNode().put("location", location))
                .orElseGet(() -> read(answer.body().isEmpty() ? "null" : answer.body()));
    }

    /** Keycloak's own go stale within a minute. */
    private String adminToken() throws IOException, InterruptedException {
        return token(
                        "master",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "admin-cli",
                                "username",
                                KeycloakEngine.ADMIN,
                                "password",
                                KeycloakEngine.ADMIN))
                .path("access_token")
                .asText();
    }

    /** What a realm's token endpoint answers to a form. */
    public JsonNode token(String realm, Map<String, String> form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer(realm) + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("no token: " + answer.statusCode() + " " + answer.body());
        }
        return read(answer.body());
    }

    /** As a browser sends a form. */
    public static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("Keycloak does not answer with JSON: " + json, e);
        }
    }
}

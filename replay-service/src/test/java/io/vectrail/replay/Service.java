package io.vectrail.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectrail.local.testkit.LocalIssuer;
import io.vectrail.replay.access.ScopeSettings;
import io.vectrail.replay.access.ViewingSettings;
import io.vectrail.replay.access.grant.GrantSettings;
import io.vectrail.replay.access.login.LoginSettings;
import io.vectrail.replay.access.login.OpenIdSettings;
import io.vectrail.replay.access.saml.SamlProvider;
import io.vectrail.replay.archive.ClickHouseSettings;
import io.vectrail.replay.archive.TestDatabases;
import io.vectrail.replay.webhook.WebhookSettings;
import io.vectrail.runtime.tls.TlsSettings;
import io.vectrail.runtime.token.IssuerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The whole service in this JVM, on a free port, with a database of its own on the shared engines. */
public final class Service implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LocalIssuer issuer;
    private final ReplayConfig config;
    private Wiring wiring;

    private Service(ServiceConfig config) {
        this.issuer = config.issuer();
        this.config = config.build();
        this.wiring = new Wiring(this.config, Clock.systemUTC());
    }

    private static Service ready(ServiceConfig config) {
        Service service = new Service(config);
        service.awaitReady();
        return service;
    }

    /** Starts it and waits until it is ready. */
    public static Service start(Path folder) {
        return ready(new ServiceConfig(folder));
    }

    /** Starts one that shows texts to those alone who say why, and waits until it is ready. */
    public static Service asking(Path folder) {
        return ready(new ServiceConfig(folder).viewing(new ViewingSettings(ViewingSettings.Reason.REQUIRED)));
    }

    /** Starts one that sends requests again there, whose team of searchers sees its own, and waits until it is ready. */
    public static Service reissuing(Path folder, URI edge) {
        return ready(new ServiceConfig(folder)
                .edge(edge)
                .roles(
                        Map.of(
                                "auditor", List.of("auditors", "search-auditors"),
                                "replayer", List.of("replayers"),
                                "policy-admin", List.of("policy-admins")),
                        Map.of("search-auditors", new ScopeSettings(List.of(), List.of("team-search")))));
    }

    /** Starts one that tells these webhooks of approvals, and waits until it is ready. */
    public static Service telling(Path folder, Map<String, WebhookSettings> webhooks) {
        return ready(new ServiceConfig(folder).webhooks(webhooks));
    }

    /** Starts it, whatever it finds. */
    public static Service unready(Path folder, String clickHouse, String bootstrap, String registry) {
        return new Service(new ServiceConfig(folder).engines(clickHouse, bootstrap, registry));
    }

    /** Starts one that speaks TLS; what it takes for ready is not waited for. */
    public static Service encrypted(Path folder, TlsSettings tls) {
        return new Service(new ServiceConfig(folder).tls(tls));
    }

    /**
     * Starts one whose roles are for a part of the traffic, and waits until it is ready.
     *
     * @param roles all of them, by role
     */
    public static Service scoped(Path folder, Map<String, List<String>> roles, Map<String, ScopeSettings> scopes) {
        return ready(new ServiceConfig(folder).roles(roles, scopes));
    }

    /** Starts one where people sign in at its own local issuer, too, and waits until it is ready. */
    public static Service signingIn(Path folder) {
        return signingIn(
                folder,
                List.of(),
                own -> new LoginSettings(
                        URI.create(own),
                        new OpenIdSettings(own + "/issuer", "console", null, null, "a passcode"),
                        null,
                        null));
    }

    /** The same at a SAML provider, for whose assertions programs get tokens that the service takes itself. */
    public static Service signingInBySaml(Path folder) {
        return signingIn(
                folder,
                List.of(),
                own -> new LoginSettings(
                        URI.create(own),
                        null,
                        SamlProvider.settings(folder),
                        new GrantSettings(folder.resolve("signing.jwks.json"), null, null)));
    }

    /**
     * The same where it is said.
     *
     * @param others issuers beside its own
     * @param login by the service's own address
     */
    public static Service signingIn(Path folder, List<IssuerSettings> others, Function<String, LoginSettings> login) {
        return ready(new ServiceConfig(folder).login(others, login));
    }

    /** What an edge would open with. */
    public static Path privateKeyset(Path folder) {
        return folder.resolve("private.json");
    }

    public void awaitReady() {
        Awaitility.await("the service is ready")
                .atMost(PATIENCE)
                .until(() -> get("/health/ready", null).statusCode() == 200);
    }

    /** Waits until it knows what documents there are. */
    public void awaitDocuments() {
        Awaitility.await("documents were read")
                .atMost(PATIENCE)
                .until(() -> get("/api/v1/config/history", policyAdmin()).statusCode() == 200);
    }

    /** Waits until it knows what keys and API tokens there are. */
    public void awaitKeys() {
        Awaitility.await("keys were read")
                .atMost(PATIENCE)
                .until(() -> get("/api/v1/keys", policyAdmin()).statusCode() == 200
                        && get("/api/v1/tokens", policyAdmin()).statusCode() == 200);
    }

    /** Waits until it knows which requests wait. */
    public void awaitApprovals() {
        Awaitility.await("approvals were read")
                .atMost(PATIENCE)
                .until(() -> get("/api/v1/approvals?state=requested", viewer()).statusCode() == 200);
    }

    /** Ends it and starts it again, on the same database. */
    public void restart() {
        wiring.close();
        wiring = new Wiring(config, Clock.systemUTC());
        awaitReady();
    }

    /** The same, without waiting until it is ready. */
    public void restartUnready() {
        wiring.close();
        wiring = new Wiring(config, Clock.systemUTC());
    }

    public LocalIssuer issuer() {
        return issuer;
    }

    public ClickHouseSettings clickHouse() {
        return config.clickhouse();
    }

    public String auditor() {
        return issuer.token("audrey", "auditors");
    }

    public String policyAdmin() {
        return issuer.token("paula", "policy-admins");
    }

    public String viewer() {
        return issuer.token("victor", "viewers");
    }

    public URI uri(String path) {
        return URI.create((config.tls() == null ? "http" : "https") + "://127.0.0.1:" + wiring.port() + path);
    }

    /** @param token null: none */
    public HttpResponse<byte[]> get(String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request);
    }

    /**
     * As somebody who may publish documents.
     *
     * @param headers names and values
     */
    public HttpResponse<byte[]> put(String path, String body, String... headers) {
        return send(HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + policyAdmin())
                .headers(headers)
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** As somebody who may create keys. */
    public HttpResponse<byte[]> post(String path, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + policyAdmin())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The status of an answer, whose body may have no end. */
    public int status(HttpRequest.Builder request) {
        try {
            HttpResponse<InputStream> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The JSON of a call that an auditor makes and that must succeed. */
    public JsonNode json(String path) {
        HttpResponse<byte[]> answer = get(path, auditor());
        assertThat(answer.statusCode()).as(() -> path + ": " + text(answer)).isEqualTo(200);
        return json(answer);
    }

    public static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Waits until a list has so many items. */
    public JsonNode awaitItems(String path, int count) {
        Awaitility.await(path + " has " + count + " items")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(json(path).get("items")).hasSize(count));
        return json(path).get("items");
    }

    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        wiring.close();
        issuer.close();
        if (config.clickhouse().url().toString().equals(Engines.clickHouseUrl())) {
            TestDatabases.drop(config.clickhouse().database());
        }
    }
}

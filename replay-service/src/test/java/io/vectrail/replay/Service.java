package io.vectrail.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectrail.document.AllowList;
import io.vectrail.event.RegistrySettings;
import io.vectrail.local.issuer.Passcode;
import io.vectrail.local.process.FreePort;
import io.vectrail.local.testkit.LocalIssuer;
import io.vectrail.replay.access.ViewingSettings;
import io.vectrail.replay.access.login.LoginSettings;
import io.vectrail.replay.access.login.OpenIdSettings;
import io.vectrail.replay.archive.ClickHouseSettings;
import io.vectrail.replay.config.DocumentSettings;
import io.vectrail.runtime.config.Address;
import io.vectrail.runtime.sealing.KeysetFiles;
import io.vectrail.runtime.sealing.SealingSettings;
import io.vectrail.runtime.tls.TlsSettings;
import io.vectrail.runtime.token.IssuerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    private Service(LocalIssuer issuer, ReplayConfig config) {
        this.issuer = issuer;
        this.config = config;
        this.wiring = new Wiring(config, Clock.systemUTC());
    }

    /** Starts it and waits until it is ready. */
    public static Service start(Path folder) {
        Service service = unready(
                folder,
                Engines.clickHouseUrl(),
                Engines.shared().bootstrap(),
                Engines.shared().registryUrl());
        service.awaitReady();
        return service;
    }

    /** Starts one that shows texts to those alone who say why, and waits until it is ready. */
    public static Service asking(Path folder) {
        Service service = unready(
                folder,
                null,
                new ViewingSettings(ViewingSettings.Reason.REQUIRED),
                Engines.clickHouseUrl(),
                Engines.shared().bootstrap(),
                Engines.shared().registryUrl());
        service.awaitReady();
        return service;
    }

    /** Starts it, whatever it finds. */
    public static Service unready(Path folder, String clickHouse, String bootstrap, String registry) {
        return unready(folder, null, null, clickHouse, bootstrap, registry);
    }

    /** Starts one that speaks TLS; what it takes for ready is not waited for. */
    public static Service encrypted(Path folder, TlsSettings tls) {
        return unready(
                folder,
                tls,
                null,
                Engines.clickHouseUrl(),
                Engines.shared().bootstrap(),
                Engines.shared().registryUrl());
    }

    private static Service unready(
            Path folder,
            @Nullable TlsSettings tls,
            @Nullable ViewingSettings viewing,
            String clickHouse,
            String bootstrap,
            String registry) {
        LocalIssuer issuer = LocalIssuer.create(folder);
        return new Service(issuer, config(folder, issuer, 0, null, tls, viewing, clickHouse, bootstrap, registry));
    }

    /** Starts one where people sign in at its own local issuer, too, and waits until it is ready. */
    public static Service signingIn(Path folder) {
        LocalIssuer issuer = LocalIssuer.create(folder);
        int port = FreePort.any();
        Service service = new Service(
                issuer,
                config(
                        folder,
                        issuer,
                        port,
                        "http://127.0.0.1:" + port,
                        null,
                        null,
                        Engines.clickHouseUrl(),
                        Engines.shared().bootstrap(),
                        Engines.shared().registryUrl()));
        service.awaitReady();
        return service;
    }

    /** @param own its own address, whose issuer people sign in at; null: they do not */
    private static ReplayConfig config(
            Path folder,
            LocalIssuer issuer,
            int port,
            @Nullable String own,
            @Nullable TlsSettings tls,
            @Nullable ViewingSettings viewing,
            String clickHouse,
            String bootstrap,
            String registry) {
        List<IssuerSettings> issuers = new ArrayList<>();
        issuers.add(new IssuerSettings(issuer.issuer(), URI.create(issuer.jwksUrl()), issuer.audience(), null));
        if (own != null) {
            issuers.add(new IssuerSettings(own + "/issuer", URI.create(own + "/issuer/jwks"), "vectrail", "local"));
        }
        return new ReplayConfig(
                new Address("127.0.0.1", port),
                tls,
                Map.of("bootstrap.servers", bootstrap, "group.id", "test-" + UUID.randomUUID()),
                RegistrySettings.at(registry),
                Engines.LAYOUT,
                issuers,
                new ClickHouseSettings(
                        URI.create(clickHouse),
                        "t_" + UUID.randomUUID().toString().replace('-', '_'),
                        null,
                        null,
                        Map.of()),
                new io.vectrail.replay.access.local.LocalIssuer(
                        own == null ? issuer.issuer() : own + "/issuer",
                        issuer.jwksFile(),
                        own == null
                                ? null
                                : new io.vectrail.replay.access.local.LocalIssuer.Login(
                                        folder.resolve("private.jwk.json"), passcode(folder))),
                Map.of(
                        "auditor", List.of("auditors"),
                        "approver", List.of("approvers"),
                        "policy-admin", List.of("policy-admins"),
                        "viewer", List.of("viewers")),
                own == null
                        ? null
                        : new LoginSettings(
                                URI.create(own),
                                new OpenIdSettings(own + "/issuer", "console", null, null, "a passcode")),
                null,
                viewing,
                new SealingSettings(publicKeyset(folder)),
                new DocumentSettings(
                        // All services of the tests have one broker.
                        "d-" + UUID.randomUUID(),
                        new AllowList(List.of("127.0.0.1:*"), "VECTRAIL_CREDENTIAL_", null, true),
                        true,
                        null));
    }

    private static Path passcode(Path folder) {
        assertThat(Passcode.of(folder)).hasSize(19);
        return Passcode.file(folder);
    }

    /** What an edge would open with. */
    public static Path privateKeyset(Path folder) {
        return folder.resolve("private.json");
    }

    private static Path publicKeyset(Path folder) {
        Path keyset = folder.resolve("public.json");
        try {
            KeysetFiles.ensure(privateKeyset(folder), keyset);
            return keyset;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
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

    /** Waits until it knows what keys there are. */
    public void awaitKeys() {
        Awaitility.await("keys were read")
                .atMost(PATIENCE)
                .until(() -> get("/api/v1/keys", policyAdmin()).statusCode() == 200);
    }

    /** Ends it and starts it again, on the same database. */
    public void restart() {
        wiring.close();
        wiring = new Wiring(config, Clock.systemUTC());
        awaitReady();
    }

    /** The same, without waiting until it is ready. */
    void restartUnready() {
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
    }
}

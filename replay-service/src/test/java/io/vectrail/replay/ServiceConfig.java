package io.vectrail.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.AllowList;
import io.vectrail.event.RegistrySettings;
import io.vectrail.local.issuer.Passcode;
import io.vectrail.local.process.FreePort;
import io.vectrail.local.testkit.LocalIssuer;
import io.vectrail.replay.access.ScopeSettings;
import io.vectrail.replay.access.ViewingSettings;
import io.vectrail.replay.access.login.LoginSettings;
import io.vectrail.replay.archive.ClickHouseSettings;
import io.vectrail.replay.archive.TestDatabases;
import io.vectrail.replay.config.DocumentSettings;
import io.vectrail.replay.export.ExportSettings;
import io.vectrail.replay.reissue.ReissueSettings;
import io.vectrail.replay.webhook.WebhookSettings;
import io.vectrail.runtime.config.Address;
import io.vectrail.runtime.sealing.KeysetFiles;
import io.vectrail.runtime.sealing.SealingSettings;
import io.vectrail.runtime.tls.TlsSettings;
import io.vectrail.runtime.token.IssuerSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a service under test is configured: usual, but for what is said otherwise. */
final class ServiceConfig {

    private final Path folder;
    private final LocalIssuer issuer;
    private int port;
    private @Nullable TlsSettings tls;
    private @Nullable ViewingSettings viewing;
    private @Nullable LoginSettings login;
    private @Nullable URI edge;
    private @Nullable Map<String, ScopeSettings> scopes;
    private Map<String, WebhookSettings> webhooks = Map.of();
    private List<IssuerSettings> others = List.of();
    private String clickHouse = Engines.clickHouseUrl();
    private String bootstrap = Engines.shared().bootstrap();
    private String registry = Engines.shared().registryUrl();
    private Map<String, List<String>> roles = Map.of(
            "auditor", List.of("auditors"),
            "approver", List.of("approvers"),
            "policy-admin", List.of("policy-admins"),
            "viewer", List.of("viewers"),
            "replayer", List.of("replayers"));

    ServiceConfig(Path folder) {
        this.folder = folder;
        this.issuer = LocalIssuer.create(folder);
    }

    LocalIssuer issuer() {
        return issuer;
    }

    ServiceConfig tls(TlsSettings other) {
        tls = other;
        return this;
    }

    ServiceConfig viewing(ViewingSettings other) {
        viewing = other;
        return this;
    }

    /** Where requests are sent again. */
    ServiceConfig edge(URI other) {
        edge = other;
        return this;
    }

    ServiceConfig webhooks(Map<String, WebhookSettings> other) {
        webhooks = other;
        return this;
    }

    ServiceConfig engines(String otherClickHouse, String otherBootstrap, String otherRegistry) {
        clickHouse = otherClickHouse;
        bootstrap = otherBootstrap;
        registry = otherRegistry;
        return this;
    }

    ServiceConfig roles(Map<String, List<String>> other, Map<String, ScopeSettings> theirScopes) {
        roles = other;
        scopes = theirScopes;
        return this;
    }

    /** @param by its own address */
    ServiceConfig login(List<IssuerSettings> otherIssuers, Function<String, LoginSettings> by) {
        others = otherIssuers;
        port = FreePort.any();
        login = by.apply("http://127.0.0.1:" + port);
        return this;
    }

    ReplayConfig build() {
        return new ReplayConfig(
                new Address("127.0.0.1", port),
                tls,
                Map.of("bootstrap.servers", bootstrap, "group.id", "test-" + UUID.randomUUID()),
                RegistrySettings.at(registry),
                Engines.LAYOUT,
                issuers(),
                new ClickHouseSettings(URI.create(clickHouse), database(), null, null, Map.of()),
                localIssuer(),
                roles,
                scopes,
                login,
                null,
                viewing,
                new SealingSettings(publicKeyset()),
                new DocumentSettings(
                        // All services of the tests have one broker.
                        "d-" + UUID.randomUUID(),
                        new AllowList(List.of("127.0.0.1:*"), "VECTRAIL_CREDENTIAL_", null, true),
                        true,
                        null),
                login == null ? URI.create("https://vectrail.example") : null,
                webhooks,
                new ExportSettings(folder.resolve("exports"), null, null),
                edge == null ? null : new ReissueSettings(edge));
    }

    /** Where its engines are those of all tests it need not archive again what those published. */
    private String database() {
        boolean shared = clickHouse.equals(Engines.clickHouseUrl())
                && bootstrap.equals(Engines.shared().bootstrap());
        return shared ? TestDatabases.after(Engines.shared().ends()) : TestDatabases.name();
    }

    private List<IssuerSettings> issuers() {
        List<IssuerSettings> issuers = new ArrayList<>();
        issuers.add(new IssuerSettings(issuer.issuer(), URI.create(issuer.jwksUrl()), issuer.audience(), null));
        issuers.addAll(others);
        String own = ownProvider();
        if (own != null) {
            issuers.add(new IssuerSettings(own, URI.create(own + "/jwks"), "vectrail", "local"));
        }
        if (login != null && login.assertionGrant() != null) {
            issuers.add(new IssuerSettings(
                    login.url() + "/oauth",
                    null,
                    List.of("vectrail"),
                    "saml",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        return issuers;
    }

    /** Its own issuer, where people sign in at that; null where they do not. */
    private @Nullable String ownProvider() {
        return login == null || login.openId() == null || !others.isEmpty() ? null : login.url() + "/issuer";
    }

    private io.vectrail.replay.access.local.LocalIssuer localIssuer() {
        String own = ownProvider();
        return own == null
                ? new io.vectrail.replay.access.local.LocalIssuer(issuer.issuer(), issuer.jwksFile(), null)
                : new io.vectrail.replay.access.local.LocalIssuer(
                        own,
                        issuer.jwksFile(),
                        new io.vectrail.replay.access.local.LocalIssuer.Login(
                                folder.resolve("private.jwk.json"), passcode()));
    }

    private Path passcode() {
        assertThat(Passcode.of(folder)).hasSize(19);
        return Passcode.file(folder);
    }

    private Path publicKeyset() {
        Path keyset = folder.resolve("public.json");
        try {
            KeysetFiles.ensure(Service.privateKeyset(folder), keyset);
            return keyset;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

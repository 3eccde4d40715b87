package io.vectrail.replay.web;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vectrail.document.Revocations;
import io.vectrail.document.key.KeyKind;
import io.vectrail.document.key.KeyVerifier;
import io.vectrail.document.risk.RiskSettings;
import io.vectrail.event.RegistrySettings;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Service;
import io.vectrail.replay.access.Authentication;
import io.vectrail.replay.access.ConsoleSessions;
import io.vectrail.replay.access.RoleGroups;
import io.vectrail.replay.access.SessionSettings;
import io.vectrail.replay.access.ViewingSettings;
import io.vectrail.replay.access.grant.GrantSettings;
import io.vectrail.replay.access.local.LocalIssuer;
import io.vectrail.replay.access.login.Entrance;
import io.vectrail.replay.access.login.LoginSettings;
import io.vectrail.replay.access.login.OpenIdSettings;
import io.vectrail.replay.access.saml.SamlProvider;
import io.vectrail.replay.alert.Alert;
import io.vectrail.replay.alert.desk.AlertDesk;
import io.vectrail.replay.alert.desk.Archived;
import io.vectrail.replay.approval.ApprovalDesk;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.ClickHouseSettings;
import io.vectrail.replay.key.KeyRing;
import io.vectrail.replay.search.CallerHistory;
import io.vectrail.replay.search.CallerRisks;
import io.vectrail.replay.search.PastAlerts;
import io.vectrail.replay.search.PastApprovals;
import io.vectrail.replay.search.Records;
import io.vectrail.runtime.admin.AdminEndpoints;
import io.vectrail.runtime.health.Health;
import io.vectrail.runtime.token.IssuerSettings;
import io.vectrail.runtime.token.TokenVerifier;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every route that there is, made of parts that are never asked: what tests walk. */
final class RouteTable {

    private RouteTable() {}

    private static Entrance entrance(Authentication people, Path folder) {
        String issuer = "http://127.0.0.1:1/issuer";
        LoginSettings login = new LoginSettings(
                URI.create("http://127.0.0.1:1"),
                new OpenIdSettings(issuer, "c", null, null, null),
                SamlProvider.settings(folder),
                new GrantSettings(folder.resolve("signing.jwks.json"), null, null));
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        try (Entrance entrance = Entrance.open(
                login,
                List.of(new IssuerSettings(issuer, URI.create(issuer), "vectrail", null)),
                people,
                new ConsoleSessions(SessionSettings.DEFAULT, random, clock),
                new LocalIssuer(
                        issuer,
                        Path.of("jwks.json"),
                        new LocalIssuer.Login(Path.of("private.jwk.json"), Path.of("passcode"))),
                random,
                clock)) {
            return entrance;
        }
    }

    private static KeyRing ring(KeyKind kind) {
        return new KeyRing(
                kind,
                Map.of(),
                RegistrySettings.at("http://127.0.0.1:1"),
                Engines.LAYOUT,
                new SecureRandom(),
                Clock.systemUTC());
    }

    /** As the service has it, with every way in. */
    static List<Route> of(Service service) {
        try (ClickHouse clickHouse = new ClickHouse(new ClickHouseSettings(
                        URI.create("http://127.0.0.1:1"), "none", "default", "", new HashMap<>()));
                TokenVerifier tokens = new TokenVerifier(
                        List.of(new IssuerSettings(
                                service.issuer().issuer(),
                                URI.create(service.issuer().jwksUrl()),
                                "vectrail",
                                null)),
                        null,
                        Clock.systemUTC());
                KeyRing keys = ring(KeyKind.CALLER);
                KeyRing apiTokens = ring(KeyKind.API);
                ApprovalDesk desk = new ApprovalDesk(
                        Map.of(),
                        RegistrySettings.at("http://127.0.0.1:1"),
                        Engines.LAYOUT,
                        keys::creators,
                        Clock.systemUTC());
                AlertDesk alertDesk = new AlertDesk(
                        Map.of(),
                        RegistrySettings.at("http://127.0.0.1:1"),
                        Engines.LAYOUT,
                        new Archived() {

                            @Override
                            public Optional<Alert> find(String alert) {
                                return Optional.empty();
                            }

                            @Override
                            public boolean holds(String alert, String step) {
                                return false;
                            }
                        },
                        Clock.systemUTC())) {
            PastApprovals past = new PastApprovals(clickHouse, Engines.shared().registry());
            return Api.routes(
                            Records.in(clickHouse, Clock.systemUTC()),
                            entrance(
                                    new Authentication(
                                            tokens,
                                            new KeyVerifier(KeyKind.API, apiTokens, Clock.systemUTC()),
                                            new RoleGroups(Map.of(), Map.of()),
                                            () -> Revocations.NONE),
                                    service.issuer().jwksFile().resolveSibling("")),
                            new AdminEndpoints(
                                    "test", new Health(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)),
                            null,
                            null,
                            keys,
                            apiTokens,
                            ViewingSettings.DEFAULT,
                            new Approvals(
                                    desk,
                                    past,
                                    new CallerHistory(clickHouse, Clock.systemUTC()),
                                    RiskSettings.DEFAULT::levels),
                            new Risks(new CallerRisks(clickHouse, Clock.systemUTC()), RiskSettings.DEFAULT::levels),
                            new Alerts(
                                    alertDesk,
                                    new PastAlerts(clickHouse, Engines.shared().registry()),
                                    null),
                            null,
                            null,
                            new LiveResource(desk, alertDesk))
                    .table();
        }
    }
}

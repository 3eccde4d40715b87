package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import io.vectrail.event.AuditExchange;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import io.vectrail.replay.Service;
import io.vectrail.replay.access.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what: the table is walked, route by route and role by role, against the running service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {

    private static final Set<Role> SCORES = EnumSet.of(Role.AUDITOR, Role.APPROVER, Role.POLICY_ADMIN, Role.VIEWER);
    private static final Map<String, Set<Role>> EXPECTED = Map.ofEntries(
            Map.entry("GET /api/v1/me", EnumSet.allOf(Role.class)),
            Map.entry("GET /api/v1/access", EnumSet.of(Role.AUDITOR)),
            Map.entry("POST /api/v1/sealed-credentials", EnumSet.of(Role.POLICY_ADMIN)),
            Map.entry("GET /api/v1/keys", EnumSet.of(Role.POLICY_ADMIN)),
            Map.entry("POST /api/v1/keys", EnumSet.of(Role.POLICY_ADMIN)),
            Map.entry("DELETE /api/v1/keys/{id}", EnumSet.of(Role.POLICY_ADMIN)),
            Map.entry("GET /api/v1/tokens", EnumSet.allOf(Role.class)),
            Map.entry("POST /api/v1/tokens", EnumSet.allOf(Role.class)),
            Map.entry("DELETE /api/v1/tokens/{id}", EnumSet.allOf(Role.class)),
            Map.entry("GET /api/v1/config", EnumSet.of(Role.AUDITOR, Role.POLICY_ADMIN)),
            Map.entry("PUT /api/v1/config", EnumSet.of(Role.POLICY_ADMIN)),
            Map.entry("POST /api/v1/config/check", EnumSet.of(Role.AUDITOR, Role.POLICY_ADMIN)),
            Map.entry("GET /api/v1/config/history", EnumSet.of(Role.AUDITOR, Role.POLICY_ADMIN)),
            Map.entry("GET /api/v1/config/history/{revision}", EnumSet.of(Role.AUDITOR, Role.POLICY_ADMIN)),
            Map.entry("GET /api/v1/config/impact", EnumSet.of(Role.AUDITOR, Role.POLICY_ADMIN)),
            Map.entry("GET /api/v1/exchanges", EnumSet.of(Role.AUDITOR, Role.VIEWER)),
            Map.entry("GET /api/v1/exchanges/counts", EnumSet.of(Role.AUDITOR, Role.VIEWER)),
            Map.entry("GET /api/v1/exchanges/{id}", EnumSet.of(Role.AUDITOR, Role.VIEWER)),
            Map.entry("GET /api/v1/exchanges/{id}/request", EnumSet.of(Role.AUDITOR)),
            Map.entry("GET /api/v1/exchanges/{id}/response", EnumSet.of(Role.AUDITOR)),
            Map.entry("GET /api/v1/exchanges/{id}/vectors/{index}", EnumSet.of(Role.AUDITOR)),
            Map.entry("GET /api/v1/exchanges/{id}/vectors/{index}/nearest", EnumSet.of(Role.AUDITOR)),
            Map.entry("POST /api/v1/vectors/nearest", EnumSet.of(Role.AUDITOR)),
            Map.entry("GET /api/v1/vectors/map", EnumSet.of(Role.AUDITOR)),
            Map.entry("GET /api/v1/vectors/{hash}", EnumSet.of(Role.AUDITOR)),
            Map.entry("POST /api/v1/exchanges/{id}/replay", EnumSet.of(Role.REPLAYER)),
            Map.entry("GET /api/v1/exchanges/{id}/comparison", EnumSet.of(Role.AUDITOR)),
            Map.entry("POST /api/v1/replays", EnumSet.of(Role.REPLAYER)),
            Map.entry("GET /api/v1/replays", EnumSet.of(Role.REPLAYER)),
            Map.entry("GET /api/v1/replays/{id}", EnumSet.of(Role.REPLAYER)),
            Map.entry("DELETE /api/v1/replays/{id}", EnumSet.of(Role.REPLAYER)),
            Map.entry("POST /api/v1/exports", EnumSet.of(Role.AUDITOR)),
            Map.entry("GET /api/v1/exports", EnumSet.of(Role.AUDITOR)),
            Map.entry("GET /api/v1/exports/{id}", EnumSet.of(Role.AUDITOR)),
            Map.entry("GET /api/v1/exports/{id}/file", EnumSet.of(Role.AUDITOR)),
            Map.entry("DELETE /api/v1/exports/{id}", EnumSet.of(Role.AUDITOR)),
            Map.entry("GET /api/v1/sessions", EnumSet.of(Role.AUDITOR, Role.VIEWER)),
            Map.entry("GET /api/v1/sessions/{id}", EnumSet.of(Role.AUDITOR, Role.VIEWER)),
            Map.entry("GET /api/v1/sessions/{id}/exchanges", EnumSet.of(Role.AUDITOR, Role.VIEWER)),
            Map.entry("GET /api/v1/approvals", EnumSet.of(Role.APPROVER, Role.AUDITOR, Role.VIEWER)),
            Map.entry("GET /api/v1/approvals/{id}", EnumSet.of(Role.APPROVER, Role.AUDITOR, Role.VIEWER)),
            Map.entry("POST /api/v1/approvals/{id}/decisions", EnumSet.of(Role.APPROVER)),
            Map.entry("GET /api/v1/risk/callers", SCORES),
            Map.entry("GET /api/v1/risk/callers/{subject}", SCORES),
            Map.entry("GET /api/v1/live", SCORES),
            Map.entry("GET /api/v1/alerts", SCORES),
            Map.entry("GET /api/v1/alerts/findings", SCORES),
            Map.entry("GET /api/v1/alerts/{id}", SCORES),
            Map.entry("GET /api/v1/alerts/{id}/finding", SCORES),
            Map.entry("POST /api/v1/alerts/{id}/actions", EnumSet.of(Role.AUDITOR, Role.POLICY_ADMIN)),
            Map.entry("GET /api/v1/chains", EnumSet.of(Role.AUDITOR, Role.VIEWER)),
            Map.entry("GET /api/v1/chains/{id}/findings", EnumSet.of(Role.AUDITOR, Role.VIEWER)));
    private static final Set<String> OPEN = Set.of(
            "POST /api/v1/session",
            "DELETE /api/v1/session",
            "GET /api/v1/logins",
            "GET /login/openid",
            "GET /login/openid/callback",
            "GET /login/saml",
            "GET /login/saml/finish",
            "GET /login/saml/metadata",
            "POST /login/saml/acs",
            "GET /login/saml/logout",
            "POST /oauth/token",
            "GET /oauth/jwks",
            "GET /oauth/.well-known/openid-configuration",
            "POST /issuer/authorize",
            "POST /issuer/token",
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics",
            "GET /openapi.yaml",
            "GET /gateway-document.schema.json",
            "GET /issuer/jwks",
            "GET /issuer/.well-known/openid-configuration",
            "GET /**");

    private Service service;
    private AuditExchange exchange;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
        service.awaitDocuments();
        service.awaitKeys();
        service.awaitApprovals();
        exchange = Samples.exchange("roles-" + UUID.randomUUID(), Samples.NOON, "a secret text");
        Engines.shared().publish(exchange);
        service.awaitItems("/api/v1/exchanges?subject=" + exchange.getCaller().getSubject(), 1);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void everyRouteOfTheTableLetsInWhomItShouldAndNobodyElse() {
        for (Route route : RouteTable.of(service)) {
            String name = route.method() + " " + route.pattern().template();
            if (OPEN.contains(name)) {
                assertThat(route.access()).as(name).isInstanceOf(Access.Anyone.class);
                continue;
            }
            assertThat(EXPECTED).as("a route that this test does not know").containsKey(name);
            String path = route.pattern()
                    .template()
                    .replace("{id}", exchange.getId())
                    .replace("{subject}", exchange.getCaller().getSubject())
                    .replace("{index}", "0")
                    .replace("{hash}", "0".repeat(64))
                    .replace("{revision}", "9");
            assertThat(status(route.method(), path, null))
                    .as(name + " without a token")
                    .isEqualTo(401);
            assertThat(status(route.method(), path, service.issuer().token("nobody", "research")))
                    .as(name + " without a role")
                    .isEqualTo(403);
            for (Role role : Role.values()) {
                int status = status(route.method(), path, service.issuer().token("somebody", role.label() + "s"));
                if (EXPECTED.getOrDefault(name, Set.of()).contains(role)) {
                    // The service here has no edge to send anything again to.
                    assertThat(status)
                            .as(name + " as " + role)
                            .isIn(200, 202, 400, 404, 428, name.contains("/replay") ? 503 : 200);
                } else {
                    assertThat(status).as(name + " as " + role).isEqualTo(403);
                }
            }
        }
    }

    @Test
    void aRouteThatDoesNotSayWhoMayUseItDoesNotStart() {
        assertThatThrownBy(() -> new Access.OneOf(Set.of(), false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aViewerSeesMetadataAndNoText() {
        String viewer = service.viewer();
        String list = "/api/v1/exchanges?subject=" + exchange.getCaller().getSubject();
        assertThat(Service.json(service.get(list, viewer))
                        .get("items")
                        .get(0)
                        .get("preview")
                        .isNull())
                .isTrue();
        HttpResponse<byte[]> one = service.get("/api/v1/exchanges/" + exchange.getId(), viewer);
        assertThat(Service.text(one))
                .contains("\"dimensions\":8", "\"text\":null")
                .doesNotContain("secret");
        assertThat(status(list + "&q=secret", viewer)).isEqualTo(403);
        assertThat(status(list + "&q=", viewer)).isEqualTo(200);
    }

    @Test
    void aTokenThatIsForgedExpiredOrForSomebodyElseIsNone() {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(service.issuer().issuer())
                .subject("mallory")
                .claim("groups", List.of("auditors"))
                .issueTime(Date.from(now));
        String expired = service.issuer()
                .sign(new JWTClaimsSet.Builder(claims.build())
                        .audience("vectrail")
                        .expirationTime(Date.from(now.minusSeconds(3600)))
                        .build());
        String elsewhere = service.issuer()
                .sign(new JWTClaimsSet.Builder(claims.build())
                        .audience("somebody else")
                        .expirationTime(Date.from(now.plusSeconds(3600)))
                        .build());
        String good = service.auditor();
        String forged =
                good.substring(0, good.lastIndexOf('.') + 1) + "AAAA" + good.substring(good.lastIndexOf('.') + 5);
        for (String token : List.of(expired, elsewhere, forged, "x", "", "a.b.c", "null")) {
            assertThat(status("/api/v1/me", token)).isEqualTo(401);
        }
    }

    @Test
    void meSaysWhoAndAsWhat() {
        String token = service.issuer().token("alice", List.of("auditors", "viewers", "research"), Duration.ofHours(1));
        HttpResponse<byte[]> me = service.get("/api/v1/me", token);
        assertThat(Service.text(me))
                .startsWith(
                        "{\"subject\":\"alice\",\"roles\":[\"auditor\",\"viewer\"],\"groups\":[\"auditors\",\"viewers\",\"research\"],\"expires\":\"");
    }

    @Test
    void aProblemNeverRepeatsTheToken() {
        HttpResponse<byte[]> answer = service.get("/api/v1/me", "very.secret.token");
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("www-authenticate")).isPresent();
        assertThat(Service.text(answer)).contains("\"status\":401").doesNotContain("secret");
    }

    private int status(String path, @Nullable String token) {
        return status("GET", path, token);
    }

    /** Of a call without a body. */
    private int status(String method, String path, @Nullable String token) {
        HttpRequest.Builder request = request(path).method(method, HttpRequest.BodyPublishers.noBody());
        return service.status(token == null ? request : request.header("Authorization", "Bearer " + token));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.uri(path)).timeout(Duration.ofSeconds(30));
    }
}

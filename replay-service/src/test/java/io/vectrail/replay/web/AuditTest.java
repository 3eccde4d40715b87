package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AccessAction;
import io.vectrail.event.AccessEvent;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Field;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import io.vectrail.replay.Service;
import io.vectrail.replay.archive.ClickHouse;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads what is recorded is recorded: the table is walked, route by route, against the running service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTest {

    private static final Map<String, AccessAction> EXPECTED = Map.ofEntries(
            Map.entry("POST /api/v1/session", AccessAction.LOGIN),
            Map.entry("DELETE /api/v1/session", AccessAction.LOGIN),
            Map.entry("GET /api/v1/access", AccessAction.SEARCH),
            Map.entry("POST /api/v1/sealed-credentials", AccessAction.CHANGE),
            Map.entry("GET /api/v1/keys", AccessAction.VIEW),
            Map.entry("POST /api/v1/keys", AccessAction.CHANGE),
            Map.entry("DELETE /api/v1/keys/{id}", AccessAction.CHANGE),
            Map.entry("GET /api/v1/tokens", AccessAction.VIEW),
            Map.entry("POST /api/v1/tokens", AccessAction.CHANGE),
            Map.entry("DELETE /api/v1/tokens/{id}", AccessAction.CHANGE),
            Map.entry("GET /api/v1/config", AccessAction.VIEW),
            Map.entry("PUT /api/v1/config", AccessAction.CHANGE),
            Map.entry("GET /api/v1/config/history", AccessAction.VIEW),
            Map.entry("GET /api/v1/config/history/{revision}", AccessAction.VIEW),
            Map.entry("GET /api/v1/config/impact", AccessAction.SEARCH),
            Map.entry("GET /api/v1/exchanges", AccessAction.SEARCH),
            Map.entry("GET /api/v1/exchanges/counts", AccessAction.SEARCH),
            Map.entry("GET /api/v1/exchanges/{id}", AccessAction.VIEW),
            Map.entry("GET /api/v1/exchanges/{id}/request", AccessAction.VIEW),
            Map.entry("GET /api/v1/exchanges/{id}/response", AccessAction.VIEW),
            Map.entry("GET /api/v1/exchanges/{id}/vectors/{index}", AccessAction.VIEW),
            Map.entry("GET /api/v1/exchanges/{id}/vectors/{index}/nearest", AccessAction.SEARCH),
            Map.entry("POST /api/v1/vectors/nearest", AccessAction.SEARCH),
            Map.entry("GET /api/v1/vectors/map", AccessAction.SEARCH),
            Map.entry("GET /api/v1/vectors/{hash}", AccessAction.SEARCH),
            Map.entry("POST /api/v1/exchanges/{id}/replay", AccessAction.CHANGE),
            Map.entry("GET /api/v1/exchanges/{id}/comparison", AccessAction.VIEW),
            Map.entry("POST /api/v1/replays", AccessAction.CHANGE),
            Map.entry("GET /api/v1/replays", AccessAction.VIEW),
            Map.entry("GET /api/v1/replays/{id}", AccessAction.VIEW),
            Map.entry("DELETE /api/v1/replays/{id}", AccessAction.CHANGE),
            Map.entry("POST /api/v1/exports", AccessAction.EXPORT),
            Map.entry("GET /api/v1/exports", AccessAction.VIEW),
            Map.entry("GET /api/v1/exports/{id}", AccessAction.VIEW),
            Map.entry("GET /api/v1/exports/{id}/file", AccessAction.EXPORT),
            Map.entry("DELETE /api/v1/exports/{id}", AccessAction.EXPORT),
            Map.entry("GET /api/v1/sessions", AccessAction.SEARCH),
            Map.entry("GET /api/v1/sessions/{id}", AccessAction.VIEW),
            Map.entry("GET /api/v1/sessions/{id}/exchanges", AccessAction.VIEW),
            Map.entry("GET /api/v1/approvals", AccessAction.SEARCH),
            Map.entry("GET /api/v1/approvals/{id}", AccessAction.VIEW),
            Map.entry("POST /api/v1/approvals/{id}/decisions", AccessAction.APPROVAL),
            Map.entry("GET /api/v1/risk/callers", AccessAction.SEARCH),
            Map.entry("GET /api/v1/risk/callers/{subject}", AccessAction.VIEW),
            Map.entry("GET /api/v1/live", AccessAction.SEARCH),
            Map.entry("GET /api/v1/alerts", AccessAction.SEARCH),
            Map.entry("GET /api/v1/alerts/findings", AccessAction.SEARCH),
            Map.entry("GET /api/v1/alerts/{id}", AccessAction.VIEW),
            Map.entry("GET /api/v1/alerts/{id}/finding", AccessAction.VIEW),
            Map.entry("POST /api/v1/alerts/{id}/actions", AccessAction.CHANGE),
            Map.entry("GET /api/v1/chains", AccessAction.SEARCH),
            Map.entry("GET /api/v1/chains/{id}/findings", AccessAction.VIEW));
    private static final Set<String> NOTHING = Set.of(
            "GET /api/v1/me",
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
            "POST /api/v1/config/check",
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
        exchange = Samples.exchange("audit-" + UUID.randomUUID(), Samples.NOON, "a text of somebody");
        Engines.shared().publish(exchange);
        service.awaitItems("/api/v1/exchanges?subject=" + exchange.getCaller().getSubject(), 1);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void eachRouteLeavesWhatItSaysAndTheArchiveHasItOnceEvenAfterARestart() {
        String actor = "walker-" + UUID.randomUUID();
        String token = service.issuer().token(actor, "auditors", "policy-admins", "approvers");
        List<String> expected = new ArrayList<>();
        for (Route route : RouteTable.of(service)) {
            String name = route.method() + " " + route.pattern().template();
            assertThat(EXPECTED.containsKey(name))
                    .as("whether a test knows what %s leaves", name)
                    .isNotEqualTo(NOTHING.contains(name));
            String path = path(route);
            call(route.method(), path, token);
            if (EXPECTED.containsKey(name)) {
                expected.add(EXPECTED.get(name) + " " + path.substring("/api/v1/".length()));
            }
            if (name.equals("DELETE /api/v1/session")) {
                // It signed in before.
                expected.add("LOGIN session");
            }
        }
        List<AccessEvent> events = of(actor, expected.size());
        assertThat(events)
                .extracting(event -> event.getAction() + " " + event.getObject())
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getAddress()).isEqualTo("127.0.0.1");
            assertThat(detail(event, "status")).isNotEmpty();
            assertThat(event.toString()).doesNotContain("a text of somebody");
        });

        List<String> ids = events.stream().map(AccessEvent::getId).toList();
        awaitArchived(actor, ids);
        service.restart();
        service.awaitItems("/api/v1/access?action=login&actor=" + actor, 3);
        awaitArchived(actor, ids);
    }

    @Test
    void aRefusalOfSomebodyWhoIsKnownIsRecordedAndOfAStrangerNothing() {
        String actor = "viewer-" + UUID.randomUUID();
        String path = "/api/v1/exchanges/" + exchange.getId() + "/request";
        assertThat(call("GET", path, service.issuer().token(actor, "viewers"))).isEqualTo(403);
        assertThat(call("GET", path, "no.such.token")).isEqualTo(401);
        AccessEvent event = of(actor, 1).getFirst();
        assertThat(event.getAction()).isEqualTo(AccessAction.VIEW);
        assertThat(detail(event, "status")).isEqualTo("403");
    }

    @Test
    void somebodyWithoutARoleWhoTriesToSignInIsRecorded() {
        String actor = "nobody-" + UUID.randomUUID();
        assertThat(call("POST", "/api/v1/session", service.issuer().token(actor, "research")))
                .isEqualTo(401);
        AccessEvent event = of(actor, 1).getFirst();
        assertThat(event.getAction()).isEqualTo(AccessAction.LOGIN);
        assertThat(detail(event, "status")).isEqualTo("401");
    }

    @Test
    void whoSealedAKeyForWhichConnectionIsRecordedAndTheKeyIsNot() {
        String actor = "sealer-" + UUID.randomUUID();
        service.send(HttpRequest.newBuilder(service.uri("/api/v1/sealed-credentials"))
                .header("Authorization", "Bearer " + service.issuer().token(actor, "policy-admins"))
                .POST(BodyPublishers.ofString(
                        "{\"connection\":\"openai\",\"targets\":[\"https://a\"],\"secret\":\"hush\"}")));
        AccessEvent event = of(actor, 1).getFirst();
        assertThat(detail(event, "connection")).isEqualTo("openai");
        assertThat(detail(event, "status")).isEqualTo("200");
        assertThat(event.toString()).doesNotContain("hush");
    }

    @Test
    void theWordsSearchedForAreKeptAndParametersThatNobodyKnowsAreNot() {
        String actor = "searcher-" + UUID.randomUUID();
        String token = service.issuer().token(actor, "auditors");
        assertThat(call("GET", "/api/v1/exchanges?q=" + "%20".repeat(300) + "w".repeat(600) + "&limit=3", token))
                .isEqualTo(200);
        assertThat(call("GET", "/api/v1/exchanges?access_token=secret", token)).isEqualTo(400);
        List<AccessEvent> events = of(actor, 2);
        assertThat(detail(events.getFirst(), "query.q")).hasSize(900).endsWith("www");
        assertThat(detail(events.getFirst(), "query.limit")).isEqualTo("3");
        assertThat(detail(events.getFirst(), "items")).isEqualTo("0");
        assertThat(detail(events.getLast(), "status")).isEqualTo("400");
        assertThat(events.toString()).doesNotContain("secret");
    }

    @Test
    void aListThatIsFollowedIsOneEventAndEachOtherQuestionOneOfItsOwn() {
        String actor = "follower-" + UUID.randomUUID();
        String token = service.issuer().token(actor, "auditors");
        for (String path :
                List.of("exchanges?q=a", "exchanges?q=a", "exchanges?q=b", "exchanges?q=a", "exchanges?q=a&limit=2")) {
            assertThat(call("GET", "/api/v1/" + path, token)).isEqualTo(200);
        }
        assertThat(call("GET", "/api/v1/exchanges/" + exchange.getId(), token)).isEqualTo(200);
        assertThat(call("GET", "/api/v1/exchanges/" + exchange.getId(), token)).isEqualTo(200);
        assertThat(of(actor, 5))
                .extracting(event -> event.getAction() + " " + event.getObject())
                .containsExactlyInAnyOrder(
                        "SEARCH exchanges",
                        "SEARCH exchanges",
                        "SEARCH exchanges",
                        "VIEW exchanges/" + exchange.getId(),
                        "VIEW exchanges/" + exchange.getId());
    }

    @Test
    void whatAPageAsksAgainAndAgainIsOneEvent() {
        assertThat(service.put(
                                "/api/v1/config",
                                "version: 1\nconnections: [{name: a, provider: openai, target: 'http://127.0.0.1:1', credential: key}]\n",
                                "If-None-Match",
                                "*")
                        .statusCode())
                .isEqualTo(200);
        String actor = "poller-" + UUID.randomUUID();
        String token = service.issuer().token(actor, "auditors");
        for (int i = 0; i < 3; i++) {
            assertThat(call("GET", "/api/v1/config", token)).isEqualTo(200);
        }
        assertThat(call("GET", "/api/v1/config/history", token)).isEqualTo(200);
        assertThat(of(actor, 2)).extracting(AccessEvent::getObject).containsExactly("config", "config/history");
    }

    private String path(Route route) {
        return route.pattern()
                .template()
                .replace("{id}", exchange.getId())
                .replace("{subject}", exchange.getCaller().getSubject())
                .replace("{index}", "0")
                .replace("{hash}", "0".repeat(64))
                .replace("{revision}", "9");
    }

    /** Signing in takes the token in its body, and signing out a cookie. */
    private int call(String method, String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.uri(path)).timeout(Duration.ofSeconds(30));
        if (!path.equals("/api/v1/session")) {
            request.header("Authorization", "Bearer " + token);
            return service.status(request.method(method, BodyPublishers.noBody()));
        }
        if (method.equals("POST")) {
            return service.send(request.POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}")))
                    .statusCode();
        }
        String cookie = service.send(HttpRequest.newBuilder(service.uri(path))
                        .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}")))
                .headers()
                .firstValue("set-cookie")
                .orElseThrow();
        return service.send(request.header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                        .DELETE())
                .statusCode();
    }

    private static List<AccessEvent> of(String actor, int count) {
        List<AccessEvent> found = new ArrayList<>();
        Awaitility.await(count + " accesses of " + actor)
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    found.clear();
                    Accesses.published().stream()
                            .filter(e -> e.getActor().equals(actor))
                            .forEach(found::add);
                    assertThat(found).hasSize(count);
                });
        return found;
    }

    private void awaitArchived(String actor, List<String> ids) {
        try (ClickHouse clickHouse = new ClickHouse(service.clickHouse())) {
            Awaitility.await("they are archived")
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(clickHouse.query(
                                    "SELECT id FROM access WHERE actor = {actor:String}",
                                    Map.of("actor", actor),
                                    row -> row.text("id")))
                            .containsExactlyInAnyOrderElementsOf(ids));
        }
    }

    static String detail(AccessEvent event, String name) {
        return event.getDetails().stream()
                .filter(field -> field.getName().equals(name))
                .map(Field::getValue)
                .findFirst()
                .orElse("");
    }
}

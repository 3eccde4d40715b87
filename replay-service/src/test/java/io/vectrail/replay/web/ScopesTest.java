package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.AuditSession;
import io.vectrail.replay.Engines;
import io.vectrail.replay.RiskSamples;
import io.vectrail.replay.Samples;
import io.vectrail.replay.Service;
import io.vectrail.replay.access.ScopeSettings;
import io.vectrail.replay.archive.VectorSketch;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Of what lies outside a team's scope its auditor gets nothing, by whichever route. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScopesTest {

    private static final Engines ENGINES = Engines.shared();

    /** When no other test's exchanges are. */
    private static final Instant START = Instant.parse("2025-10-10T10:10:10Z");

    private static final String DURING = "from=" + START + "&to=" + START.plusSeconds(60);
    private static final String RUN = UUID.randomUUID().toString();
    private static final String HOSTILE = "it's \"{x:String}\" \\' ['] \uD83D\uDE00 ";

    /** The hash of the vector that all of them have. */
    private static final String SAME = HexFormat.of()
            .formatHex(VectorSketch.of(new float[] {0, .1f, .2f, .3f, .4f, .5f, .6f, .7f})
                    .hash());

    /** Each answers recorded data. */
    private static final Set<String> DATA = Set.of(
            "GET /api/v1/exchanges",
            "GET /api/v1/exchanges/counts",
            "GET /api/v1/exchanges/{id}",
            "GET /api/v1/exchanges/{id}/request",
            "GET /api/v1/exchanges/{id}/response",
            "GET /api/v1/exchanges/{id}/vectors/{index}",
            "GET /api/v1/exchanges/{id}/vectors/{index}/nearest",
            "GET /api/v1/vectors/{hash}",
            "GET /api/v1/vectors/map",
            "GET /api/v1/sessions",
            "GET /api/v1/sessions/{id}",
            "GET /api/v1/sessions/{id}/exchanges",
            "GET /api/v1/risk/callers",
            "GET /api/v1/risk/callers/{subject}",
            "GET /api/v1/config/impact");

    /** Each is about all traffic at once. */
    private static final Set<String> OF_EVERYTHING =
            Set.of("GET /api/v1/access", "GET /api/v1/chains", "GET /api/v1/chains/{id}/findings");

    /** What their scope means, NearestTest, ExportsTest, ReplaysTest, ApprovalScopesTest and AlertScopesTest know. */
    private static final Set<String> OF_OTHERS = Set.of(
            "POST /api/v1/vectors/nearest",
            "POST /api/v1/exchanges/{id}/replay",
            "GET /api/v1/exchanges/{id}/comparison",
            "POST /api/v1/replays",
            "GET /api/v1/replays",
            "GET /api/v1/replays/{id}",
            "DELETE /api/v1/replays/{id}",
            "POST /api/v1/exports",
            "GET /api/v1/exports",
            "GET /api/v1/exports/{id}",
            "GET /api/v1/exports/{id}/file",
            "DELETE /api/v1/exports/{id}",
            "GET /api/v1/approvals",
            "GET /api/v1/approvals/{id}",
            "POST /api/v1/approvals/{id}/decisions",
            "GET /api/v1/alerts",
            "GET /api/v1/alerts/findings",
            "GET /api/v1/alerts/{id}",
            "GET /api/v1/alerts/{id}/finding",
            "POST /api/v1/alerts/{id}/actions",
            "GET /api/v1/live");

    private static final Set<String> WITHOUT_RECORDED_DATA = Set.of(
            "GET /api/v1/me",
            "POST /api/v1/sealed-credentials",
            "GET /api/v1/keys",
            "POST /api/v1/keys",
            "DELETE /api/v1/keys/{id}",
            "GET /api/v1/tokens",
            "POST /api/v1/tokens",
            "DELETE /api/v1/tokens/{id}",
            "GET /api/v1/config",
            "PUT /api/v1/config",
            "POST /api/v1/config/check",
            "GET /api/v1/config/history",
            "GET /api/v1/config/history/{revision}");

    private Service service;
    private Recorded ofConnection;
    private Recorded ofGroup;
    private Recorded outside;
    private Recorded hostile;

    /** An exchange, and the session that it is. */
    private record Recorded(AuditExchange exchange, String session) {

        private String id() {
            return exchange.getId();
        }

        private String subject() {
            return exchange.getCaller().getSubject();
        }

        private String path(String template) {
            return template.replace("{id}", template.contains("/sessions/") ? session : id())
                    .replace("{subject}", subject())
                    .replace("{index}", "0")
                    .replace("{hash}", SAME);
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        ScopeSettings search = new ScopeSettings(List.of("openai-search"), List.of("team-search"));
        service = Service.scoped(
                folder,
                Map.of(
                        "auditor", List.of("auditors", "search-auditors", "odd-auditors"),
                        "viewer", List.of("viewers", "search-viewers"),
                        "policy-admin", List.of("policy-admins", "search-admins")),
                Map.of(
                        "search-auditors", search,
                        "search-viewers", search,
                        "search-admins", search,
                        "odd-auditors", new ScopeSettings(List.of(HOSTILE + RUN), List.of(HOSTILE + "group"))));
        service.awaitDocuments();
        ofConnection = publish(0, "openai-search", "others");
        outside = publish(1, "openai", "others");
        ofGroup = publish(2, "openai", "team-search");
        hostile = publish(3, HOSTILE + RUN, "others");
        service.awaitItems("/api/v1/exchanges?q=recorded&" + DURING, 4);
        service.awaitItems("/api/v1/sessions?" + DURING, 4);
        for (Recorded each : List.of(ofConnection, outside, ofGroup, hostile)) {
            Awaitility.await("its score is there")
                    .until(() -> service.get("/api/v1/risk/callers/" + each.subject(), service.auditor())
                                    .statusCode()
                            == 200);
        }
    }

    private Recorded publish(int place, String connection, String group) {
        Instant time = START.plusSeconds(place);
        AuditExchange exchange = Samples.exchange("scopes-" + place + "-" + RUN, time, "recorded text-" + place);
        exchange.setConnection(connection);
        exchange.getCaller().setGroups(List.of(group));
        AuditSession session = Samples.session(
                "session-" + place + "-" + RUN, exchange.getCaller().getSubject(), time, time, 1);
        session.setConnection(connection);
        ENGINES.publish(exchange);
        ENGINES.publish(session);
        ENGINES.publish(RiskSamples.score(exchange, session.getId(), 50 + place, 60, 70));
        return new Recorded(exchange, session.getId());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private String token(String... groups) {
        return service.issuer().token("somebody-" + String.join("-", groups) + RUN, groups);
    }

    @Test
    void nothingFromOutsideComesOutOfAnyRoute() {
        String team = token("search-auditors");
        List<Recorded> others = List.of(outside, hostile);
        for (Route route : RouteTable.of(service)) {
            String name = route.method() + " " + route.pattern().template();
            if (route.access() instanceof Access.Anyone
                    || WITHOUT_RECORDED_DATA.contains(name)
                    || OF_OTHERS.contains(name)) {
                assertThat(DATA).doesNotContain(name);
                continue;
            }
            if (OF_EVERYTHING.contains(name)) {
                HttpResponse<byte[]> answer =
                        service.get(outside.path(route.pattern().template()), team);
                assertThat(answer.statusCode()).as(name).isEqualTo(403);
                assertThat(Service.text(answer)).contains("your scope is a part of it");
                continue;
            }
            assertThat(DATA).as("whether this test knows what a scope means to").contains(name);
            for (Recorded other : others) {
                String path = other.path(route.pattern().template());
                HttpResponse<byte[]> answer = service.get(path, team);
                assertThat(answer.statusCode())
                        .as(path)
                        .isEqualTo(path.contains(RUN) || path.contains(other.id()) ? 404 : 200);
                assertThat(Service.text(answer)).as(path).doesNotContain(marks(other));
            }
        }
        for (String list : List.of(
                "exchanges",
                "exchanges?q=recorded",
                "exchanges/counts?q=recorded",
                "sessions",
                "config/impact?from=2025-01-01T00:00:00Z",
                "exchanges?minRisk=1")) {
            String text = Service.text(service.get("/api/v1/" + list, team));
            others.forEach(other -> assertThat(text).as(list).doesNotContain(marks(other)));
        }
    }

    private static String[] marks(Recorded recorded) {
        return new String[] {recorded.id(), recorded.subject(), recorded.session()};
    }

    @Test
    void whatLiesOutsideLooksLikeWhatDoesNotExist() {
        String team = token("search-auditors");
        String none = Samples.idAt(START.plusSeconds(1));
        for (String path :
                List.of("exchanges/%s", "exchanges/%s/request", "exchanges/%s/response", "exchanges/%s/vectors/0")) {
            assertSame(
                    service.get("/api/v1/" + path.formatted(outside.id()), team),
                    service.get("/api/v1/" + path.formatted(none), team));
        }
        for (String path : List.of("sessions/%s", "sessions/%s/exchanges")) {
            assertSame(
                    service.get("/api/v1/" + path.formatted(outside.session()), team),
                    service.get("/api/v1/" + path.formatted("none"), team));
        }
    }

    private static void assertSame(HttpResponse<byte[]> one, HttpResponse<byte[]> other) {
        assertThat(one.statusCode()).isEqualTo(404).isEqualTo(other.statusCode());
        assertThat(Service.text(one)).isEqualTo(Service.text(other));
    }

    @Test
    void anApiTokenSeesWhatItsGroupsSeeAndNoMore() {
        service.awaitKeys();
        HttpResponse<byte[]> created = service.send(HttpRequest.newBuilder(service.uri("/api/v1/tokens"))
                .header("Authorization", "Bearer " + token("search-auditors"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"nightly\"}")));
        assertThat(created.statusCode()).as(Service.text(created)).isEqualTo(201);
        String program = Service.json(created).get("token").asText();
        assertThat(ids("/api/v1/exchanges?" + DURING, program)).containsExactly(ofGroup.id(), ofConnection.id());
        assertThat(service.get("/api/v1/exchanges/" + outside.id(), program).statusCode())
                .isEqualTo(404);
        assertThat(service.get("/api/v1/access", program).statusCode()).isEqualTo(403);
    }

    @Test
    void whatLiesInsideIsThereWhole() {
        String team = token("search-auditors");
        for (Recorded mine : List.of(ofConnection, ofGroup)) {
            for (String name : DATA) {
                String path = mine.path(name.substring("GET ".length()));
                assertThat(service.get(path, team).statusCode()).as(path).isEqualTo(200);
            }
            JsonNode detail = Service.json(service.get("/api/v1/exchanges/" + mine.id(), team));
            assertThat(detail.get("readable").asBoolean()).isTrue();
            assertThat(detail.get("items").get(0).get("text").asText()).startsWith("recorded text-");
            assertThat(detail.get("sessionId").asText()).isEqualTo(mine.session());
        }
        for (String list :
                List.of("exchanges?" + DURING, "exchanges?q=recorded&" + DURING, "exchanges?minRisk=50&" + DURING)) {
            assertThat(ids("/api/v1/" + list, team)).containsExactly(ofGroup.id(), ofConnection.id());
        }
        assertThat(ids("/api/v1/sessions?" + DURING, team)).containsExactly(ofGroup.session(), ofConnection.session());
        assertThat(impact(team)).isEqualTo(2);
    }

    @Test
    void aCursorOfSomebodyElseOpensNothing() {
        String team = token("search-auditors");
        for (String list : List.of("exchanges?" + DURING, "exchanges?q=recorded&" + DURING, "sessions?" + DURING)) {
            String path = "/api/v1/" + list + "&limit=1";
            // After the hostile one, which is outside, and after the next, which is not.
            String first = service.json(path).get("nextCursor").asText();
            assertThat(ids(path + "&cursor=" + first, team))
                    .containsExactly(list.startsWith("s") ? ofGroup.session() : ofGroup.id());
            String second =
                    service.json(path + "&cursor=" + first).get("nextCursor").asText();
            assertThat(ids(path + "&cursor=" + second, team))
                    .containsExactly(list.startsWith("s") ? ofConnection.session() : ofConnection.id());
        }
        String own = Service.json(service.get("/api/v1/exchanges?limit=1&" + DURING, team))
                .get("nextCursor")
                .asText();
        assertThat(ids("/api/v1/exchanges?limit=5&" + DURING + "&cursor=" + own, team))
                .containsExactly(ofConnection.id());
    }

    @Test
    void anAuditorOfATeamWhoSeesTheMetadataOfAllReadsTheTeamsTextsAlone() {
        String both = token("search-auditors", "viewers");
        JsonNode items =
                Service.json(service.get("/api/v1/exchanges?" + DURING, both)).get("items");
        assertThat(items).hasSize(4);
        items.forEach(item -> assertThat(item.get("preview").isNull())
                .isEqualTo(Set.of(outside.id(), hostile.id())
                        .contains(item.get("id").asText())));
        assertThat(ids("/api/v1/exchanges?q=recorded&" + DURING, both))
                .containsExactly(ofGroup.id(), ofConnection.id());
        assertThat(ids("/api/v1/sessions?" + DURING, both)).hasSize(4);

        HttpResponse<byte[]> detail = service.get("/api/v1/exchanges/" + outside.id(), both);
        assertThat(detail.statusCode()).isEqualTo(200);
        assertThat(Service.text(detail))
                .contains("\"readable\":false", "\"text\":null", "\"sessionId\":\"" + outside.session())
                .doesNotContain("recorded text");
        assertThat(Service.json(service.get("/api/v1/sessions/" + outside.session() + "/exchanges", both))
                        .get("items")
                        .get(0)
                        .get("preview")
                        .isNull())
                .isTrue();
        for (String part : List.of("/request", "/response", "/vectors/0")) {
            assertThat(service.get("/api/v1/exchanges/" + outside.id() + part, both)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(service.get("/api/v1/exchanges/" + ofGroup.id() + part, both)
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(service.get("/api/v1/chains", both).statusCode()).isEqualTo(200);
        assertThat(service.get("/api/v1/access", both).statusCode()).isEqualTo(403);
    }

    @Test
    void aViewerOfATeamSeesItsMetadataAndNoText() {
        String viewer = token("search-viewers");
        JsonNode items =
                Service.json(service.get("/api/v1/exchanges?" + DURING, viewer)).get("items");
        assertThat(items).hasSize(2);
        items.forEach(item -> assertThat(item.get("preview").isNull()).isTrue());
        assertThat(service.get("/api/v1/exchanges?q=recorded", viewer).statusCode())
                .isEqualTo(403);
        assertThat(service.get("/api/v1/exchanges/" + ofGroup.id() + "/request", viewer)
                        .statusCode())
                .isEqualTo(403);
        assertThat(service.get("/api/v1/chains", viewer).statusCode()).isEqualTo(403);
    }

    @Test
    void policiesAreCountedOnWhatTheRoleIsFor() {
        assertThat(impact(token("policy-admins"))).isEqualTo(4);
        assertThat(impact(token("search-admins"))).isEqualTo(2);
        assertThat(impact(token("search-auditors", "policy-admins"))).isEqualTo(4);
        assertThat(impact(token("search-auditors", "viewers"))).isEqualTo(2);
    }

    @Test
    void namesThatLookLikeSqlAreNames() {
        String odd = token("odd-auditors");
        assertThat(ids("/api/v1/exchanges?" + DURING, odd)).containsExactly(hostile.id());
        assertThat(ids("/api/v1/exchanges?q=recorded&" + DURING, odd)).containsExactly(hostile.id());
        assertThat(ids("/api/v1/sessions?" + DURING, odd)).containsExactly(hostile.session());
        assertThat(service.get("/api/v1/exchanges/" + hostile.id() + "/response", odd)
                        .statusCode())
                .isEqualTo(200);
        assertThat(impact(odd)).isEqualTo(1);
    }

    @Test
    void meSaysWhatIsSeen() {
        JsonNode team = Service.json(service.get("/api/v1/me", token("search-auditors", "viewers")))
                .get("sees");
        assertThat(team.get("metadata").asText()).isEqualTo("everything");
        assertThat(team.get("texts").toString())
                .isEqualTo("{\"connections\":[\"openai-search\"],\"groups\":[\"team-search\"]}");
        JsonNode viewer =
                Service.json(service.get("/api/v1/me", token("viewers"))).get("sees");
        assertThat(viewer.get("metadata").asText()).isEqualTo("everything");
        assertThat(viewer.get("texts").asText()).isEqualTo("nothing");
    }

    @Test
    void aRefusalByScopeIsAnAccess() {
        String actor = "refused-" + RUN;
        assertThat(service.get("/api/v1/chains", service.issuer().token(actor, "search-auditors"))
                        .statusCode())
                .isEqualTo(403);
        JsonNode event = service.awaitItems("/api/v1/access?actor=" + actor, 1).get(0);
        assertThat(event.get("object").asText()).isEqualTo("chains");
        assertThat(event.get("details").toString()).contains("{\"name\":\"status\",\"value\":\"403\"}");
    }

    @Test
    void aSessionOfTheConsoleHasTheScopeToo() {
        HttpResponse<byte[]> signedIn = service.send(HttpRequest.newBuilder(service.uri("/api/v1/session"))
                .timeout(Duration.ofSeconds(30))
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + token("search-auditors") + "\"}")));
        String cookie =
                signedIn.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        HttpResponse<byte[]> list = service.send(HttpRequest.newBuilder(service.uri("/api/v1/exchanges?" + DURING))
                .timeout(Duration.ofSeconds(30))
                .header("Cookie", cookie));
        assertThat(Service.json(list).get("items")).hasSize(2);
    }

    private long impact(@Nullable String token) {
        return Service.json(service.get("/api/v1/config/impact?" + DURING, token))
                .get("exchanges")
                .asLong();
    }

    private List<String> ids(String path, String token) {
        List<String> ids = new ArrayList<>();
        HttpResponse<byte[]> answer = service.get(path, token);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        Service.json(answer).get("items").forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }
}

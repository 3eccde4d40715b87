package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.RiskScore;
import io.vectrail.replay.AlertSamples;
import io.vectrail.replay.Engines;
import io.vectrail.replay.RiskSamples;
import io.vectrail.replay.Samples;
import io.vectrail.replay.Service;
import io.vectrail.replay.archive.VectorSketch;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The description says what the service does, and the service does what the description says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

    private static final Engines ENGINES = Engines.shared();
    /** The hash of what samples have as their first vector. */
    private static final String VECTOR = HexFormat.of()
            .formatHex(VectorSketch.of(new float[] {0, .1f, .2f, .3f, .4f, .5f, .6f, .7f})
                    .hash());

    private static final Set<String> METHODS = Set.of("get", "post", "delete", "put", "patch");

    private Service service;
    private Contract contract;
    private JsonNode api;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
        contract = Contract.of(service);
        api = contract.api();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void itsPathsAreTheRoutesAndTheRoutesAreItsPaths() {
        Set<String> described = new TreeSet<>();
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(key -> {
                    if (METHODS.contains(key)) {
                        described.add(key.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                    }
                }));
        Set<String> served = new TreeSet<>();
        for (Route route : RouteTable.of(service)) {
            if (!route.pattern().template().equals(RoutePattern.REST)) {
                served.add(route.method() + " " + route.pattern().template());
            }
        }
        assertThat(described).isEqualTo(served);
    }

    @Test
    void callsWithoutATokenAreThoseThatItSaysNeedNone() {
        for (Route route : RouteTable.of(service)) {
            JsonNode call = api.at("/paths/" + route.pattern().template().replace("/", "~1") + "/"
                    + route.method().toLowerCase(java.util.Locale.ROOT));
            if (call.isMissingNode()) {
                continue;
            }
            boolean open = call.has("security") && call.get("security").isEmpty();
            assertThat(route.access() instanceof Access.Anyone)
                    .as(route.pattern().template())
                    .isEqualTo(open);
        }
    }

    @Test
    void answersFitTheirSchemas() {
        String subject = "contract-" + UUID.randomUUID();
        AuditExchange exchange = Samples.exchange(subject, Samples.NOON, "a text");
        AuditExchange refusal = Samples.refusal(Samples.NOON.plusSeconds(99));
        String session = "s-" + UUID.randomUUID();
        ENGINES.publish(exchange);
        ENGINES.publish(refusal);
        ENGINES.publish(Samples.session(session, subject, Samples.NOON, Samples.NOON, 1));
        ENGINES.publish(RiskSamples.score(exchange, session, 12.5, 33, 66));
        RiskScore latest = RiskSamples.score(Samples.exchange(subject, Instant.now(), "a text"), session, 12.5, 33, 66);
        ENGINES.publish(latest);
        service.awaitItems("/api/v1/exchanges?subject=" + subject, 1);
        service.awaitItems(
                "/api/v1/exchanges?subject=anonymous&from=" + refusal.getReceivedAt() + "&to="
                        + refusal.getReceivedAt().plusMillis(1),
                1);
        service.awaitItems("/api/v1/sessions?subject=" + subject, 1);

        fits("/api/v1/exchanges?limit=1", "ExchangePage");
        fits("/api/v1/exchanges?q=text&subject=" + subject, "ExchangePage");
        fits("/api/v1/exchanges/counts?q=text&subject=" + subject, "ExchangeCounts");
        fits("/api/v1/exchanges/" + exchange.getId(), "Exchange");
        fits("/api/v1/exchanges/" + refusal.getId(), "Exchange");
        fits("/api/v1/exchanges/" + exchange.getId() + "/vectors/0", "Vector");
        fits("/api/v1/exchanges/" + exchange.getId() + "/vectors/0/nearest", "Nearest");
        fits("/api/v1/vectors/" + VECTOR, "SameVectors");
        fits("/api/v1/vectors/map?subject=" + subject, "VectorMap");
        HttpResponse<byte[]> export =
                service.send(HttpRequest.newBuilder(service.uri("/api/v1/exports?format=csv&subject=" + subject))
                        .header("Authorization", "Bearer " + service.auditor())
                        .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(contract.misfits("Export", Service.json(export))).isEmpty();
        fits("/api/v1/exports", "ExportPage");
        fits("/api/v1/sessions?subject=" + subject, "SessionPage");
        fits("/api/v1/sessions/" + session, "Session");
        fits("/api/v1/sessions/" + session + "/exchanges", "ExchangePage");
        service.awaitItems("/api/v1/risk/callers?q=" + subject, 1);
        fits("/api/v1/risk/callers?q=" + subject, "CallerRiskPage");
        fits("/api/v1/risk/callers/" + subject + "?from=2026-01-01T00:00:00Z", "CallerRiskDetail");
        fits("/api/v1/me", "Me");
        service.awaitItems("/api/v1/access?object=exchanges/" + exchange.getId(), 1);
        fits("/api/v1/access?limit=500", "AccessPage");
        chainsFit(subject);
        configFits();
        keysFit();
        tokensFit();
        approvalsFit();
        alertsFit();
        HttpResponse<byte[]> sealed = service.send(HttpRequest.newBuilder(service.uri("/api/v1/sealed-credentials"))
                .header("Authorization", "Bearer " + service.issuer().token("paula", "policy-admins"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"connection\":\"openai\",\"targets\":[\"https://a\"],\"secret\":\"s\"}")));
        assertThat(contract.misfits("SealedCredential", Service.json(sealed))).isEmpty();
        JsonNode problem = Service.json(service.get("/api/v1/exchanges/unknown", service.auditor()));
        assertThat(contract.misfits("Problem", problem)).isEmpty();
    }

    private void configFits() {
        HttpResponse<byte[]> published = service.put(
                "/api/v1/config",
                "version: 1\nconnections: [{name: a, provider: openai, target: 'http://127.0.0.1:1', credential: key}]\n",
                "If-None-Match",
                "*");
        assertThat(contract.misfits("Revision", Service.json(published))).isEmpty();
        fits("/api/v1/config", "Config");
        fits("/api/v1/config/history", "RevisionPage");
        fits("/api/v1/config/history/1", "RevisionText");
        fits("/api/v1/config/impact?from=2026-01-01T00:00:00Z", "Impact");
    }

    private void keysFit() {
        service.awaitKeys();
        HttpResponse<byte[]> created =
                service.post("/api/v1/keys", "{\"subject\":\"batch\",\"groups\":[\"research\"]}");
        assertThat(contract.misfits("NewKey", Service.json(created))).isEmpty();
        HttpResponse<byte[]> listed = service.get("/api/v1/keys", service.policyAdmin());
        assertThat(contract.misfits("KeyPage", Service.json(listed))).isEmpty();
    }

    private void tokensFit() {
        HttpResponse<byte[]> created = service.post("/api/v1/tokens", "{\"name\":\"batch\"}");
        assertThat(contract.misfits("NewToken", Service.json(created))).isEmpty();
        HttpResponse<byte[]> listed = service.get("/api/v1/tokens", service.policyAdmin());
        assertThat(contract.misfits("TokenPage", Service.json(listed))).isEmpty();
    }

    private void approvalsFit() {
        Held held = Held.anyone();
        Desk desk = new Desk(service);
        String id = desk.awaitKnown(held.publish());
        fits("/api/v1/approvals?state=requested&subject=" + held.subject(), "ApprovalPage");
        fits("/api/v1/approvals/" + id, "Approval");
        HttpResponse<byte[]> decided = desk.decide(id, "approve", "because", desk.approver("ann"));
        assertThat(contract.misfits("Approval", Service.json(decided))).isEmpty();
        HttpResponse<byte[]> late = desk.decide(id, "approve", "because", desk.approver("bob"));
        assertThat(contract.misfits("Problem", Service.json(late))).isEmpty();
    }

    private void alertsFit() {
        AlertSamples.Sample sample = AlertSamples.sample();
        ENGINES.publish(sample.raised());
        Cases cases = new Cases(service);
        cases.awaitKnown(sample.id());
        fits("/api/v1/alerts?state=open&subject=" + sample.subject(), "AlertPage");
        fits("/api/v1/alerts/" + sample.id(), "Alert");
        HttpResponse<byte[]> closed = cases.close(sample.id(), "false-alarm", "because", service.auditor());
        assertThat(contract.misfits("Alert", Service.json(closed))).isEmpty();
        HttpResponse<byte[]> late = cases.close(sample.id(), "confirmed", "because", service.auditor());
        assertThat(contract.misfits("Problem", Service.json(late))).isEmpty();
    }

    /** A first event that names a predecessor, and another with its sequence. */
    private void chainsFit(String subject) {
        String edge = "edge-" + subject;
        for (String text : List.of("one", "another")) {
            AuditExchange exchange = Samples.exchange(subject, Samples.NOON, text);
            exchange.setEdge(edge);
            exchange.setSequence(1);
            ENGINES.publish(exchange);
        }
        String list = "/api/v1/chains?edge=" + edge;
        String findings =
                "/api/v1/chains/" + service.awaitItems(list, 1).get(0).get("id").asText() + "/findings";
        JsonNode found = service.awaitItems(findings, 2);
        assertThat(found.findValuesAsText("kind")).containsExactlyInAnyOrder("FORK", "CHANGE");
        assertThat(service.json(findings + "?limit=1&cursor="
                                + service.json(findings + "?limit=1")
                                        .get("nextCursor")
                                        .asText())
                        .get("items"))
                .hasSize(1);
        fits(list, "ChainPage");
        fits("/api/v1/chains?limit=1", "ChainPage");
        fits(findings, "ChainFindingPage");
        assertThat(service.get("/api/v1/chains/unknown/findings", service.auditor())
                        .statusCode())
                .isEqualTo(404);
        assertThat(service.get("/health/ready", null).statusCode())
                .as("a finding is looked at here")
                .isEqualTo(200);
        assertThat(Service.text(service.get("/health/ready", null))).contains("1 forks");
    }

    private void fits(String path, String schema) {
        assertThat(contract.misfits(schema, service.json(path))).as(path).isEmpty();
    }
}

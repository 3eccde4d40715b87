package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.replay.AlertSamples;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Service;
import io.vectrail.replay.access.ScopeSettings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Of alerts outside their scope, people see nothing and do nothing; of one that lies in it in part, they see that part. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertScopesTest {

    private Service service;
    private Cases cases;
    private String ofGroup;
    private String inPart;
    private String outside;

    @BeforeAll
    void start(@TempDir Path folder) {
        ScopeSettings search = new ScopeSettings(List.of("openai-search"), List.of("team-search"));
        service = Service.scoped(
                folder,
                Map.of(
                        "auditor", List.of("auditors", "search-auditors"),
                        "viewer", List.of("viewers", "search-viewers"),
                        "policy-admin", List.of("policy-admins", "search-admins"),
                        "approver", List.of("approvers", "search-approvers")),
                Map.of(
                        "search-auditors", search,
                        "search-viewers", search,
                        "search-admins", search,
                        "search-approvers", search));
        cases = new Cases(service);
        ofGroup = known(AlertSamples.sample().over(List.of("openai"), "team-search"));
        inPart = known(AlertSamples.sample().over(List.of("openai", "openai-search"), "others"));
        outside = known(AlertSamples.sample().over(List.of("openai"), "others"));
        for (String id : List.of(ofGroup, inPart, outside)) {
            Awaitility.await(id + " is archived")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> cases.ids("?limit=500", service.viewer()).contains(id));
        }
    }

    private String known(AlertSamples.Sample sample) {
        Engines.shared().publish(sample.raised());
        return cases.awaitKnown(sample.id());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private String token(String... groups) {
        return service.issuer().token("somebody-" + String.join("-", groups), groups);
    }

    @Test
    void whatLiesOutsideLooksLikeWhatDoesNotExist() {
        String none = UUID.randomUUID().toString();
        for (String group : List.of("search-auditors", "search-viewers", "search-admins", "search-approvers")) {
            for (String behind : List.of("", "/finding")) {
                HttpResponse<byte[]> answer = cases.get(outside + behind, token(group));
                assertThat(answer.statusCode()).as(group).isEqualTo(404);
                assertThat(Service.text(answer)).isEqualTo(Service.text(cases.get(none + behind, token(group))));
            }
            assertThat(cases.get(ofGroup, token(group)).statusCode()).isEqualTo(200);
            assertThat(cases.ids("?limit=500", token(group)))
                    .contains(ofGroup, inPart)
                    .doesNotContain(outside);
            assertThat(Service.text(service.get(Cases.ALERTS + "/findings?limit=500", token(group))))
                    .contains(ofGroup)
                    .doesNotContain(outside);
        }
        for (String group : List.of("search-auditors", "search-admins")) {
            HttpResponse<byte[]> acted = cases.acknowledge(outside, token(group));
            assertThat(acted.statusCode()).isEqualTo(404);
            assertThat(Service.text(acted)).isEqualTo(Service.text(cases.acknowledge(none, token(group))));
        }
        assertThat(cases.state(outside)).isEqualTo("OPEN");
    }

    @Test
    void ofOneThatLiesInTheScopeInPartThatPartIsShown() {
        JsonNode all = cases.shown(inPart);
        assertThat(all.get("exchangeCount").asInt()).isEqualTo(2);
        JsonNode part = Service.json(cases.get(inPart, token("search-viewers")));
        assertThat(part.get("exchangeCount").asInt()).isEqualTo(1);
        assertThat(part.at("/exchanges/0/connection").asText()).isEqualTo("openai-search");
        String finding = Service.text(cases.get(inPart + "/finding", token("search-viewers")));
        assertThat(finding).contains("openai-search").doesNotContain("\"openai\"");
    }

    @Test
    void whoSeesMoreThanTheyActOnDoesNot() {
        String both = token("search-auditors", "viewers");
        assertThat(cases.get(outside, both).statusCode()).isEqualTo(200);
        assertThat(cases.acknowledge(outside, both).statusCode()).isEqualTo(404);
        assertThat(cases.acknowledge(ofGroup, both).statusCode()).isEqualTo(200);
    }

    @Test
    void theStreamIsOfTheScope() throws Exception {
        try (Listener team = Listener.of(service, token("search-approvers"))) {
            String one = known(AlertSamples.sample().over(List.of("openai"), "others"));
            String mine = known(AlertSamples.sample().over(List.of("openai"), "team-search"));
            team.await(mine);
            assertThat(team.heard()).doesNotContain(one);
        }
    }
}

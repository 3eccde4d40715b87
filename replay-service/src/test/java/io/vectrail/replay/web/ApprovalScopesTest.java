package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.replay.Service;
import io.vectrail.replay.access.ScopeSettings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Of requests that wait outside their scope, people see nothing and decide nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalScopesTest {

    private static final String RUN = UUID.randomUUID().toString();

    private Service service;
    private Desk desk;
    private String ofGroup;
    private String ofConnection;
    private String outside;

    @BeforeAll
    void start(@TempDir Path folder) {
        ScopeSettings search = new ScopeSettings(List.of("openai-search"), List.of("team-search"));
        service = Service.scoped(
                folder,
                Map.of(
                        "auditor", List.of("auditors", "search-auditors"),
                        "viewer", List.of("viewers", "search-viewers"),
                        "approver", List.of("approvers", "search-approvers")),
                Map.of("search-auditors", search, "search-viewers", search, "search-approvers", search));
        desk = new Desk(service);
        ofGroup = desk.awaitKnown(held().over("openai", "team-search").publish());
        ofConnection = desk.awaitKnown(held().over("openai-search", "others").publish());
        outside = desk.awaitKnown(held().over("openai", "others").publish());
    }

    private static Held held() {
        return Held.anyone().by("held-" + UUID.randomUUID() + RUN);
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
        for (String group : List.of("search-auditors", "search-viewers", "search-approvers")) {
            HttpResponse<byte[]> answer = desk.get(outside, token(group));
            assertThat(answer.statusCode()).as(group).isEqualTo(404);
            assertThat(Service.text(answer)).isEqualTo(Service.text(desk.get(none, token(group))));
            assertThat(desk.get(ofGroup, token(group)).statusCode()).isEqualTo(200);
            assertThat(desk.get(ofConnection, token(group)).statusCode()).isEqualTo(200);
            String list = Service.text(service.get(Desk.APPROVALS + "?state=REQUESTED&limit=500", token(group)));
            assertThat(list).contains(ofGroup, ofConnection).doesNotContain(outside);
        }
        HttpResponse<byte[]> decided = desk.decide(outside, "approve", "", token("search-approvers"));
        assertThat(decided.statusCode()).isEqualTo(404);
        assertThat(Service.text(decided))
                .isEqualTo(Service.text(desk.decide(none, "approve", "", token("search-approvers"))));
        assertThat(desk.state(outside)).isEqualTo("REQUESTED");
    }

    @Test
    void whoSeesMoreThanTheyDecideOnSeesThatTheyMayNot() {
        String both = token("search-approvers", "viewers");
        assertThat(desk.shown(outside, both).at("/may/approve").asBoolean()).isFalse();
        assertThat(desk.shown(outside, both).at("/may/why").asText()).contains("other traffic");
        assertThat(desk.shown(outside, both).get("readable").asBoolean()).isFalse();
        assertThat(desk.decide(outside, "approve", "", both).statusCode()).isEqualTo(404);
        assertThat(desk.shown(ofGroup, both).get("readable").asBoolean()).isTrue();
    }

    @Test
    void anAuditorOfATeamReadsItsTextsAlone() {
        String both = token("search-auditors", "viewers");
        assertThat(desk.shown(ofGroup, both).get("body").asText()).contains(Held.TEXT);
        assertThat(desk.shown(outside, both).get("body").isNull()).isTrue();
    }

    @Test
    void theStreamIsOfTheScope() throws Exception {
        try (Listener team = Listener.of(service, token("search-approvers"))) {
            String one = desk.awaitKnown(held().over("openai", "others").publish());
            String mine = desk.awaitKnown(held().over("openai", "team-search").publish());
            team.await(mine);
            assertThat(team.heard()).doesNotContain(one);
        }
    }
}

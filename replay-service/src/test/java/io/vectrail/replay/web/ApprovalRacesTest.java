package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.replay.Service;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** People decide at the same moment, by two instances of the service: there is one outcome, and each of them learns it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalRacesTest {

    private static final int ROUNDS = 15;

    private final List<Desk> desks = new ArrayList<>();
    private final List<Service> services = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path one, @TempDir Path other) {
        for (Path folder : List.of(one, other)) {
            Service service = Service.start(folder);
            services.add(service);
            desks.add(new Desk(service));
        }
    }

    @AfterAll
    void stop() {
        services.forEach(Service::close);
    }

    private record Said(String who, String decision, HttpResponse<byte[]> answer) {}

    @Test
    void whoApprovesAndWhoRejectsAtOnceHearTheSame() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String id = known(Held.anyone().publish());
            int other = round % 2;
            List<Said> said = AtOnce.both(() -> said(0, id, "approve", "ann"), () -> said(other, id, "reject", "bob"));
            List<Said> counted = said.stream()
                    .filter(each -> each.answer().statusCode() == 200)
                    .toList();
            assertThat(counted).as("one of them counts").hasSize(1);
            Said first = counted.getFirst();
            String state = first.decision().equals("approve") ? "APPROVED" : "REJECTED";
            assertThat(Service.json(first.answer()).get("state").asText()).isEqualTo(state);
            said.stream().filter(each -> !each.who().equals(first.who())).forEach(late -> {
                assertThat(late.answer().statusCode()).isEqualTo(409);
                JsonNode problem = Service.json(late.answer());
                assertThat(problem.get("state").asText()).isEqualTo(state);
                assertThat(problem.get("decidedBy").asText()).isEqualTo(first.who());
            });
            for (Desk desk : desks) {
                desk.awaitState(id, state);
            }
        }
    }

    @Test
    void twoWhoConsentAtOnceAreEnoughForTwo() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String id = known(Held.nobody()
                    .needing("a-rule", requirement -> requirement.setCount(2))
                    .publish());
            int other = round % 2;
            List<Said> said = AtOnce.both(() -> said(0, id, "approve", "ann"), () -> said(other, id, "approve", "bob"));
            assertThat(said)
                    .allSatisfy(each -> assertThat(each.answer().statusCode())
                            .as(() -> Service.text(each.answer()))
                            .isEqualTo(200));
            for (Desk desk : desks) {
                desk.awaitState(id, "APPROVED");
            }
            assertThat(desks.getFirst().kinds(id))
                    .filteredOn("APPROVED"::equals)
                    .hasSize(1);
        }
    }

    @Test
    void theSamePersonWhoConsentsTwiceAtOnceCountsOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String id = known(Held.nobody()
                    .needing("a-rule", requirement -> requirement.setCount(2))
                    .publish());
            List<Said> said = AtOnce.both(() -> said(0, id, "approve", "ann"), () -> said(1, id, "approve", "ann"));
            assertThat(said).extracting(each -> each.answer().statusCode()).containsExactlyInAnyOrder(200, 409);
            assertThat(desks.getFirst().state(id)).isEqualTo("REQUESTED");
        }
    }

    @Test
    void anotherInstanceDecidesAndBothKnow() {
        String id = known(Held.anyone().publish());
        assertThat(desks.get(1)
                        .decide(id, "approve", "", desks.get(1).approver("ann"))
                        .statusCode())
                .isEqualTo(200);
        desks.getFirst().awaitState(id, "APPROVED");
        HttpResponse<byte[]> late =
                desks.getFirst().decide(id, "reject", "", desks.getFirst().approver("bob"));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(Service.json(late).get("decidedBy").asText()).isEqualTo("ann");
    }

    @Test
    void whatWasDecidedIsKnownAfterARestart() {
        String id = known(Held.anyone().publish());
        Desk first = desks.getFirst();
        assertThat(first.decide(id, "reject", "no", first.approver("ann")).statusCode())
                .isEqualTo(200);
        services.getFirst().restart();
        first.awaitKnown(id);
        assertThat(first.state(id)).isEqualTo("REJECTED");
    }

    private String known(String id) {
        desks.forEach(desk -> desk.awaitKnown(id));
        return id;
    }

    private Said said(int by, String id, String decision, String who) {
        Desk desk = desks.get(by);
        return new Said(who, decision, desk.decide(id, decision, "", desk.approver(who)));
    }
}

package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectrail.replay.Service;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** What people do with requests that wait, by one service. */
final class Desk {

    static final String APPROVALS = "/api/v1/approvals";

    private final Service service;

    Desk(Service service) {
        this.service = service;
    }

    /** Somebody with the role, in these groups too. */
    String approver(String subject, String... groups) {
        List<String> all = new ArrayList<>(List.of(groups));
        all.add("approvers");
        return service.issuer().token(subject, all.toArray(String[]::new));
    }

    HttpResponse<byte[]> decide(String id, String decision, String reason, String token) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("decision", decision);
        if (!reason.isEmpty()) {
            body.put("reason", reason);
        }
        return post(id, body.toString(), token);
    }

    HttpResponse<byte[]> post(String id, String body, String token) {
        return service.send(HttpRequest.newBuilder(service.uri(APPROVALS + "/" + id + "/decisions"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<byte[]> get(String id, String token) {
        return service.get(APPROVALS + "/" + id, token);
    }

    /** Waits until it is known here, which it shows to one who may see it. */
    String awaitKnown(String id) {
        Awaitility.await(id + " is known")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> get(id, service.viewer()).statusCode() == 200);
        return id;
    }

    JsonNode shown(String id, String token) {
        HttpResponse<byte[]> answer = get(id, token);
        assertThat(answer.statusCode()).as(() -> Service.text(answer)).isEqualTo(200);
        return Service.json(answer);
    }

    String state(String id) {
        return shown(id, service.viewer()).get("state").asText();
    }

    void awaitState(String id, String state) {
        Awaitility.await(id + " is " + state)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> state(id).equals(state));
    }

    /** The kinds of its steps, in order. */
    List<String> kinds(String id) {
        return shown(id, service.viewer()).get("steps").findValuesAsText("kind");
    }
}

package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectrail.replay.Service;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** What people do with alerts, by one service. */
final class Cases {

    static final String ALERTS = "/api/v1/alerts";

    private final Service service;

    Cases(Service service) {
        this.service = service;
    }

    String auditor(String subject) {
        return service.issuer().token(subject, "auditors");
    }

    HttpResponse<byte[]> acknowledge(String id, String token) {
        return post(id, action("acknowledge").toString(), token);
    }

    HttpResponse<byte[]> assign(String id, String assignee, String token) {
        return post(id, action("assign").put("assignee", assignee).toString(), token);
    }

    HttpResponse<byte[]> close(String id, String verdict, String reason, String token) {
        return post(
                id,
                action("close").put("verdict", verdict).put("reason", reason).toString(),
                token);
    }

    HttpResponse<byte[]> reopen(String id, String reason, String token) {
        return post(id, action("reopen").put("reason", reason).toString(), token);
    }

    private static ObjectNode action(String action) {
        return JsonNodeFactory.instance.objectNode().put("action", action);
    }

    HttpResponse<byte[]> post(String id, String body, String token) {
        return service.send(HttpRequest.newBuilder(service.uri(ALERTS + "/" + id + "/actions"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<byte[]> get(String id, String token) {
        return service.get(ALERTS + "/" + id, token);
    }

    /** Waits until it is known here. */
    String awaitKnown(String id) {
        Awaitility.await(id + " is known")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> get(id, service.viewer()).statusCode() == 200);
        return id;
    }

    JsonNode shown(String id) {
        HttpResponse<byte[]> answer = get(id, service.viewer());
        assertThat(answer.statusCode()).as(() -> Service.text(answer)).isEqualTo(200);
        return Service.json(answer);
    }

    String state(String id) {
        return shown(id).get("state").asText();
    }

    void awaitState(String id, String state) {
        Awaitility.await(id + " is " + state)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> state(id).equals(state));
    }

    /** The kinds of what was done, in order. */
    List<String> kinds(String id) {
        return shown(id).get("case").findValuesAsText("kind");
    }

    /** The ids of a list. */
    List<String> ids(String query, String token) {
        HttpResponse<byte[]> answer = service.get(ALERTS + query, token);
        assertThat(answer.statusCode()).as(() -> Service.text(answer)).isEqualTo(200);
        return Service.json(answer).get("items").findValuesAsText("id").stream()
                .filter(id -> !id.isEmpty())
                .toList();
    }
}

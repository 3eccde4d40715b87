package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.event.Topics;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Service;
import io.vectrail.runtime.digest.Sha256;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Documents are checked, published one after the other, and kept. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfigTest {

    private static final String CONFIG = "/api/v1/config";

    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
        service.awaitDocuments();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    @Order(1)
    void whatIsPublishedIsThereWithItsHistoryAfterARestartToo() {
        assertThat(service.get(CONFIG, service.auditor()).statusCode()).isEqualTo(404);
        assertThat(service.put(CONFIG + "?shadow=true", document("one"), "If-None-Match", "*")
                        .statusCode())
                .as("nothing is tried beside nothing")
                .isEqualTo(412);
        assertThat(put(document("one"), "If-None-Match", "*").statusCode()).isEqualTo(200);
        HttpResponse<byte[]> second =
                service.put(CONFIG + "?comment=because", document("two"), "If-Match", tag(document("one")));
        assertThat(second.statusCode()).isEqualTo(200);
        service.restart();
        service.awaitDocuments();
        JsonNode config = service.json(CONFIG);
        assertThat(config.get("text").asText()).isEqualTo(document("two"));
        assertThat(config.get("hash").asText()).isEqualTo(hash(document("two")));
        assertThat(config.get("by").asText()).isEqualTo("paula");
        assertThat(config.get("comment").asText()).isEqualTo("because");
        assertThat(service.get(CONFIG, service.auditor()).headers().firstValue("ETag"))
                .contains(tag(document("two")));
        JsonNode history = service.json(CONFIG + "/history?limit=1");
        assertThat(history.at("/items/0/revision").asLong()).isEqualTo(2);
        assertThat(history.at("/items/0/previousHash").asText()).isEqualTo(hash(document("one")));
        JsonNode rest = service.json(
                CONFIG + "/history?cursor=" + history.get("nextCursor").asText());
        assertThat(rest.at("/items/0/revision").asLong()).isEqualTo(1);
        assertThat(rest.get("nextCursor").isNull()).isTrue();
        assertThat(service.json(CONFIG + "/history/1").get("text").asText()).isEqualTo(document("one"));
        assertThat(service.get(CONFIG + "/history/3", service.auditor()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoDidNotSeeTheDocumentThatIsThereDoesNotChangeIt() {
        inForce(document("seen"));
        assertThat(service.put(CONFIG, document("two"), "X-Nothing", "x").statusCode())
                .isEqualTo(428);
        assertThat(put(document("two"), "If-None-Match", "*").statusCode()).isEqualTo(412);
        assertThat(put(document("two"), "If-Match", "*").statusCode()).isEqualTo(400);
        HttpResponse<byte[]> stale = put(document("two"), "If-Match", tag(document("none")));
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(Service.json(stale).get("hash").asText()).isEqualTo(hash(document("seen")));
        assertThat(service.json(CONFIG).get("text").asText()).isEqualTo(document("seen"));
    }

    @Test
    void ofManyWhoChangeTheSameDocumentAtOnceOneDoes() throws Exception {
        inForce(document("many"));
        long before = service.json(CONFIG).get("revision").asLong();
        List<Callable<Integer>> changes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String mine = document("change " + i);
            changes.add(() -> put(mine, "If-Match", tag(document("many"))).statusCode());
        }
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> change : threads.invokeAll(changes)) {
                statuses.add(change.get());
            }
        }
        assertThat(statuses)
                .containsOnlyOnce(200)
                .allMatch(status -> List.of(200, 412, 503).contains(status));
        assertThat(service.json(CONFIG).get("revision").asLong()).isEqualTo(before + 1);
    }

    @Test
    void oneThatDoesNotValidateChangesNothingAndTheAnswerSaysWhere() {
        inForce(document("wrong"));
        String wrong = document("two") + "policies:\n  - name: p\n    detect: [NOBODY_KNOWS]\n    action: block\n";
        HttpResponse<byte[]> refused = put(wrong, "If-Match", tag(document("wrong")));
        assertThat(refused.statusCode()).isEqualTo(422);
        JsonNode problem = Service.json(refused).at("/problems/0");
        assertThat(problem.get("line").asInt()).isEqualTo(10);
        assertThat(problem.get("key").asText()).isEqualTo("policies[0].detect[0]");
        assertThat(problem.get("reason").asText()).contains("NOBODY_KNOWS");
        assertThat(service.json(CONFIG).get("text").asText()).isEqualTo(document("wrong"));
        JsonNode checked = Service.json(service.send(HttpRequest.newBuilder(service.uri(CONFIG + "/check"))
                .header("Authorization", "Bearer " + service.auditor())
                .POST(HttpRequest.BodyPublishers.ofString(wrong))));
        assertThat(checked.get("valid").asBoolean()).isFalse();
        assertThat(put("a".repeat((1 << 20) + 1), "If-Match", tag(document("wrong")))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void whileSomebodyHasWrittenAndNotCommittedNothingIsPublished() {
        inForce(document("seen through"));
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", Engines.shared().bootstrap(), "transactional.id", "somebody-" + UUID.randomUUID());
        try (KafkaProducer<String, byte[]> other =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            other.initTransactions();
            other.beginTransaction();
            for (PartitionInfo partition : other.partitionsFor(Topics.CONFIG.name())) {
                var _ = other.send(
                        new ProducerRecord<>(Topics.CONFIG.name(), partition.partition(), "other", new byte[1]));
            }
            other.flush();
            assertThat(put(document("mine"), "If-Match", tag(document("seen through")))
                            .statusCode())
                    .isEqualTo(503);
            other.abortTransaction();
        }
        assertThat(put(document("mine"), "If-Match", tag(document("seen through")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aDocumentOnTrialStandsBesideTheOneInForceUntilTheNextOne() {
        inForce(document("tried"));
        assertThat(shadow(document("trial"), tag(document("tried"))).statusCode())
                .isEqualTo(200);
        JsonNode config = service.json(CONFIG);
        assertThat(config.get("text").asText()).isEqualTo(document("tried"));
        assertThat(config.at("/trial/text").asText()).isEqualTo(document("trial"));
        assertThat(shadow(document("other trial"), tag(document("tried"))).statusCode())
                .as("somebody else's trial is not replaced unseen")
                .isEqualTo(412);
        assertThat(shadow(document("other trial"), tag(document("trial"))).statusCode())
                .isEqualTo(200);
        assertThat(put(document("tried"), "If-Match", tag(document("tried"))).statusCode())
                .as("the same document again ends a trial")
                .isEqualTo(200);
        assertThat(service.json(CONFIG).get("trial").isNull()).isTrue();
    }

    @Test
    void whoWasRevokedIsLetInNoMore() {
        assertThat(service.get("/api/v1/me", service.viewer()).statusCode()).isEqualTo(200);
        inForce(document("without a viewer") + "revoked: [{subject: victor}]\n");
        assertThat(service.get("/api/v1/me", service.viewer()).statusCode()).isEqualTo(401);
        assertThat(service.get("/api/v1/me", service.auditor()).statusCode()).isEqualTo(200);
        inForce(document("with a viewer"));
        assertThat(service.get("/api/v1/me", service.viewer()).statusCode()).isEqualTo(200);
    }

    @Test
    void whoChangedWhatIsAnAccessEvent() {
        inForce(document("whose"));
        String hash = hash(document("whose"));
        assertThat(Accesses.published())
                .filteredOn(event -> event.getDetails().stream()
                        .anyMatch(detail -> detail.getValue().equals(hash)))
                .filteredOn(event -> event.getObject().startsWith("config/d-"))
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(event.getActor()).isEqualTo("paula");
                    assertThat(event.getAddress()).isEqualTo("127.0.0.1");
                });
    }

    /** In the place of whatever the tests before have left there. */
    private void inForce(String document) {
        String there = service.json(CONFIG).get("hash").asText();
        assertThat(put(document, "If-Match", '"' + there + '"').statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> put(String document, String header, String value) {
        return service.put(CONFIG, document, header, value);
    }

    private HttpResponse<byte[]> shadow(String document, String tag) {
        return service.put(CONFIG + "?shadow=true", document, "If-Match", tag);
    }

    private static String document(String remark) {
        return """
                # %s
                version: 1
                connections:
                  - name: openai
                    provider: openai
                    target: http://127.0.0.1:1
                    credential: ${env:VECTRAIL_CREDENTIAL_NOT_HERE}
                """.formatted(remark);
    }

    private static String tag(String document) {
        return '"' + hash(document) + '"';
    }

    private static String hash(String document) {
        return Sha256.hex(document.getBytes(StandardCharsets.UTF_8));
    }
}

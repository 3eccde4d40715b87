package io.vectrail.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.ClickHouse;
import io.vectrail.local.testkit.Registry;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the service needs goes away and comes back: it stays up, says so, and nothing is skipped or stored twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("heavy") // each outage takes as long as clients take to notice
class OutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CompletableFuture<Registry> beside = CompletableFuture.supplyAsync(Registry::start);
    private final Broker broker = Broker.start();
    private final ClickHouse clickHouse = ClickHouse.start();
    private final Registry registry = beside.join();
    private final Engines engines = new Engines(broker.bootstrap(), registry.url());

    @AfterAll
    void stop() {
        clickHouse.close();
        registry.close();
        broker.close();
    }

    @Test
    void everythingIsWaitedForAndNothingIsLost(@TempDir Path folder) {
        String subject = "outage-" + UUID.randomUUID();
        String list = "/api/v1/exchanges?subject=" + subject;
        publish(subject, 3);
        clickHouse.stop();
        registry.stop();
        try (Service service = Service.unready(folder, clickHouse.url(), broker.bootstrap(), registry.url())) {
            startsBeforeWhatItNeeds(service);
            service.awaitItems(list, 3);

            archiveIsKilled(service, subject, list);
            brokerIsKilled(service, subject, list);
            registryIsAwayAtTheNextStart(service, subject, list);

            assertThat(service.json(list + "&limit=500").get("items").findValuesAsText("id"))
                    .doesNotHaveDuplicates()
                    .hasSize(18);
            assertThat(deadLetters()).as("an outage is no fault of a record").isZero();
        }
    }

    private void startsBeforeWhatItNeeds(Service service) {
        awaitStatus(service, "clickhouse", "down");
        assertThat(service.get("/health/live", null).statusCode()).isEqualTo(200);
        assertThat(service.get("/health/ready", null).statusCode()).isEqualTo(503);
        assertThat(service.get("/issuer/jwks", null).statusCode())
                .as("edges get the issuer's keys meanwhile")
                .isEqualTo(200);
        HttpResponse<byte[]> refused = service.get("/api/v1/exchanges", service.auditor());
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        clickHouse.restart();
        awaitStatus(service, "clickhouse", "up");
        awaitStatus(service, "registry", "down");
        registry.restart();
        service.awaitReady();
    }

    private void archiveIsKilled(Service service, String subject, String list) {
        clickHouse.kill();
        publish(subject, 5);
        awaitStatus(service, "clickhouse", "down");
        clickHouse.restart();
        service.awaitItems(list, 8);
        service.awaitReady();
    }

    private void brokerIsKilled(Service service, String subject, String list) {
        broker.kill();
        awaitStatus(service, "kafka", "degraded");
        assertThat(service.get("/health/ready", null).statusCode())
                .as("what is archived can be searched")
                .isEqualTo(200);
        JsonNode found = service.json(list).get("items");
        assertThat(found).hasSize(8);
        String one = "/api/v1/exchanges/" + found.get(0).get("id").asText();
        HttpResponse<byte[]> refused = service.get(one, service.auditor());
        assertThat(refused.statusCode())
                .as("who would read this cannot be recorded")
                .isEqualTo(503);
        assertThat(Service.text(refused)).contains("cannot be recorded").doesNotContain("text ");
        assertThat(service.get(one, service.viewer()).statusCode())
                .as("no text is in there")
                .isEqualTo(200);
        broker.restart();
        service.awaitItems("/api/v1/access?actor=victor&action=view", 1);
        assertThat(service.get(one, service.auditor()).statusCode()).isEqualTo(200);
        publish(subject, 5);
        service.awaitItems(list, 13);
        awaitStatus(service, "kafka", "up");
    }

    private void registryIsAwayAtTheNextStart(Service service, String subject, String list) {
        publish(subject, 5);
        registry.kill();
        service.restartUnready();
        awaitStatus(service, "registry", "down");
        registry.restart();
        service.awaitReady();
        service.awaitItems(list, 18);
    }

    private void publish(String subject, int count) {
        for (int i = 0; i < count; i++) {
            AuditExchange exchange = Samples.exchange(subject, Samples.NOON, "text " + i);
            engines.publish(exchange);
        }
    }

    private static void awaitStatus(Service service, String dependency, String status) {
        Awaitility.await(dependency + " is " + status).atMost(PATIENCE).untilAsserted(() -> {
            JsonNode page = Service.json(service.get("/health/ready", null));
            assertThat(page.at("/dependencies/" + dependency + "/status").asText())
                    .as(page.toString())
                    .isEqualTo(status);
        });
    }

    private long deadLetters() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", engines.bootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEADLETTER.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}

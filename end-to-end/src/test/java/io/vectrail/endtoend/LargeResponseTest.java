package io.vectrail.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.local.testkit.Platform;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest call that a provider takes, 2,048 texts of 3,072 dimensions: tens of MB in one response. */
@Tag("heavy") // tens of megabytes through all programs
class LargeResponseTest {

    private static final int INPUTS = 2048;
    private static final int AT_ONCE = 4;
    private static final int CHUNK_BYTES = 512 * 1024;
    private static final int KAFKAS_DEFAULT_LIMIT = 1 << 20;

    /** Of a batch and of the one record in it. */
    private static final int RECORD_OVERHEAD = 100;

    private final Platform platform = Platform.shared();
    private final EdgeClient edge = new EdgeClient(platform);
    private final ReplayApi replay = new ReplayApi(platform);

    @ParameterizedTest
    @ValueSource(strings = {"base64", "float"})
    void isRecordedWholeStoredWholeAndGivenBackByteForByte(String encoding) throws Exception {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        HttpResponse<byte[]> answer =
                edge.throughTheEdge(platform.token("large-" + word, "research"), body(word, encoding));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().length).isGreaterThan(30 << 20);
        assertIsInTheArchive(answer);
        assertThat(payloads("large-" + word))
                .hasSize(Math.ceilDiv(answer.body().length, CHUNK_BYTES))
                .allSatisfy(chunk -> assertThat(chunk.serializedKeySize() + chunk.serializedValueSize())
                        .isBetween(1, KAFKAS_DEFAULT_LIMIT - RECORD_OVERHEAD));
    }

    @Test
    void severalAtOnceEitherPassOrAreToldToComeAgainAndNothingSuffers() throws Exception {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        String token = platform.token("many-" + word, "research");
        List<HttpResponse<byte[]>> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            Callable<HttpResponse<byte[]>> call = () -> edge.throughTheEdge(token, body(word, "base64"));
            List<Future<HttpResponse<byte[]>>> calls = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> threads.submit(call))
                    .toList();
            for (Future<HttpResponse<byte[]>> running : calls) {
                answers.add(running.get());
            }
        }
        assertThat(answers)
                .as(() -> answers.stream()
                        .filter(answer -> answer.statusCode() != 200)
                        .map(answer -> new String(answer.body()))
                        .collect(Collectors.joining("\n")))
                .extracting(HttpResponse::statusCode)
                .contains(200)
                .containsOnly(200, 429);
        for (HttpResponse<byte[]> answer : answers) {
            if (answer.statusCode() == 200) {
                assertIsInTheArchive(answer);
            } else {
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                JsonNode refused = replay.awaitExchange(EdgeClient.exchange(answer));
                assertThat(refused.path("refusalCode").asText()).isEqualTo("rate_limited");
            }
        }
        HttpResponse<byte[]> small =
                edge.throughTheEdge(token, "{\"model\":\"text-embedding-3-small\",\"input\":\"" + word + "\"}");
        assertThat(small.statusCode()).isEqualTo(200);
        replay.awaitExchange(EdgeClient.exchange(small));
    }

    /** The chunks of this caller's bodies, as anybody's consumer sees them. */
    private List<ConsumerRecord<String, byte[]>> payloads(String subject) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", platform.bootstrap(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("vectrail.payloads").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> chunk : consumer.poll(Duration.ofMillis(100))) {
                    if (chunk.key().equals(subject)) {
                        found.add(chunk);
                    }
                }
            }
            return found;
        }
    }

    private void assertIsInTheArchive(HttpResponse<byte[]> answer) throws Exception {
        String id = EdgeClient.exchange(answer);
        JsonNode exchange = replay.awaitExchange(id);
        assertThat(exchange.path("items"))
                .extracting(item -> item.path("dimensions").asInt())
                .hasSize(INPUTS)
                .containsOnly(3072);
        assertThat(sha256(replay.bytes("/exchanges/" + id + "/response"))).isEqualTo(sha256(answer.body()));
    }

    private static String body(String word, String encoding) {
        String inputs = IntStream.range(0, INPUTS)
                .mapToObj(i -> "\"text " + i + " of " + word + "\"")
                .collect(Collectors.joining(","));
        return "{\"model\":\"text-embedding-3-large\",\"encoding_format\":\"" + encoding + "\",\"input\":[" + inputs
                + "]}";
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}

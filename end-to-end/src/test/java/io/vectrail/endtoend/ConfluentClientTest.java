package io.vectrail.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.local.testkit.Platform;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What compliance sees: Confluent's own client, as Flink packages it, and nothing of ours but the registry's address. */
class ConfluentClientTest {

    private final Platform platform = Platform.shared();

    @Test
    void confluentsClientDecodesAnExchangeWithTheRegistrysSchemaAlone() throws Exception {
        HttpResponse<byte[]> answer = new EdgeClient(platform)
                .throughTheEdge(
                        platform.token("compliance-test", "research"),
                        "{\"model\":\"text-embedding-3-small\",\"input\":\"what compliance reads\"}");
        String id = EdgeClient.exchange(answer);
        SchemaRegistryClient registry = new CachedSchemaRegistryClient(platform.registryUrl(), 100);
        GenericRecord exchange = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> find(registry, id), Optional::isPresent)
                .orElseThrow();
        assertThat(exchange.get("outcome")).hasToString("COMPLETED");
        assertThat(((GenericRecord) exchange.get("caller")).get("subject")).hasToString("compliance-test");
        GenericRecord request = (GenericRecord) exchange.get("request");
        ByteBuffer content = (ByteBuffer) ((GenericRecord) request.get("body")).get("content");
        assertThat(StandardCharsets.UTF_8.decode(content).toString()).contains("what compliance reads");
        assertThat(registry.getAllSubjects()).contains("vectrail.exchanges-value", "vectrail.sessions-value");
        assertThat(registry.getCompatibility("vectrail.exchanges-value")).isEqualTo("FULL_TRANSITIVE");
    }

    private Optional<GenericRecord> find(SchemaRegistryClient registry, String id) throws Exception {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", platform.bootstrap(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("vectrail.exchanges").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    GenericRecord decoded = decode(registry, record.value());
                    if (decoded.get("id").toString().equals(id)) {
                        assertThat(record.key()).isEqualTo("compliance-test");
                        return Optional.of(decoded);
                    }
                }
            }
            return Optional.empty();
        }
    }

    private static GenericRecord decode(SchemaRegistryClient registry, byte[] value) throws Exception {
        ByteBuffer framed = ByteBuffer.wrap(value);
        assertThat(framed.get()).isZero();
        Schema schema = (Schema) registry.getSchemaById(framed.getInt()).rawSchema();
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
    }
}

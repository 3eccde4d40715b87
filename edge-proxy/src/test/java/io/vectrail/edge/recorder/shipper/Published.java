package io.vectrail.edge.recorder.shipper;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.EventSerde;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Side;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.Registry;
import io.vectrail.runtime.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What one edge has published by now, as a reader of committed records sees it, with what an auditor would check of it. */
final class Published {

    /** An event as it stands in its topic. */
    record Event(AuditExchange exchange, byte[] binary, int partition, long offset) {}

    final List<Event> events = new ArrayList<>();
    private final Map<String, List<PayloadChunk>> chunks = new HashMap<>();
    private final Map<String, Integer> chunkPartitions = new HashMap<>();

    private Published() {}

    static Published by(String edge) {
        Published published = new Published();
        try (SchemaRegistry registry =
                new SchemaRegistry(RegistrySettings.at(Registry.shared().url()))) {
            EventSerde<AuditExchange> exchanges = new EventSerde<>(Topics.EXCHANGES, registry);
            EventSerde<PayloadChunk> payloads = new EventSerde<>(Topics.PAYLOADS, registry);
            for (ConsumerRecord<String, byte[]> record : read(Topics.EXCHANGES.name())) {
                AuditExchange exchange = exchanges.read(record.value());
                if (exchange.getEdge().equals(edge)) {
                    byte[] binary = Arrays.copyOfRange(record.value(), 5, record.value().length);
                    published.events.add(new Event(exchange, binary, record.partition(), record.offset()));
                }
            }
            for (ConsumerRecord<String, byte[]> record : read(Topics.PAYLOADS.name())) {
                PayloadChunk chunk = payloads.read(record.value());
                published
                        .chunks
                        .computeIfAbsent(chunk.getExchangeId() + chunk.getSide(), fresh -> new ArrayList<>())
                        .add(chunk);
                published.chunkPartitions.put(chunk.getExchangeId(), record.partition());
            }
        }
        return published;
    }

    /** Ids in the order of the chain. */
    List<String> ids() {
        return chain().stream().map(event -> event.exchange().getId()).toList();
    }

    List<Event> chain() {
        return events.stream()
                .sorted(Comparator.comparingLong(event -> event.exchange().getSequence()))
                .toList();
    }

    /** The ids of one caller in the order of its partition. */
    List<String> idsOf(String subject) {
        return events.stream()
                .filter(event -> event.exchange().getCaller().getSubject().equals(subject))
                .sorted(Comparator.comparingLong(Event::offset))
                .map(event -> event.exchange().getId())
                .toList();
    }

    /** Ids of those that came after one of a higher sequence in their partition: what was sent again. */
    List<String> outOfOrder() {
        List<String> late = new ArrayList<>();
        Map<Integer, Long> highest = new HashMap<>();
        events.stream().sorted(Comparator.comparingLong(Event::offset)).forEach(event -> {
            long sequence = event.exchange().getSequence();
            if (sequence < highest.getOrDefault(event.partition(), 0L)) {
                late.add(event.exchange().getId());
            }
            highest.merge(event.partition(), sequence, Math::max);
        });
        return late;
    }

    /** Each sequence from 1 on once, each hash that of the event before, nothing twice, each body whole. */
    void isOneUnbrokenChain() {
        isAChainBut(Set.of());
    }

    /** The same, where these sequences are missing. */
    void isAChainBut(Set<Long> missing) {
        Map<Long, Event> bySequence = new TreeMap<>();
        Set<String> ids = new HashSet<>();
        for (Event event : events) {
            assertThat(bySequence.put(event.exchange().getSequence(), event))
                    .as("sequence %d twice", event.exchange().getSequence())
                    .isNull();
            assertThat(ids.add(event.exchange().getId())).as("an id twice").isTrue();
        }
        long last = (long) events.size() + missing.size();
        for (long sequence = 1; sequence <= last; sequence++) {
            Event event = bySequence.get(sequence);
            assertThat(event == null).as("sequence %d is missing", sequence).isEqualTo(missing.contains(sequence));
            Event before = bySequence.get(sequence - 1);
            if (event != null && before != null) {
                assertThat(event.exchange().getPreviousHash().array()).isEqualTo(Sha256.of(before.binary()));
            }
        }
        events.forEach(event -> bodiesAreWhole(event));
    }

    private void bodiesAreWhole(Event event) {
        AuditExchange exchange = event.exchange();
        bodyIsWhole(exchange, Side.REQUEST, exchange.getRequest().getBody(), event.partition());
        if (exchange.getResponse() != null) {
            bodyIsWhole(exchange, Side.RESPONSE, exchange.getResponse().getBody(), event.partition());
        }
    }

    private void bodyIsWhole(AuditExchange exchange, Side side, RecordedBody body, int partition) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<PayloadChunk> parts = chunks.getOrDefault(exchange.getId() + side, List.of());
        assertThat(parts).hasSize(body.getChunks());
        for (int index = 0; index < parts.size(); index++) {
            PayloadChunk chunk = parts.get(index);
            assertThat(chunk.getIndex()).isEqualTo(index);
            assertThat(chunk.getCount()).isEqualTo(parts.size());
            assertThat(chunkPartitions).containsEntry(exchange.getId(), partition);
            bytes.writeBytes(chunk.getContent().array());
        }
        if (body.getContent() != null) {
            bytes.writeBytes(body.getContent().array());
        }
        assertThat(bytes.size()).isEqualTo((int) body.getSize());
        assertThat(Sha256.of(bytes.toByteArray())).isEqualTo(body.getSha256().array());
    }

    private static List<ConsumerRecord<String, byte[]>> read(String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                Broker.shared().bootstrap(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                // Closing waits for the fetch under way, which would wait for what is not there yet.
                "fetch.max.wait.ms",
                "10");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().getOrDefault(topic, List.of()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }
}

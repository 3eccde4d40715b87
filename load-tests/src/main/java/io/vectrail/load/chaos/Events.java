package io.vectrail.load.chaos;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.EventSerde;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Side;
import io.vectrail.event.Topics;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads committed exchanges and parts of bodies from Kafka, and keeps hashes of them for the round. Not thread-safe. */
final class Events implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /** A broker that is away is asked again by whoever called. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private record BodyKey(UUID exchange, boolean request) {}

    /** The digest of a body's parts so far; {@code next} is -1 once one was missing. */
    private record Parts(MessageDigest digest, int next, int count) {}

    private final List<Recorded> recorded = new ArrayList<>();
    private final List<Chunk> chunks = new ArrayList<>();
    private final Map<BodyKey, Parts> parts = new HashMap<>();
    private final Set<Long> keys = new HashSet<>();
    private final Map<Integer, Long> firstOffsets = new HashMap<>();
    private final SchemaRegistry registry;
    private final EventSerde<AuditExchange> exchanges;
    private final EventSerde<PayloadChunk> payloads;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    Events(String bootstrap, String registryUrl) {
        registry = new SchemaRegistry(RegistrySettings.at(registryUrl));
        exchanges = new EventSerde<>(Topics.EXCHANGES, registry);
        payloads = new EventSerde<>(Topics.PAYLOADS, registry);
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false",
                        "max.poll.records", "5000"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        partitions = List.of(Topics.EXCHANGES.name(), Topics.PAYLOADS.name()).stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads up to what is committed now, for a minute at most. @return whether there was an exchange */
    boolean readOn() {
        int before = recorded.size();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        boolean behind = true;
        long until = System.nanoTime() + LONGEST.toNanos();
        while (behind && System.nanoTime() < until) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
            behind = partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L));
        }
        return recorded.size() > before;
    }

    /** Keys that an exchange of this round was read of. */
    Set<Long> keys() {
        return keys;
    }

    /** Of vectrail.exchanges, the first offset of this round by partition; 0 where none is known. */
    Map<Integer, Long> firstOffsets() {
        return Map.copyOf(firstOffsets);
    }

    List<Recorded> recorded() {
        return recorded.stream().map(this::whole).toList();
    }

    List<Chunk> chunks() {
        return List.copyOf(chunks);
    }

    long deadLetters() {
        if (!consumer.listTopics().containsKey(Topics.DEADLETTER.name())) {
            return 0;
        }
        List<TopicPartition> letters = consumer.partitionsFor(Topics.DEADLETTER.name()).stream()
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .toList();
        return consumer.endOffsets(letters).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Forgets this round. */
    void nextRound() {
        recorded.clear();
        chunks.clear();
        parts.clear();
        keys.clear();
        firstOffsets.clear();
        for (TopicPartition partition : partitions) {
            if (partition.topic().equals(Topics.EXCHANGES.name())) {
                firstOffsets.put(partition.partition(), consumer.position(partition));
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
        registry.close();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(Topics.PAYLOADS.name())) {
            take(payloads.read(record.value()));
        } else {
            Recorded one = recorded(record, exchanges.read(record.value()));
            recorded.add(one);
            keys.add(one.key());
        }
    }

    private void take(PayloadChunk chunk) {
        UUID id = UUID.fromString(chunk.getExchangeId());
        BodyKey body = new BodyKey(id, chunk.getSide() == Side.REQUEST);
        byte[] bytes = bytes(chunk.getContent());
        chunks.add(new Chunk(id, body.request(), chunk.getIndex(), chunk.getCount(), Sha.of(bytes)));
        Parts before = parts.getOrDefault(body, new Parts(Sha.digest(), 0, chunk.getCount()));
        before.digest().update(bytes);
        int next = before.next() == chunk.getIndex() ? chunk.getIndex() + 1 : -1;
        parts.put(body, new Parts(before.digest(), next, chunk.getCount()));
    }

    private static Recorded recorded(ConsumerRecord<String, byte[]> record, AuditExchange event) {
        byte[] previous = bytes(event.getPreviousHash());
        String trace = event.getTraceId();
        RecordedBody response =
                event.getResponse() == null ? null : event.getResponse().getBody();
        return new Recorded(
                trace == null ? -1 : Ask.keyOfTrace(trace),
                UUID.fromString(event.getId()),
                event.getCaller().getSubject(),
                new Recorded.Place(record.partition(), record.offset()),
                event.getEpoch(),
                event.getSequence(),
                Sha.of(EventSerde.unframed(record.value())),
                previous.length == 0 ? null : new Sha(previous),
                event.getOutcome().name(),
                event.getStatus(),
                event.getRefusalCode() == null ? "" : event.getRefusalCode(),
                body(event.getRequest().getBody()),
                response == null ? Recorded.Body.NONE : body(response),
                event.getItems().size());
    }

    private static Recorded.Body body(RecordedBody body) {
        Sha claimed = body.getSha256() == null ? null : new Sha(bytes(body.getSha256()));
        Sha inline = body.getContent() == null ? null : Sha.of(bytes(body.getContent()));
        return new Recorded.Body(claimed, inline, inline == null ? body.getChunks() : 1);
    }

    private Recorded whole(Recorded one) {
        return new Recorded(
                one.key(),
                one.id(),
                one.subject(),
                one.place(),
                one.epoch(),
                one.sequence(),
                one.hash(),
                one.previous(),
                one.outcome(),
                one.status(),
                one.refusal(),
                whole(one.id(), true, one.request()),
                whole(one.id(), false, one.response()),
                one.texts());
    }

    private Recorded.Body whole(UUID id, boolean request, Recorded.Body body) {
        if (body.bytes() != null || body.parts() == 0) {
            return body;
        }
        Parts read = parts.get(new BodyKey(id, request));
        if (read == null || read.next() != body.parts() || read.count() != body.parts()) {
            return new Recorded.Body(body.claimed(), null, body.parts());
        }
        return new Recorded.Body(body.claimed(), sha(read), body.parts());
    }

    private static Sha sha(Parts read) {
        try {
            return new Sha(((MessageDigest) read.digest().clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}

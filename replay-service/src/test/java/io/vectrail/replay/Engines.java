package io.vectrail.replay;

import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.AuditSession;
import io.vectrail.event.CaseEvent;
import io.vectrail.event.EventSerde;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.RiskScore;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.TopicLayout;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.ClickHouse;
import io.vectrail.local.testkit.Registry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The engines that all tests of this module share, and a way to publish to them. Tests tell their records by subject. */
public final class Engines {

    public static final TopicLayout LAYOUT = new TopicLayout(2, (short) 1);

    private static final Engines SHARED =
            new Engines(Broker.shared().bootstrap(), Registry.shared().url());

    private final String bootstrap;
    private final String registryUrl;
    private final SchemaRegistry registry;
    private final KafkaProducer<String, byte[]> producer;
    private final EventSerde<AuditExchange> exchanges;
    private final EventSerde<PayloadChunk> chunks;
    private final EventSerde<AuditSession> sessions;
    private final EventSerde<ApprovalEvent> approvals;
    private final EventSerde<RiskScore> scores;
    private final EventSerde<RiskScore> rescored;
    private final EventSerde<RiskAlert> alerts;
    private final EventSerde<CaseEvent> cases;

    public Engines(String bootstrap, String registryUrl) {
        this.bootstrap = bootstrap;
        this.registryUrl = registryUrl;
        this.registry = new SchemaRegistry(RegistrySettings.at(registryUrl));
        this.exchanges = new EventSerde<>(Topics.EXCHANGES, registry);
        this.chunks = new EventSerde<>(Topics.PAYLOADS, registry);
        this.sessions = new EventSerde<>(Topics.SESSIONS, registry);
        this.approvals = new EventSerde<>(Topics.APPROVALS, registry);
        this.scores = new EventSerde<>(Topics.RISK, registry);
        this.rescored = new EventSerde<>(Topics.RESCORED, registry);
        this.alerts = new EventSerde<>(Topics.ALERTS, registry);
        this.cases = new EventSerde<>(Topics.CASES, registry);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            LAYOUT.ensure(admin, Topics.all());
        }
    }

    public static Engines shared() {
        return SHARED;
    }

    public static String clickHouseUrl() {
        return ClickHouse.shared().url();
    }

    public String bootstrap() {
        return bootstrap;
    }

    public String registryUrl() {
        return registryUrl;
    }

    public SchemaRegistry registry() {
        return registry;
    }

    /** Where each partition ends now, as {@code (topic, partition, offset)} of SQL. */
    public List<String> ends() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (String topic : names()) {
                for (int partition = 0; partition < LAYOUT.partitions(); partition++) {
                    latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
                }
            }
            List<String> ends = new ArrayList<>();
            admin.listOffsets(latest)
                    .all()
                    .get(30, TimeUnit.SECONDS)
                    .forEach((of, end) ->
                            ends.add("('" + of.topic() + "', " + of.partition() + ", " + end.offset() + ")"));
            return ends;
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not say where its partitions end", e);
        }
    }

    /** Kafka's settings for one reader, whose group is nobody else's. */
    public Map<String, String> kafka() {
        return Map.of("bootstrap.servers", bootstrap, "group.id", "test-" + UUID.randomUUID());
    }

    /** Waits until all members of a group have joined and share what it reads: until then one may take over what another has begun. */
    public void awaitMembers(String group, int count) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Awaitility.await(group + " has " + count + " members")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> {
                        ConsumerGroupDescription described = Objects.requireNonNull(
                                        admin.describeConsumerGroups(List.of(group))
                                                .describedGroups()
                                                .get(group))
                                .get(30, TimeUnit.SECONDS);
                        return described.groupState() == GroupState.STABLE
                                && described.members().size() == count
                                && described.members().stream()
                                        .noneMatch(member -> member.assignment()
                                                .topicPartitions()
                                                .isEmpty());
                    });
        }
    }

    /** One whose records wait for a commit. */
    public KafkaProducer<String, byte[]> transactional() {
        KafkaProducer<String, byte[]> transactional = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "transactional.id", "test-" + UUID.randomUUID()),
                new StringSerializer(),
                new ByteArraySerializer());
        transactional.initTransactions();
        return transactional;
    }

    public RecordMetadata publish(AuditExchange exchange) {
        return publish(Topics.EXCHANGES.name(), exchange.getCaller().getSubject(), framed(exchange));
    }

    public byte[] framed(AuditExchange exchange) {
        return exchanges.framed(exchanges.binary(exchange));
    }

    public RecordMetadata publish(String subject, PayloadChunk chunk) {
        return publish(Topics.PAYLOADS.name(), subject, framed(chunk));
    }

    public byte[] framed(PayloadChunk chunk) {
        return chunks.framed(chunks.binary(chunk));
    }

    public RecordMetadata publish(AuditSession session) {
        return publish(Topics.SESSIONS.name(), session.getId(), sessions.framed(sessions.binary(session)));
    }

    public RecordMetadata publish(ApprovalEvent event) {
        return publish(Topics.APPROVALS.name(), event.getApproval(), framed(event));
    }

    public byte[] framed(ApprovalEvent event) {
        return approvals.framed(approvals.binary(event));
    }

    /** Where it belongs by its version. */
    public RecordMetadata publish(RiskScore score) {
        return publish(
                score.getVersion().isEmpty() ? Topics.RISK.name() : Topics.RESCORED.name(),
                score.getSubject(),
                framed(score));
    }

    public byte[] framed(RiskScore score) {
        EventSerde<RiskScore> serde = score.getVersion().isEmpty() ? scores : rescored;
        return serde.framed(serde.binary(score));
    }

    public RecordMetadata publish(RiskAlert step) {
        return publish(Topics.ALERTS.name(), step.getAlert(), framed(step));
    }

    public byte[] framed(RiskAlert step) {
        return alerts.framed(alerts.binary(step));
    }

    /** The same as if it had been published then. */
    public RecordMetadata publishAt(Instant time, RiskAlert step) {
        return send(
                new ProducerRecord<>(Topics.ALERTS.name(), null, time.toEpochMilli(), step.getAlert(), framed(step)));
    }

    /** The same as if it had been published then. */
    public RecordMetadata publishAt(Instant time, CaseEvent step) {
        return send(new ProducerRecord<>(
                Topics.CASES.name(), null, time.toEpochMilli(), step.getAlert(), cases.framed(cases.binary(step))));
    }

    public RecordMetadata publish(CaseEvent step) {
        return publish(Topics.CASES.name(), step.getAlert(), cases.framed(cases.binary(step)));
    }

    /** The same, one of many, without waiting until the broker has it. */
    public void send(CaseEvent step) {
        var _ = producer.send(
                new ProducerRecord<>(Topics.CASES.name(), step.getAlert(), cases.framed(cases.binary(step))));
    }

    public RecordMetadata tombstone(String session) {
        return publish(Topics.SESSIONS.name(), session, null);
    }

    public RecordMetadata publish(String topic, String key, byte @Nullable [] value) {
        return send(new ProducerRecord<>(topic, key, value));
    }

    public RecordMetadata publish(String topic, int partition, String key, byte[] value) {
        return send(new ProducerRecord<>(topic, partition, key, value));
    }

    /** As much as the broker takes once it is compressed, by a client that has no bound of its own. */
    public RecordMetadata publishCompressed(String topic, String key, byte[] value) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                "compression.type",
                "zstd",
                "buffer.memory",
                Long.toString(2L * value.length + (32 << 20)),
                "max.request.size",
                Integer.toString(value.length + (1 << 20)));
        try (KafkaProducer<String, byte[]> unbounded =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            return unbounded.send(new ProducerRecord<>(topic, key, value)).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not take a record", e);
        }
    }

    private RecordMetadata send(ProducerRecord<String, byte[]> record) {
        try {
            return producer.send(record).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not take a record", e);
        }
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static List<String> names() {
        return Topics.all().stream().map(topic -> topic.name()).toList();
    }
}

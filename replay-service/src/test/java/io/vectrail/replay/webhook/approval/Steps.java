package io.vectrail.replay.webhook.approval;

import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.ApprovalRequest;
import io.vectrail.event.ApprovalRequirement;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.EventSerde;
import io.vectrail.event.Topics;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The life of one approval, as edges and people would write it. */
public final class Steps {

    /** What no webhook may ever be told. */
    public static final String TEXT = "the patient's card is 4111 1111 1111 1111";

    private final Engines engines;
    private final EventSerde<ApprovalEvent> serde;
    private final Instant asked = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final String id = Samples.idAt(asked);

    public Steps(Engines engines) {
        this.engines = engines;
        this.serde = new EventSerde<>(Topics.APPROVALS, engines.registry());
    }

    public String id() {
        return id;
    }

    public Steps requested(String subject, List<String> webhooks) {
        return requested(subject, webhooks, List.of(), asked);
    }

    /** @param written when Kafka is told that it was written */
    public Steps requested(String subject, List<String> webhooks, List<String> further, Instant written) {
        AuditExchange exchange = Samples.exchange(subject, asked, TEXT, "two");
        ApprovalRequirement requirement = ApprovalRequirement.newBuilder()
                .setRule("production-needs-approval")
                .setGroups(List.of("privacy"))
                .setWebhooks(webhooks)
                .setEscalationWebhooks(further)
                .setEscalationGroups(further.isEmpty() ? List.of() : List.of("board"))
                .setEscalatesAt(further.isEmpty() ? null : asked)
                .build();
        return publish(
                event(ApprovalKind.REQUESTED)
                        .setActor("edge")
                        .setExchange(exchange.getId())
                        .setRequest(ApprovalRequest.newBuilder()
                                .setRequestHash("ab".repeat(32))
                                .setExpiresAt(asked.plus(Duration.ofHours(1)))
                                .setRequirements(List.of(requirement))
                                .setExchange(exchange)
                                .build())
                        .build(),
                written);
    }

    public Steps step(ApprovalKind kind, String actor) {
        return publish(
                event(kind)
                        .setActor(actor)
                        .setActorGroups(List.of("privacy"))
                        .setReason("because of " + TEXT)
                        .build(),
                asked);
    }

    private ApprovalEvent.Builder event(ApprovalKind kind) {
        return ApprovalEvent.newBuilder()
                .setId(Samples.idAt(asked))
                .setApproval(id)
                .setAt(asked)
                .setKind(kind);
    }

    private Steps publish(ApprovalEvent event, Instant written) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", engines.bootstrap()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.APPROVALS.name(),
                            null,
                            written.toEpochMilli(),
                            id,
                            serde.framed(serde.binary(event))))
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not take a step", e);
        }
        return this;
    }

    /** Those of this kind that stand there by now. */
    public List<ApprovalEvent> written(ApprovalKind kind) {
        List<ApprovalEvent> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", engines.bootstrap(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.APPROVALS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().equals(id)) {
                        found.add(serde.read(record.value()));
                    }
                });
            }
        }
        return found.stream().filter(event -> event.getKind() == kind).toList();
    }
}

package io.vectrail.edge.approval;

import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.document.approval.ApprovalTopic;
import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.EventSerde;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.TopicLayout;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.Registry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Reads what people are asked, and publishes what they decide, as the replay service does. */
public final class Decisions implements AutoCloseable {

    private static final TopicLayout LAYOUT = new TopicLayout(2, (short) 1);
    private static final Map<String, String> KAFKA =
            Map.of("bootstrap.servers", Broker.shared().bootstrap());

    private final SchemaRegistry registry =
            new SchemaRegistry(RegistrySettings.at(Registry.shared().url()));
    private final EventSerde<ApprovalEvent> serde = new EventSerde<>(Topics.APPROVALS, registry);
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", Broker.shared().bootstrap(), "acks", "all", "linger.ms", "0"),
            new StringSerializer(),
            new ByteArraySerializer());
    private final List<ApprovalEvent> events = new ArrayList<>();
    private final TopicReader<ApprovalEntry> reader;

    /** The topic is there from now on. */
    public Decisions() {
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(KAFKA))) {
            LAYOUT.ensure(admin, List.of(Topics.APPROVALS));
        }
        reader = ApprovalTopic.open(KAFKA, registry);
    }

    /** Waits until people are asked so often about requests of this caller, and returns the events. */
    public List<ApprovalEvent> requested(String subject, int count) {
        return await(
                count,
                event -> event.getKind() == ApprovalKind.REQUESTED
                        && event.getActor().equals(subject));
    }

    /** Waits for the first event of this kind of an approval. */
    public ApprovalEvent of(String approval, ApprovalKind kind) {
        return await(1, event -> event.getKind() == kind && event.getApproval().equals(approval))
                .getFirst();
    }

    /** What was published so far of this kind, of one caller's requests. */
    public long count(String subject, ApprovalKind kind) {
        lookAtAll();
        return events.stream()
                .filter(event -> event.getKind() == kind && event.getActor().equals(subject))
                .count();
    }

    /** The ids of what was published so far of this kind by one caller, or one edge; of one that was told twice once. */
    public Set<String> ids(String actor, ApprovalKind kind) {
        lookAtAll();
        return events.stream()
                .filter(event -> event.getKind() == kind && event.getActor().equals(actor))
                .map(ApprovalEvent::getId)
                .collect(Collectors.toSet());
    }

    private List<ApprovalEvent> await(int count, Predicate<ApprovalEvent> wanted) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> {
                            look();
                            return events.stream().filter(wanted).toList();
                        },
                        found -> found.size() >= count);
    }

    private synchronized void look() {
        reader.next(Duration.ofMillis(50)).forEach(this::add);
    }

    /** One look alone may come back without what is there: the first ones of a consumer do. */
    private synchronized void lookAtAll() {
        reader.rest(this::add);
    }

    private void add(ApprovalEntry entry) {
        if (entry.event() != null) {
            events.add(entry.event());
        }
    }

    public void approve(String approval) throws Exception {
        decide(approval, ApprovalKind.APPROVED, "bea", "privacy");
    }

    public void reject(String approval) throws Exception {
        decide(approval, ApprovalKind.REJECTED, "bea", "privacy");
    }

    public void revoke(String approval) throws Exception {
        decide(approval, ApprovalKind.REVOKED, "bea", "privacy");
    }

    /** Durable once this returns. */
    public void decide(String approval, ApprovalKind kind, String who, String... groups) throws Exception {
        decide(approval, kind, Instant.now(), who, groups);
    }

    public void decide(String approval, ApprovalKind kind, Instant at, String who, String... groups) throws Exception {
        ApprovalEvent event = ApprovalEvent.newBuilder()
                .setId(UUID.randomUUID().toString())
                .setApproval(approval)
                .setAt(at.truncatedTo(ChronoUnit.MILLIS))
                .setKind(kind)
                .setActor(who)
                .setActorGroups(List.of(groups))
                .setReason("it is all right")
                .build();
        producer.send(new ProducerRecord<>(Topics.APPROVALS.name(), approval, serde.framed(serde.binary(event))))
                .get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        reader.close();
        producer.close(Duration.ofSeconds(5));
        registry.close();
    }
}

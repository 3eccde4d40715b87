package io.vectrail.document.approval;

import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.EventSerde;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.event.UndecodableEventException;
import io.vectrail.policy.rule.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How {@code vectrail.approvals} is read. */
public final class ApprovalTopic {

    /** What is older can neither be decided on nor let anything pass: no request waits longer, and no grant lasts longer after it. */
    public static final Duration WINDOW = Action.Approve.LONGEST.multipliedBy(2).plusDays(1);

    private static final int TIDY = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalTopic.class);

    private final EventSerde<ApprovalEvent> serde;

    private ApprovalTopic(SchemaRegistry registry) {
        this.serde = new EventSerde<>(Topics.APPROVALS, registry);
    }

    /**
     * A reader that stands at the beginning.
     *
     * @param kafka goes to Kafka's client unchanged
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer within 30 s
     */
    public static TopicReader<ApprovalEntry> open(Map<String, String> kafka, SchemaRegistry registry) {
        return new TopicReader<>(Topics.APPROVALS.name(), kafka, reading(registry));
    }

    /** What its records say, for whoever reads them as one of a group. */
    public static TopicReader.Reading<ApprovalEntry> reading(SchemaRegistry registry) {
        return new ApprovalTopic(registry)::read;
    }

    /** What a reader that was just opened has, as far back as it can count; what is over meanwhile is forgotten on the way. */
    public static ApprovalLedger load(TopicReader<ApprovalEntry> topic, Instant now) {
        ApprovalLedger ledger = new ApprovalLedger();
        AtomicInteger taken = new AtomicInteger();
        topic.since(now.minus(WINDOW));
        topic.rest(entry -> {
            ledger.take(entry);
            if (taken.incrementAndGet() % TIDY == 0) {
                ledger.forgetOver(now);
            }
        });
        ledger.forgetOver(now);
        return ledger;
    }

    private Optional<ApprovalEntry> read(ConsumerRecord<String, byte[]> entry) {
        String id = entry.key();
        if (id == null) {
            return Optional.empty();
        }
        String fault = "has no value";
        if (entry.value() != null) {
            try {
                ApprovalEvent event = serde.read(entry.value());
                if (event.getApproval().equals(id)) {
                    return Optional.of(new ApprovalEntry(id, event, entry.partition(), entry.offset()));
                }
                fault = "is of another approval than it says";
            } catch (UndecodableEventException e) {
                fault = "is no approval's: " + e.getMessage();
            }
        }
        LOG.error(
                "the record at {}-{} offset {} {}: this approval lets nothing pass; see who may write there",
                entry.topic(),
                entry.partition(),
                entry.offset(),
                fault);
        return Optional.of(new ApprovalEntry(id, null, entry.partition(), entry.offset()));
    }
}

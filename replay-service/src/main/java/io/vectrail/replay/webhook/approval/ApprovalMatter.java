package io.vectrail.replay.webhook.approval;

import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.document.approval.ApprovalTopic;
import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.EventSerde;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topic;
import io.vectrail.event.Topics;
import io.vectrail.policy.rule.Action;
import io.vectrail.replay.publish.Actor;
import io.vectrail.replay.webhook.telling.Fold;
import io.vectrail.replay.webhook.telling.Matter;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What is told of approvals stands in their own topic.
 *
 * @param console where people see them
 */
record ApprovalMatter(URI console) implements Matter<ApprovalEntry> {

    @Override
    public String name() {
        return "approvals";
    }

    @Override
    public String group() {
        return "approval-webhooks";
    }

    @Override
    public Topic<?> topic() {
        return Topics.APPROVALS;
    }

    @Override
    public Topic<?> results() {
        return Topics.APPROVALS;
    }

    /** What is older nobody can decide on. */
    @Override
    public Duration window() {
        return Action.Approve.LONGEST.plusDays(1);
    }

    @Override
    public TopicReader.Reading<ApprovalEntry> reading(SchemaRegistry registry) {
        return ApprovalTopic.reading(registry);
    }

    @Override
    public Fold<ApprovalEntry> fold() {
        return new ApprovalFold(console);
    }

    @Override
    public Function<Result, ProducerRecord<String, byte[]>> writing(SchemaRegistry registry) {
        EventSerde<ApprovalEvent> serde = new EventSerde<>(Topics.APPROVALS, registry);
        return result -> {
            ApprovalEvent event = ApprovalEvent.newBuilder()
                    .setId(result.id())
                    .setApproval(result.telling().about())
                    .setAt(result.at())
                    .setKind(result.delivered() ? ApprovalKind.NOTIFIED : ApprovalKind.UNDELIVERED)
                    .setActor(Actor.SERVICE)
                    .setReason(result.reason())
                    .setWebhook(result.telling().notice().webhook())
                    .build();
            return new ProducerRecord<>(
                    Topics.APPROVALS.name(), event.getApproval(), serde.framed(serde.binary(event)));
        };
    }
}

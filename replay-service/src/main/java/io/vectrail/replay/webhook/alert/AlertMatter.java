package io.vectrail.replay.webhook.alert;

import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.CaseEvent;
import io.vectrail.event.CaseKind;
import io.vectrail.event.EventSerde;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topic;
import io.vectrail.event.Topics;
import io.vectrail.replay.alert.topic.AlertTopics;
import io.vectrail.replay.publish.Actor;
import io.vectrail.replay.webhook.telling.Fold;
import io.vectrail.replay.webhook.telling.Matter;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What is told of alerts stands with what people did with them.
 *
 * @param console where people see them
 */
record AlertMatter(URI console) implements Matter<RiskAlert> {

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public String group() {
        return "alert-webhooks";
    }

    @Override
    public Topic<?> topic() {
        return Topics.ALERTS;
    }

    @Override
    public Topic<?> results() {
        return Topics.CASES;
    }

    /** Whoever was away for longer finds them in the console. */
    @Override
    public Duration window() {
        return Duration.ofDays(7);
    }

    @Override
    public TopicReader.Reading<RiskAlert> reading(SchemaRegistry registry) {
        return AlertTopics.alerts(registry);
    }

    @Override
    public Fold<RiskAlert> fold() {
        return new AlertFold(console);
    }

    @Override
    public Function<Result, ProducerRecord<String, byte[]>> writing(SchemaRegistry registry) {
        EventSerde<CaseEvent> serde = new EventSerde<>(Topics.CASES, registry);
        return result -> {
            CaseEvent event = CaseEvent.newBuilder()
                    .setId(result.id())
                    .setAlert(result.telling().about())
                    .setAt(result.at())
                    .setKind(result.delivered() ? CaseKind.NOTIFIED : CaseKind.UNDELIVERED)
                    .setActor(Actor.SERVICE)
                    .setReason(result.reason())
                    .setWebhook(result.telling().notice().webhook())
                    .setStep(result.telling().step())
                    .build();
            return new ProducerRecord<>(Topics.CASES.name(), event.getAlert(), serde.framed(serde.binary(event)));
        };
    }
}

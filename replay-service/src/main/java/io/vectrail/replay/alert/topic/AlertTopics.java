package io.vectrail.replay.alert.topic;

import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.CaseEvent;
import io.vectrail.event.EventSerde;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topic;
import io.vectrail.event.Topics;
import io.vectrail.event.UndecodableEventException;
import io.vectrail.replay.alert.Sound;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How {@code vectrail.alerts} and {@code vectrail.cases} are read: what is no step is passed over, and told to the log. */
public final class AlertTopics {

    private static final Logger LOG = LoggerFactory.getLogger(AlertTopics.class);

    private AlertTopics() {}

    public static TopicReader.Reading<RiskAlert> alerts(SchemaRegistry registry) {
        return reading(Topics.ALERTS, registry, RiskAlert::getAlert, Sound::fault);
    }

    public static TopicReader.Reading<CaseEvent> cases(SchemaRegistry registry) {
        return reading(Topics.CASES, registry, CaseEvent::getAlert, Sound::fault);
    }

    /** What is wrong with a step. */
    private interface Check<T> {
        @Nullable
        String fault(T step);
    }

    private static <T extends SpecificRecord> TopicReader.Reading<T> reading(
            Topic<T> topic, SchemaRegistry registry, Function<T, String> alert, Check<T> check) {
        EventSerde<T> serde = new EventSerde<>(topic, registry);
        return record -> read(record, serde, alert, check);
    }

    private static <T extends SpecificRecord> Optional<T> read(
            ConsumerRecord<String, byte[]> record, EventSerde<T> serde, Function<T, String> alert, Check<T> check) {
        if (record.value() == null) {
            return passed(record, "it has no value");
        }
        try {
            T step = serde.read(record.value());
            String fault = check.fault(step);
            if (fault != null) {
                return passed(record, fault);
            }
            return alert.apply(step).equals(record.key())
                    ? Optional.of(step)
                    : passed(record, "its key is not its alert's id");
        } catch (UndecodableEventException e) {
            return passed(record, String.valueOf(e.getMessage()));
        }
    }

    private static <T> Optional<T> passed(ConsumerRecord<?, ?> record, String fault) {
        LOG.error(
                "the record at {}-{} offset {} is passed over: {}; see who may write there",
                record.topic(),
                record.partition(),
                record.offset(),
                fault);
        return Optional.empty();
    }
}

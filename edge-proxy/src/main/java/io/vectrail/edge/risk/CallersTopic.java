package io.vectrail.edge.risk;

import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.CallerRisk;
import io.vectrail.event.EventSerde;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.event.UndecodableEventException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How {@code vectrail.callers} is read. */
final class CallersTopic {

    private static final Logger LOG = LoggerFactory.getLogger(CallersTopic.class);

    private final EventSerde<CallerRisk> serde;
    private boolean complained;

    private CallersTopic(SchemaRegistry registry) {
        this.serde = new EventSerde<>(Topics.CALLERS, registry);
    }

    /**
     * A reader that stands at the beginning.
     *
     * @param kafka goes to Kafka's client unchanged
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer within 30 s
     */
    static TopicReader<Heard> open(Map<String, String> kafka, SchemaRegistry registry) {
        return new TopicReader<>(Topics.CALLERS.name(), kafka, new CallersTopic(registry)::read);
    }

    private Optional<Heard> read(ConsumerRecord<String, byte[]> entry) {
        String key = entry.key();
        if (key == null) {
            return Optional.of(unusable(entry, "has no key"));
        }
        if (entry.value() == null) {
            return Optional.of(new Heard.Over(key));
        }
        try {
            CallerRisk event = serde.read(entry.value());
            if (event.getSubject().isEmpty()) {
                return Optional.of(new Heard.Beat(key, entry.timestamp(), event.getBehindMillis()));
            }
            return Optional.of(
                    event.getSubject().equals(key)
                            ? new Heard.Scored(
                                    key, event.getAt().toEpochMilli(), event.getPoints(), event.getHalfLifeMillis())
                            : unusable(entry, "is of another caller than it says"));
        } catch (UndecodableEventException | IllegalArgumentException | ArithmeticException e) {
            return Optional.of(unusable(entry, String.valueOf(e.getMessage())));
        }
    }

    /** The first is told of, the others are counted: whoever writes them may write many. */
    private Heard unusable(ConsumerRecord<String, byte[]> entry, String fault) {
        if (!complained) {
            complained = true;
            LOG.error(
                    "the record at {}-{} offset {} {}: it is passed over, and so are others like it; see who may write there",
                    entry.topic(),
                    entry.partition(),
                    entry.offset(),
                    fault);
        }
        return new Heard.Unusable();
    }
}

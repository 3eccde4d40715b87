package io.vectrail.replay.webhook.telling;

import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A topic of which webhooks are told, and where it stands what came of that.
 *
 * @param <E> a record of it
 */
public interface Matter<E> {

    /** For people, as in {@code approvals}. */
    String name();

    /** What the consumer group's name ends with. */
    String group();

    Topic<?> topic();

    /** What {@link #writing} writes to. */
    Topic<?> results();

    /** What is older is of no use to anybody. */
    Duration window();

    TopicReader.Reading<E> reading(SchemaRegistry registry);

    /** Of one partition. */
    Fold<E> fold();

    /** How it is written what came of telling. */
    Function<Result, ProducerRecord<String, byte[]>> writing(SchemaRegistry registry);

    /**
     * What came of telling.
     *
     * @param id UUIDv7 of the record to be written
     * @param delivered whether the webhook has taken it
     * @param reason what it was told, and where it was not, why; at most 500 characters
     */
    record Result(String id, Instant at, Telling telling, boolean delivered, String reason) {}
}

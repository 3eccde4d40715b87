package io.vectrail.replay.webhook.telling;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vectrail.event.DeadLetter;
import io.vectrail.event.DeadLetterForm;
import io.vectrail.event.EventSerde;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.replay.publish.Actor;
import io.vectrail.replay.webhook.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what came of notices: into the life of what they are of, and where one was given up as a dead letter as well. For one thread. */
final class Results implements AutoCloseable {

    private static final String PROCESSOR = Actor.SERVICE + "/webhooks";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_CHARACTERS = 500;

    private final KafkaProducer<String, byte[]> producer;
    private final Function<Matter.Result, ProducerRecord<String, byte[]>> writing;
    private final EventSerde<DeadLetter> letters;
    private final DeadLetterForm form;
    private final Clock clock;

    Results(Matter<?> matter, Map<String, String> kafka, SchemaRegistry registry, Clock clock) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.writing = matter.writing(registry);
        this.letters = new EventSerde<>(Topics.DEADLETTER, registry);
        this.form = new DeadLetterForm(PROCESSOR, clock);
        this.clock = clock;
    }

    /** What came of a telling, whose record stands there. */
    record Result(Telling telling, TopicPartition partition, long offset, Outcome outcome) {}

    /** Returns once all of it is durable. @throws KafkaException when that cannot be had */
    void write(List<Result> results) {
        List<Future<?>> sent = new ArrayList<>();
        for (Result result : results) {
            switch (result.outcome()) {
                case Outcome.Delivered _ -> sent.add(event(result, true, ""));
                case Outcome.GivenUp given -> {
                    sent.add(letter(result, given.reason()));
                    sent.add(event(result, false, ": " + given.reason()));
                }
            }
        }
        producer.flush();
        sent.forEach(Results::await);
    }

    private Future<?> event(Result result, boolean delivered, String why) {
        String reason = result.telling().word() + why;
        Matter.Result said = new Matter.Result(
                UuidCreator.getTimeOrderedEpoch().toString(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                result.telling(),
                delivered,
                reason.substring(0, Math.min(reason.length(), MOST_CHARACTERS)));
        return producer.send(writing.apply(said));
    }

    /** Without the record itself: it may hold a whole request, and stands at its place for as long. */
    private Future<?> letter(Result result, String reason) {
        DeadLetterForm.Place place = new DeadLetterForm.Place(
                result.partition().topic(), result.partition().partition(), result.offset());
        DeadLetter letter = form.letter(
                place,
                ByteBuffer.wrap(result.telling().about().getBytes(StandardCharsets.UTF_8)),
                null,
                "webhook " + result.telling().notice().webhook() + " was not told of "
                        + result.telling().word() + ": " + reason);
        return producer.send(
                new ProducerRecord<>(Topics.DEADLETTER.name(), place.key(), letters.framed(letters.binary(letter))));
    }

    private static void await(Future<?> sent) {
        try {
            var _ = sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("what came of webhooks cannot be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing what came of webhooks", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}

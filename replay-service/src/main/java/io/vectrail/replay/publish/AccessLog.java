package io.vectrail.replay.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vectrail.event.AccessEvent;
import io.vectrail.event.EventSerde;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.runtime.health.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who looked at what, on its way to Kafka: a bounded queue, and one thread that publishes what stands in it, as much at a time as
 * has come meanwhile, and again until Kafka has acknowledged it. Thread-safe.
 *
 * <pre>
 *   queued --> under way --acknowledged--> told to whoever waits
 *     |            |  failure: the same again
 *     +-- nobody waits any more: taken back
 * </pre>
 */
public final class AccessLog implements AutoCloseable {

    /** Each has a few kilobytes at most. */
    public static final int MOST_WAITING = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final int MOST_AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final long LOOK_MILLIS = 200;

    private final Map<String, Object> settings;
    private final EventSerde<AccessEvent> events;
    private final Counter recorded;
    private final Counter refused;
    private final Counter retried;
    private final Counter lost;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread = Thread.ofPlatform().name("accesses").unstarted(this::run);
    private @Nullable KafkaProducer<String, byte[]> producer;
    private volatile boolean stopping;
    /** Those that the thread has taken and Kafka has not acknowledged, and since when. */
    private volatile Batch underWay = Batch.NONE;

    /** @param kafka goes to Kafka's client, but for what exactness rests on; which is asked for nothing before the first event */
    public AccessLog(Map<String, String> kafka, SchemaRegistry registry, MeterRegistry meters) {
        this.settings = settings(kafka);
        this.events = new EventSerde<>(Topics.ACCESS, registry);
        this.recorded = counter(meters, "recorded", "Accesses that Kafka has acknowledged");
        this.refused =
                counter(meters, "refused", "Accesses that could not be recorded, and whose answers were withheld");
        this.retried = counter(meters, "retried", "Failed attempts to record accesses");
        this.lost = counter(meters, "lost", "Accesses that were not recorded before the service stopped");
        Gauge.builder("vectrail.accesses.waiting", this, log -> log.underWay.size() + log.queue.size())
                .description("Accesses that Kafka has not acknowledged yet")
                .register(meters);
        thread.start();
    }

    /** One event, told apart by identity. */
    private static final class Waiting {

        private final AccessEvent event;
        private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();

        private Waiting(AccessEvent event) {
            this.event = event;
        }
    }

    private record Batch(int size, long since) {
        private static final Batch NONE = new Batch(0, 0);

        private boolean stuck() {
            return size > 0 && System.nanoTime() - since > PATIENCE.toNanos();
        }
    }

    /**
     * Returns once all in-sync replicas have the event; waits at most 5 s. When Kafka has taken nothing for so long, it does not wait.
     *
     * @throws UnavailableException when that is not known; what was asked for must not be shown then
     */
    public void write(AccessEvent event) {
        if (underWay.stuck()) {
            throw away(null);
        }
        Waiting waiting = add(event);
        try {
            waiting.acknowledged.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            takeBack(waiting);
            throw away(e);
        } catch (InterruptedException e) {
            takeBack(waiting);
            Thread.currentThread().interrupt();
            throw away(e);
        }
    }

    /** Returns at once; the event is published as soon as that can be. @throws UnavailableException when too many wait already */
    public void queue(AccessEvent event) {
        var _ = add(event);
    }

    /** For the health page. */
    public Condition condition() {
        Batch batch = underWay;
        return batch.stuck()
                ? new Condition.Degraded(
                        "Kafka or the registry does not take who looked at what: " + (batch.size() + queue.size())
                                + " wait here, of " + MOST_WAITING + " that may; texts are not shown meanwhile")
                : new Condition.Up("who looks at what is recorded");
    }

    private Waiting add(AccessEvent event) {
        Waiting waiting = new Waiting(event);
        if (stopping || !queue.offer(waiting)) {
            throw away(null);
        }
        return waiting;
    }

    /** Nothing was shown; so nothing needs to be told of it, unless it is too late. */
    private void takeBack(Waiting waiting) {
        if (!queue.remove(waiting)) {
            LOG.warn("an access is recorded although it was refused: Kafka did not acknowledge it in time");
        }
    }

    private static Counter counter(MeterRegistry meters, String outcome, String description) {
        return Counter.builder("vectrail.accesses." + outcome)
                .description(description)
                .register(meters);
    }

    private UnavailableException away(@Nullable Exception cause) {
        refused.increment();
        return new UnavailableException(
                "nothing is shown that cannot be recorded, and Kafka or the schema registry does not take who looks at what;"
                        + " the health page says more, try again",
                cause);
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>();
        try {
            while (!stopping || !queue.isEmpty()) {
                Waiting first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MOST_AT_ONCE - 1);
                    publish(batch);
                }
            }
        } catch (InterruptedException e) {
            int left = batch.size() + queue.size();
            lost.increment(left);
            LOG.error("{} accesses were not recorded before the service stopped: Kafka did not take them", left);
        } finally {
            closeProducer();
        }
    }

    /** Until each of them is acknowledged. */
    private void publish(List<Waiting> batch) throws InterruptedException {
        long since = System.nanoTime();
        for (int failures = 0; !batch.isEmpty(); failures++) {
            underWay = new Batch(batch.size(), since);
            try {
                attempt(batch);
            } catch (RuntimeException | ExecutionException e) {
                // Whatever it is: a thread that ended here would leave a service that shows nothing any more.
                LOG.warn("accesses wait to be recorded: {}", String.valueOf(e.getMessage()));
                retried.increment();
                closeProducer();
                Thread.sleep(Math.min(LONGEST_PAUSE.toMillis(), 50L << Math.min(failures, 10)));
            }
        }
        underWay = Batch.NONE;
    }

    /** What is acknowledged leaves the batch. */
    private void attempt(List<Waiting> batch) throws InterruptedException, ExecutionException {
        KafkaProducer<String, byte[]> kafka = producer();
        List<Future<?>> sent = new ArrayList<>(batch.size());
        for (Waiting waiting : batch) {
            sent.add(kafka.send(new ProducerRecord<>(
                    Topics.ACCESS.name(), waiting.event.getActor(), events.framed(events.binary(waiting.event)))));
        }
        for (Future<?> one : sent) {
            one.get();
            batch.removeFirst().acknowledged.complete(null);
            recorded.increment();
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        KafkaProducer<String, byte[]> there = producer;
        if (there == null) {
            there = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            producer = there;
        }
        return there;
    }

    private void closeProducer() {
        KafkaProducer<String, byte[]> there = producer;
        producer = null;
        if (there != null) {
            there.close(Duration.ZERO);
        }
    }

    private static Map<String, Object> settings(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 8_000);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
        // The client itself tries again for as long as it takes: it knows what the broker has already, a second client
        // would not.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        return Map.copyOf(settings);
    }

    /** Takes no more; what waits is published within 5 s, or told in the log to be lost. */
    @Override
    public void close() {
        stopping = true;
        try {
            if (!thread.join(STOP)) {
                thread.interrupt();
                thread.join(STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

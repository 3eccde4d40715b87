package io.vectrail.replay.desk;

import io.vectrail.event.AccessEvent;
import io.vectrail.replay.desk.Awaited.Read;
import io.vectrail.replay.publish.UnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Steps that are written and read back: whether one counts is decided by the order in which Kafka has them, and by nothing else. Thread-safe.
 *
 * <pre>
 *   written ──durable──► read back ──► what it came to
 *      └── not: unavailable   └── not in time: unavailable, and it may count
 * </pre>
 *
 * @param <E> a step
 * @param <A> what it is of
 */
public final class StepWriter<E extends SpecificRecord, A> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StepPublisher<E> publisher;
    private final Awaited<A> awaited;
    private final String noun;

    /** @param noun what is decided on, for messages */
    public StepWriter(StepPublisher<E> publisher, Awaited<A> awaited, String noun) {
        this.publisher = publisher;
        this.awaited = awaited;
        this.noun = noun;
    }

    /**
     * Writes steps, and waits until one of them was read.
     *
     * @param own the id of that one
     * @param accesses who makes them: durable before they are
     * @throws UnavailableException when it is not known whether it counts
     */
    public Read<A> readBack(String own, List<E> steps, List<AccessEvent> accesses) {
        CompletableFuture<Read<A>> read = awaited.await(own);
        try {
            publisher.publish(steps, accesses);
            return read.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw unread(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unread(e);
        } finally {
            awaited.giveUp(own);
        }
    }

    /** In a thread of its own: what was read is shown meanwhile. */
    public void prepared(String thread) {
        Thread.ofVirtual().name(thread).start(() -> {
            try {
                publisher.prepare();
            } catch (UnavailableException e) {
                // The first decision tries again, and says so.
            }
        });
    }

    /** Settings for whoever reads what others write: a broker does not tell each reader at once that something was committed. */
    public static Map<String, String> promptly(Map<String, String> kafka) {
        Map<String, String> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
        return settings;
    }

    private UnavailableException unread(Exception e) {
        return new UnavailableException(
                "it is recorded, and whether it counts is not known yet; look at the " + noun + " before you try again",
                e);
    }
}

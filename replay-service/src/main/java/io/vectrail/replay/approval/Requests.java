package io.vectrail.replay.approval;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.document.approval.ApprovalTopic;
import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalRequest;
import io.vectrail.event.RegistryException;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.replay.publish.UnavailableException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Reads requests back from Kafka, with their texts, when somebody opens one; the latest few stay at hand. Thread-safe. */
final class Requests implements AutoCloseable {

    /** Each has up to a megabyte. */
    private static final int MOST_AT_HAND = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, String> kafka;
    private final SchemaRegistry registry;
    private final ReentrantLock turn = new ReentrantLock(true);
    private @Nullable TopicReader<ApprovalEntry> reader;

    private final Map<String, ApprovalRequest> atHand = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ApprovalRequest> eldest) {
            return size() > MOST_AT_HAND;
        }
    };

    Requests(Map<String, String> kafka, SchemaRegistry registry) {
        this.kafka = Map.copyOf(kafka);
        this.registry = registry;
    }

    /** The request of an approval; empty where its record is gone. @throws UnavailableException when it cannot be read within 5 s */
    Optional<ApprovalRequest> of(Approval approval) {
        ApprovalRequest there = atHand(approval.id());
        if (there != null) {
            return Optional.of(there);
        }
        // Kafka's client waits for longer in some of its ways; whoever asks does not.
        FutureTask<Optional<ApprovalRequest>> reading = new FutureTask<>(() -> inTurn(approval));
        Thread.ofVirtual().name("approvals-request").start(reading);
        try {
            return reading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unreadable(e.getCause());
        } catch (TimeoutException e) {
            throw unreadable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreadable(e);
        }
    }

    private Optional<ApprovalRequest> inTurn(Approval approval) throws InterruptedException {
        if (!turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw unreadable(null);
        }
        try {
            ApprovalRequest there = atHand(approval.id());
            return there != null ? Optional.of(there) : read(approval);
        } catch (KafkaException | RegistryException | IllegalStateException e) {
            closeReader();
            throw e;
        } finally {
            turn.unlock();
        }
    }

    private @Nullable ApprovalRequest atHand(String id) {
        synchronized (atHand) {
            return atHand.get(id);
        }
    }

    private Optional<ApprovalRequest> read(Approval approval) {
        TopicReader<ApprovalEntry> open = reader;
        if (open == null) {
            open = ApprovalTopic.open(kafka, registry);
            reader = open;
        }
        Optional<ApprovalRequest> found = open.at(
                        approval.asked().partition(), approval.asked().offset(), PATIENCE)
                .filter(entry -> entry.id().equals(approval.id()))
                .map(ApprovalEntry::event)
                .map(ApprovalEvent::getRequest);
        found.ifPresent(request -> {
            synchronized (atHand) {
                atHand.put(approval.id(), request);
            }
        });
        return found;
    }

    private static UnavailableException unreadable(@Nullable Throwable cause) {
        return new UnavailableException("the request cannot be read from Kafka at present; try again", cause);
    }

    private void closeReader() {
        TopicReader<ApprovalEntry> open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        try {
            // Whoever still reads while Kafka hangs does so in a thread that keeps nobody from ending.
            if (turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    closeReader();
                } finally {
                    turn.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

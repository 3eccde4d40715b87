package io.vectrail.streams.engine;

import io.vectrail.event.Topic;
import io.vectrail.event.TopicLayout;
import io.vectrail.runtime.health.Condition;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The Kafka cluster, as this program's administration client sees it. Thread-safe. */
public final class Cluster implements AutoCloseable {

    private static final int LOOK_SECONDS = 5;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final Map<String, Object> clientSettings;
    private boolean closed;
    private @Nullable Admin admin;

    public Cluster(Map<String, ?> clientSettings) {
        this.clientSettings = Map.copyOf(clientSettings);
    }

    /** @throws io.vectrail.event.TopicsUnavailableException as {@link TopicLayout#ensure} */
    public void ensure(TopicLayout layout, Collection<Topic<?>> topics) {
        layout.ensure(admin(), topics);
    }

    /** Whether a broker answers within five seconds. Blocks for so long: not for the health page itself. */
    public Condition look() {
        try {
            int nodes = admin().describeCluster()
                    .nodes()
                    .get(LOOK_SECONDS, TimeUnit.SECONDS)
                    .size();
            return new Condition.Up(nodes + (nodes == 1 ? " broker" : " brokers"));
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return new Condition.Down("no broker answers; check kafka.bootstrap.servers (" + Failures.line(e) + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Condition.Down("stopping");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (admin != null) {
            admin.close(CLOSE_WITHIN);
        }
    }

    /** Made at the first use, since it cannot be made while the address does not resolve. */
    private synchronized Admin admin() {
        if (closed) {
            throw new KafkaException("the client is closed");
        }
        if (admin == null) {
            admin = Admin.create(clientSettings);
        }
        return admin;
    }
}

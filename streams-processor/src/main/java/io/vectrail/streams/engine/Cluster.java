package io.vectrail.streams.engine;

import io.vectrail.event.Topic;
import io.vectrail.event.TopicLayout;
import io.vectrail.runtime.health.Condition;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Kafka cluster, as this program's administration client sees it. Thread-safe. */
public final class Cluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

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

    /**
     * Takes static members out of a group that will not come back: it would wait for them, up to five minutes
     * (max.poll.interval.ms), before anybody gets a partition.
     *
     * @param left by its group.instance.id, whether a member is such a one
     * @throws KafkaException when the broker does not answer within five seconds, or refuses
     */
    public void removeMembers(String group, Predicate<String> left) {
        try {
            Set<MemberToRemove> gone =
                    admin()
                            .describeConsumerGroups(List.of(group))
                            .all()
                            .get(LOOK_SECONDS, TimeUnit.SECONDS)
                            .values()
                            .stream()
                            .flatMap(described -> described.members().stream())
                            .flatMap(member -> member.groupInstanceId().stream())
                            .filter(left)
                            .map(MemberToRemove::new)
                            .collect(Collectors.toSet());
            if (!gone.isEmpty()) {
                admin().removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions(gone))
                        .all()
                        .get(LOOK_SECONDS, TimeUnit.SECONDS);
                LOG.atInfo().addKeyValue("members", gone.size()).log("members that an earlier run left are removed");
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw new KafkaException("the group's members cannot be looked at", e.getCause());
            }
        } catch (TimeoutException e) {
            throw new KafkaException("the group's members cannot be looked at", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("stopping", e);
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

package io.vectrail.streams.rescore;

import io.vectrail.event.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * Runs a topology over a part of history, until its end. It has a group, stores and changelogs of its own, which go when it is done; a run that was ended in the
 * middle goes on where it stood.
 */
public final class Rescoring {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

    private final Admin admin;
    private final String application;
    private final RescoreOrder order;

    public Rescoring(Admin admin, String application, RescoreOrder order) {
        this.admin = admin;
        this.application = application;
        this.order = order;
    }

    /**
     * Scores it all.
     *
     * @return how many records were read, at most
     * @throws AlreadyScoredException when there are scores of this name
     * @throws KafkaException when Kafka does not answer
     */
    public long run(Topology topology, StreamsConfig config) throws InterruptedException {
        Range range = Range.since(admin, Topics.EXCHANGES.name(), order.from());
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        if (committed.isEmpty()) {
            Range.wait(
                    admin.alterConsumerGroupOffsets(application, starts(range)).all());
        } else if (!range.begins(committed) && changelogs().isEmpty()) {
            throw new AlreadyScoredException(order.version());
        }
        CountDownLatch failed = new CountDownLatch(1);
        KafkaStreams streams = new KafkaStreams(topology, config);
        streams.setUncaughtExceptionHandler(failure -> {
            failed.countDown();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        try {
            streams.start();
            while (!range.passed(committed())) {
                if (failed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new KafkaException(
                            "a processing thread failed, see the log; run it again: it goes on where it stood");
                }
            }
        } finally {
            streams.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
        streams.cleanUp();
        Range.wait(admin.deleteTopics(changelogs()).all());
        return range.size();
    }

    private static Map<TopicPartition, OffsetAndMetadata> starts(Range range) {
        return range.from().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue())));
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try {
            return Range.wait(admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata());
        } catch (GroupIdNotFoundException e) {
            return Map.of();
        }
    }

    private Set<String> changelogs() {
        Set<String> own = new HashSet<>(Range.wait(admin.listTopics().names()));
        own.removeIf(topic -> !topic.startsWith(application + "-"));
        return own;
    }
}

package io.vectrail.streams.rescore;

import io.vectrail.event.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * Runs a topology over a part of history, until its end. It has a group, stores and changelogs of its own, which go when it is done; a run that was ended in the
 * middle goes on where it stood.
 */
public final class Rescoring {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

    /** After so many looks at how far it has come it looks again whether anything is left. */
    private static final int LOOKS = 20;

    /**
     * The group reads nothing there, though this program may: what is kept with this offset is what was ordered, written at once with where it begins. Kafka keeps it
     * for a week.
     */
    private static final TopicPartition ORDER = new TopicPartition(Topics.CONFIG.name(), 0);

    private final Admin admin;
    private final Map<String, String> kafka;
    private final String application;
    private final RescoreOrder order;

    /**
     * A scoring of history.
     *
     * @param kafka goes to Kafka's client unchanged
     * @param application the id of the group and of all that it stores
     */
    public Rescoring(Admin admin, Map<String, String> kafka, String application, RescoreOrder order) {
        this.admin = admin;
        this.kafka = Map.copyOf(kafka);
        this.application = application;
        this.order = order;
    }

    /**
     * Scores it all.
     *
     * @throws AlreadyScoredException when there are scores of this name
     * @throws OtherOrderException when scores of this name were begun otherwise
     * @throws KafkaException when Kafka does not answer
     */
    public void run(Topology topology, StreamsConfig config) throws InterruptedException {
        Set<String> changelogs = changelogs(topology);
        Range rest = begun(Range.since(admin, Topics.EXCHANGES.name(), order.from()), there(changelogs));
        CountDownLatch failed = new CountDownLatch(1);
        KafkaStreams streams = new KafkaStreams(topology, config);
        streams.setUncaughtExceptionHandler(failure -> {
            failed.countDown();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        try {
            streams.start();
            await(rest, failed);
        } finally {
            streams.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
        streams.cleanUp();
        Range.wait(admin.deleteTopics(there(changelogs)).all());
    }

    private void await(Range rest, CountDownLatch failed) throws InterruptedException {
        Range left = rest;
        for (int looks = 1; !left.passed(committed()); looks++) {
            if (failed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new KafkaException(
                        "a processing thread failed, see the log; run it again: it goes on where it stood");
            }
            if (looks % LOOKS == 0) {
                // A partition may have come to another thread just before its marks.
                left = left.after(committed()).withoutMarksAlone(kafka);
            }
        }
    }

    /** Begins, or goes on. @return what there is to do */
    private Range begun(Range whole, Set<String> changelogs) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        OffsetAndMetadata ordered = committed.get(ORDER);
        boolean untouched = committed.isEmpty() || whole.begins(committed);
        // Without the group its changelogs are of one whose offsets Kafka has forgotten, and without changelogs it is
        // done.
        if (untouched ? committed.isEmpty() && !changelogs.isEmpty() : changelogs.isEmpty()) {
            throw new AlreadyScoredException(order.version());
        }
        if (ordered == null && untouched && changelogs.isEmpty()) {
            Range.wait(
                    admin.alterConsumerGroupOffsets(application, starts(whole)).all());
            return whole.withoutMarksAlone(kafka);
        }
        if (ordered == null || !ordered.metadata().equals(order.text())) {
            throw new OtherOrderException(order.version(), ordered == null ? "" : ordered.metadata());
        }
        return whole.after(committed).withoutMarksAlone(kafka);
    }

    private Map<TopicPartition, OffsetAndMetadata> starts(Range range) {
        Map<TopicPartition, OffsetAndMetadata> starts = new HashMap<>();
        range.from().forEach((partition, begin) -> starts.put(partition, new OffsetAndMetadata(begin)));
        starts.put(ORDER, new OffsetAndMetadata(0, order.text()));
        return starts;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try {
            return Range.wait(admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata());
        } catch (GroupIdNotFoundException e) {
            return Map.of();
        }
    }

    /** By their whole names: another version may begin with this one's. */
    private Set<String> changelogs(Topology topology) {
        Set<String> names = new HashSet<>();
        for (TopologyDescription.Subtopology part : topology.describe().subtopologies()) {
            for (TopologyDescription.Node node : part.nodes()) {
                if (node instanceof TopologyDescription.Processor processor) {
                    processor.stores().forEach(store -> names.add(application + "-" + store + "-changelog"));
                }
            }
        }
        return names;
    }

    private Set<String> there(Set<String> topics) {
        Set<String> there = new HashSet<>(topics);
        there.retainAll(Range.wait(admin.listTopics().names()));
        return there;
    }
}

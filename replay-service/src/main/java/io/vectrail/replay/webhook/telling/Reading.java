package io.vectrail.replay.webhook.telling;

import io.vectrail.document.topic.TopicReader;
import io.vectrail.replay.webhook.Webhooks;
import io.vectrail.replay.webhook.telling.PartitionProgress.Pending;
import io.vectrail.replay.webhook.telling.Results.Result;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of the group, from joining to leaving. A partition that it is given is folded from before what was told; one that is taken from it
 * is forgotten with all that was not told, which the next one tells. For one thread.
 *
 * @param <E> a record
 */
final class Reading<E> implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration REACH = Duration.ofSeconds(10);

    private final Consumer<String, byte[]> consumer;
    private final Matter<E> matter;
    private final TopicReader.Reading<E> entries;
    private final Webhooks webhooks;
    private final Results results;
    private final Clock clock;
    private final Map<TopicPartition, PartitionProgress<E>> partitions = new HashMap<>();
    private final Queue<Result> ended = new ConcurrentLinkedQueue<>();
    private Instant reachedAt;

    Reading(
            Consumer<String, byte[]> consumer,
            Matter<E> matter,
            TopicReader.Reading<E> entries,
            Webhooks webhooks,
            Results results,
            Clock clock) {
        this.consumer = consumer;
        this.matter = matter;
        this.entries = entries;
        this.webhooks = webhooks;
        this.results = results;
        this.clock = clock;
        this.reachedAt = clock.instant();
    }

    void begin() {
        consumer.subscribe(Set.of(matter.topic().name()), this);
    }

    void turn() {
        consumer.poll(LOOK).forEach(this::take);
        partitions.forEach(this::offer);
        settle();
        if (clock.instant().isAfter(reachedAt.plus(REACH))) {
            // Looking for records does not tell that Kafka is away.
            var _ = consumer.endOffsets(partitions.keySet(), PATIENCE);
            partitions.values().forEach(each -> each.fold().forgetOver(clock.instant()));
            reachedAt = clock.instant();
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        PartitionProgress<E> progress = partitions.get(new TopicPartition(record.topic(), record.partition()));
        if (progress == null) {
            return;
        }
        entries.of(record).ifPresent(entry -> take(entry, record, progress));
        progress.passed(record.offset());
    }

    /** One that nobody could have written keeps nobody from being told of the next. */
    private List<Telling> folded(E entry, ConsumerRecord<?, ?> record, Fold<E> fold) {
        try {
            return fold.take(entry);
        } catch (ArithmeticException | DateTimeException | IllegalArgumentException e) {
            LOG.error(
                    "nobody is told of the record of {} in partition {} at offset {}: {}; see who may write there",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getClass().getSimpleName());
            return List.of();
        }
    }

    private void take(E entry, ConsumerRecord<?, ?> record, PartitionProgress<E> progress) {
        for (Telling telling : folded(entry, record, progress.fold())) {
            if (telling.settles()) {
                webhooks.withdraw(telling.about());
            }
            if (progress.tells(record.offset())) {
                progress.add(telling, record.offset());
            }
        }
    }

    /** What has no room keeps its partition waiting, and no other webhook's messages that were read already. */
    private void offer(TopicPartition partition, PartitionProgress<E> progress) {
        Set<String> full = new HashSet<>();
        for (Iterator<Pending> each = progress.pending().iterator(); each.hasNext(); ) {
            Pending one = each.next();
            String webhook = one.notice().webhook();
            // What comes later does not overtake what has no room.
            if (!full.contains(webhook) && offered(partition, progress, one)) {
                each.remove();
            } else {
                full.add(webhook);
            }
        }
        if (progress.pending().isEmpty()) {
            consumer.resume(List.of(partition));
        } else {
            consumer.pause(List.of(partition));
        }
    }

    private boolean offered(TopicPartition partition, PartitionProgress<E> progress, Pending one) {
        progress.begun(one);
        boolean taken = webhooks.offer(
                one.notice(), outcome -> ended.add(new Result(one.telling(), partition, one.offset(), outcome)));
        if (taken && !progress.fold().waits(one.telling().about())) {
            // It was decided on in what was read together with it.
            webhooks.withdraw(one.telling().about());
        }
        return taken;
    }

    /** First it stands in Kafka what came of it, then it counts as told. */
    private void settle() {
        List<Result> batch = new ArrayList<>();
        for (Result each = ended.poll(); each != null; each = ended.poll()) {
            batch.add(each);
        }
        if (!batch.isEmpty()) {
            results.write(batch);
            for (Result each : batch) {
                PartitionProgress<E> progress = partitions.get(each.partition());
                if (progress != null) {
                    progress.done(each.telling().notice().delivery());
                }
            }
        }
        commit(partitions.keySet());
    }

    private void commit(Collection<TopicPartition> which) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition each : which) {
            PartitionProgress<E> progress = partitions.get(each);
            if (progress != null) {
                progress.toCommit().ifPresent(offset -> offsets.put(each, new OffsetAndMetadata(offset)));
            }
        }
        if (!offsets.isEmpty()) {
            consumer.commitSync(offsets, PATIENCE);
            offsets.forEach((partition, offset) -> {
                PartitionProgress<E> progress = partitions.get(partition);
                if (progress != null) {
                    progress.committed(offset.offset());
                }
            });
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> given) {
        if (given.isEmpty()) {
            return;
        }
        StartingPoints starts = StartingPoints.of(consumer, given, matter.window(), clock);
        starts.readFrom().forEach(consumer::seek);
        starts.tellFrom()
                .forEach((partition, from) -> partitions.put(partition, new PartitionProgress<>(matter.fold(), from)));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> taken) {
        settle();
        forget(taken);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        forget(lost);
    }

    /** Nothing of it is tried again here. */
    private void forget(Collection<TopicPartition> gone) {
        for (TopicPartition each : gone) {
            PartitionProgress<E> progress = partitions.remove(each);
            if (progress != null) {
                webhooks.drop(progress.underWay());
            }
        }
    }

    /** Nothing at all is tried again here. */
    void end() {
        forget(Set.copyOf(partitions.keySet()));
    }
}

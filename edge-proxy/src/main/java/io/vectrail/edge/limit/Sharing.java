package io.vectrail.edge.limit;

import io.vectrail.edge.limit.Counter.Told;
import io.vectrail.edge.recorder.journal.Background;
import io.vectrail.event.LimitUsage;
import io.vectrail.policy.rule.Rate;
import io.vectrail.runtime.health.Condition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that shares counts with other edges, as long as a document limits anything over time. Kafka away costs exactness, not
 * service: the edge goes on with its own counts and what it last heard.
 *
 * <pre>
 * IDLE ──a document has such a limit──► CONNECTING ──earlier counts recalled──► SHARING ──any failure──► AWAY ──a while later──► CONNECTING
 * </pre>
 *
 * Totals are told and not differences: whatever is told twice, late or not at all is set right by the next word.
 */
public final class Sharing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);

    /** How often it tells what has changed. */
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** How often it asks whether Kafka is still there. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** By how much the clock of another edge may be off. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final String run = UUID.randomUUID().toString();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch recalled = new CountDownLatch(1);
    private final SharingSettings settings;
    private final Counters counters;
    private final BooleanSupplier wanted;
    private final Clock clock;
    private final Thread thread;

    private volatile SharingHealth.State state = new SharingHealth.State.Idle();
    private volatile boolean twins;
    private Map<TopicPartition, Long> read = Map.of();
    private final Map<String, String> edges = new HashMap<>();

    /** @param wanted whether a document limits anything over time, now */
    public Sharing(SharingSettings settings, Limits limits, BooleanSupplier wanted, Clock clock) {
        this.settings = settings;
        this.counters = limits.counters();
        this.wanted = wanted;
        this.clock = clock;
        this.thread = Background.thread("limits")
                .uncaughtExceptionHandler((ended, failure) -> ended(failure))
                .unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public Condition condition() {
        return SharingHealth.condition(state, counters, twins);
    }

    /**
     * Waits until what earlier runs of this edge let through is counted, where a document limits anything over time.
     *
     * @return false when it still is not: Kafka may be away, and the edge serves all the same
     */
    public boolean awaitRecalled(Duration patience) throws InterruptedException {
        return !wanted.getAsBoolean() || recalled.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Tells what passed last, for at most a few seconds. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration wait = SHORTEST_WAIT;
        while (!stopped()) {
            if (!wanted.getAsBoolean()) {
                state = new SharingHealth.State.Idle();
                wait = EVERY;
            } else {
                wait = share() ? SHORTEST_WAIT : longer(wait);
            }
            // What is over makes room, whether anybody hears of the rest or not.
            counters.sweep(clock.instant(), (key, told) -> {});
            pause(wait);
        }
    }

    /** Shares until it is time to stop, or the connection fails; true when there was one. */
    private boolean share() {
        boolean connected = false;
        if (recalled.getCount() > 0 && !(state instanceof SharingHealth.State.Away)) {
            state = new SharingHealth.State.Connecting();
        }
        Instant today = Instant.ofEpochMilli(Rate.Of.VECTORS_PER_DAY.window(clock.instant()));
        try (LimitTopic topic = LimitTopic.open(settings, read, today.minus(SKEW))) {
            connected = true;
            if (!recall(topic)) {
                return true;
            }
            counters.tellAgain();
            state = new SharingHealth.State.Shared();
            long told = System.nanoTime();
            long looked = told;
            while (!stopped() && wanted.getAsBoolean()) {
                hear(topic);
                if (System.nanoTime() - told >= EVERY.toNanos()) {
                    told = System.nanoTime();
                    tell(topic);
                }
                if (System.nanoTime() - looked >= LOOK.toNanos()) {
                    looked = System.nanoTime();
                    topic.ends();
                    read = topic.read();
                }
            }
            tell(topic);
        } catch (RuntimeException | VirtualMachineError e) {
            // A thread that ended here would leave an edge that looks well and shares nothing.
            LOG.warn("limits are not shared for now: {}", SharingHealth.line(e));
            state = new SharingHealth.State.Away(e);
        }
        return connected;
    }

    /**
     * Reads to the topic's present end: what this edge's earlier runs said counts once, and no later word under its name does.
     *
     * @return false where it is time to stop before that; nothing may then be told, which would take back what they said
     */
    private boolean recall(LimitTopic topic) {
        if (recalled.getCount() == 0) {
            return true;
        }
        Map<CounterKey, Told> earlier = new HashMap<>();
        Map<TopicPartition, Long> ends = topic.ends();
        while (isBefore(topic.read(), ends)) {
            if (stopped()) {
                return false;
            }
            topic.hear(POLL, usage -> {
                if (!usage.getEdge().equals(settings.edge())) {
                    heard(usage);
                } else if (isOfNow(usage) && earlier.size() < Counters.MOST) {
                    key(usage, key -> earlier.put(key, told(usage)));
                }
            });
        }
        earlier.forEach((key, told) -> counters.recall(key, told.window(), told.used()));
        // Whatever fails from here on: none of that is read again.
        read = topic.read();
        recalled.countDown();
        return true;
    }

    private static boolean isBefore(Map<TopicPartition, Long> read, Map<TopicPartition, Long> ends) {
        return read.entrySet().stream()
                .anyMatch(partition -> partition.getValue() < ends.getOrDefault(partition.getKey(), 0L));
    }

    private void hear(LimitTopic topic) {
        int foreign = topic.hear(POLL, usage -> {
            if (!usage.getEdge().equals(settings.edge())) {
                heard(usage);
            } else if (!usage.getRun().equals(run)) {
                twins = true;
            }
        });
        if (foreign > 0) {
            LOG.warn(
                    "{} records of vectrail.limits are no counts: they are passed over; see who may write there",
                    foreign);
        }
    }

    private void heard(LimitUsage usage) {
        if (isOfNow(usage)) {
            key(
                    usage,
                    key -> counters.hear(
                            key, edge(usage.getEdge()), usage.getWindow().toEpochMilli(), usage.getUsed()));
        }
    }

    private void tell(LimitTopic topic) {
        topic.check();
        Instant now = clock.instant();
        counters.sweep(
                now,
                (key, told) -> topic.tell(
                        key.onKafka(settings.edge()),
                        new LimitUsage(
                                settings.edge(),
                                run,
                                key.rule(),
                                key.of().key(),
                                key.perGroup(),
                                key.who(),
                                Instant.ofEpochMilli(told.window()),
                                told.used(),
                                now)));
    }

    /** Whether its window is not over; where it lies far ahead, that edge's clock is wrong. */
    private boolean isOfNow(LimitUsage usage) {
        Instant now = clock.instant();
        return Rate.Of.named(usage.getLimit())
                .filter(of -> of.end(usage.getWindow().toEpochMilli())
                        > now.minus(SKEW).toEpochMilli())
                .filter(of -> usage.getWindow().isBefore(now.plus(SKEW)))
                .isPresent();
    }

    /** One string for each edge, and not for each of its words. */
    private String edge(String name) {
        if (edges.size() > Counter.MOST_EDGES) {
            edges.clear();
        }
        return edges.computeIfAbsent(name, same -> same);
    }

    private static Told told(LimitUsage usage) {
        return new Told(usage.getWindow().toEpochMilli(), usage.getUsed());
    }

    /** What a later version counts is none of ours. */
    private static void key(LimitUsage usage, Consumer<CounterKey> with) {
        Rate.Of.named(usage.getLimit())
                .ifPresent(
                        of -> with.accept(new CounterKey(usage.getPolicy(), of, usage.getPerGroup(), usage.getWho())));
    }

    /** Nothing goes on after this, and the health page must not look as if it did. */
    private void ended(Throwable failure) {
        LOG.error("sharing limits ended: restart the edge", failure);
        state = new SharingHealth.State.Away(failure);
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private static Duration longer(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    private void pause(Duration wait) {
        try {
            boolean _ = stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
            Thread.currentThread().interrupt();
        }
    }
}

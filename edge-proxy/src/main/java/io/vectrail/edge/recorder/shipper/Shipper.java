package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.JournalEntry;
import io.vectrail.edge.recorder.journal.JournalReader;
import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.ShippedPosition;
import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that ships. Kafka away is lag, not a fault.
 *
 * <pre>
 * CONNECTING ──Kafka's position found──► SHIPPING ──any failure──► WAITING ──a while later──► CONNECTING
 * </pre>
 *
 * Each connection begins from the position that Kafka committed with the last events, reads again from the oldest
 * exchange that was open then, and passes over what was published.
 */
public final class Shipper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);

    private static final int MOST_EVENTS = 2_000;
    private static final long MOST_BYTES = 8L << 20;
    private static final Duration IDLE = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ShipperSettings settings;
    private final Journal journal;
    private final ShippedHint hint;
    private final Clock clock;
    private final Thread thread;

    private volatile Condition condition =
            new Condition.Degraded("connecting to Kafka; requests are journaled meanwhile");
    private final AtomicLong published = new AtomicLong();

    public Shipper(ShipperSettings settings, Journal journal, ShippedHint hint, Clock clock) {
        this.settings = settings;
        this.journal = journal;
        this.hint = hint;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("shipper").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public Condition condition() {
        return condition;
    }

    /** Events published by this run. */
    public long published() {
        return published.get();
    }

    /** Ships what is durable for at most this long, then stops; the rest is shipped by the next run. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private void run() {
        Duration wait = Duration.ofMillis(200);
        while (!stopped()) {
            long before = published.get();
            try (Publication kafka = Publication.open(settings)) {
                ship(kafka);
            } catch (IOException | RuntimeException e) {
                LOG.warn("shipping stopped, again in {} ms: {}", wait.toMillis(), describe(e));
                condition = new Condition.Degraded(
                        "cannot ship to Kafka: " + describe(e) + "; requests are journaled meanwhile");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            wait = published.get() > before ? Duration.ofMillis(200) : longer(wait);
            if (pause(wait)) {
                return;
            }
        }
    }

    private void ship(Publication kafka) throws IOException, InterruptedException {
        Start start = start(kafka.start());
        Chain chain = start.chain();
        Position from = start.from();

        LOG.info("shipping {} from {}, sequence {}", settings.edge(), from, chain.sequence());
        try (JournalReader reader = journal.reader(from);
                JournalReader randomAccess = journal.reader(from)) {
            Assembly assembly = new Assembly(randomAccess);
            while (true) {
                Chain after = batch(kafka, reader, assembly, chain, start.shipped());
                boolean idle = after.sequence() == chain.sequence();
                chain = after;
                condition = new Condition.Up("shipped up to sequence " + chain.sequence());
                // On idle turns, too: a full journal lets nothing new in that could set this off.
                Position oldest = assembly.open().oldest(reader.position());
                journal.shipped(oldest);
                hint.remember(oldest);
                if (idle && stopped()) {
                    return;
                }
                if (idle) {
                    journal.awaitNews(IDLE);
                }
            }
        }
    }

    /** Publishes what is durable, up to a bound, in one transaction. */
    private Chain batch(Publication kafka, JournalReader reader, Assembly assembly, Chain chain, Position shipped)
            throws IOException {
        Chain after = chain;
        long bytes = 0;
        JournalEntry entry = reader.next();
        while (entry != null) {
            boolean alreadyPublished = entry.position().compareTo(shipped) < 0;
            AuditExchange event = assembly.take(entry, alreadyPublished);
            if (event != null) {
                if (after.sequence() == chain.sequence()) {
                    kafka.begin();
                }
                after = kafka.send(event, after);
                bytes += size(event) + entry.payload().length;
            }
            boolean full = bytes > MOST_BYTES || after.sequence() - chain.sequence() >= MOST_EVENTS;
            entry = full ? null : reader.next();
        }
        long count = after.sequence() - chain.sequence();
        if (count > 0) {
            Position next = reader.position();
            Position oldest = assembly.open().oldest(next);
            kafka.commit(position(after, next, oldest));
            published.addAndGet(count);
        }
        return after;
    }

    private static long size(AuditExchange event) {
        return Math.max(0, event.getRequest().getBody().getSize());
    }

    /**
     * Where shipping goes on.
     *
     * @param shipped ends before it were published
     * @param from the oldest request among them that had no end yet
     */
    private record Start(Chain chain, Position shipped, Position from) {}

    private Start start(@Nullable ShippedPosition committed) {
        String epoch = journal.epoch().toString();
        if (committed == null || !committed.getEpoch().equals(epoch)) {
            return new Start(Chain.start(epoch), Position.START, Position.START);
        }
        ByteBuffer hash = committed.getLastHash().duplicate();
        byte[] bytes = new byte[hash.remaining()];
        hash.get(bytes);
        return new Start(
                new Chain(epoch, committed.getSequence(), bytes),
                new Position(committed.getSegment(), committed.getOffset()),
                new Position(committed.getOpenSegment(), committed.getOpenOffset()));
    }

    private ShippedPosition position(Chain chain, Position next, Position oldest) {
        return ShippedPosition.newBuilder()
                .setEdge(settings.edge())
                .setEpoch(chain.epoch())
                .setSequence(chain.sequence())
                .setLastHash(ByteBuffer.wrap(chain.lastHash()))
                .setSegment(next.segment())
                .setOffset(next.offset())
                .setOpenSegment(oldest.segment())
                .setOpenOffset(oldest.offset())
                .setAt(clock.instant())
                .build();
    }

    private static Duration longer(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    /** True when it is time to stop. */
    private boolean pause(Duration wait) {
        try {
            return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static String describe(@Nullable Throwable failure) {
        return failure == null ? "unknown" : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}

package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.Background;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.event.ShippedPosition;
import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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

    /** Of the disk, for what Kafka refuses; beyond it shipping waits. Holds several of the largest exchanges. */
    private static final long MOST_SET_ASIDE_BYTES = 1L << 30;

    private static final Duration IDLE = Duration.ofMillis(50);
    /** After a batch that left nothing: a transaction costs broker and edge nearly the same for one exchange as for fifty. */
    private static final Duration GATHER = Duration.ofMillis(25);

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_RESEND = Duration.ofSeconds(60);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicReference<@Nullable CompletableFuture<Resent>> asked = new AtomicReference<>();
    private final ShipperCounts counts = new ShipperCounts();
    private final ShipperParts parts;
    private final Journal journal;
    private final ShippedHint hint;
    private final Clock clock;
    private final Thread thread;

    private volatile ShipperHealth.State state = new ShipperHealth.State.Connecting();
    private volatile PassedOver over = PassedOver.nothing();
    private volatile Position shippedTo;
    private volatile Instant caughtUpAt;
    private volatile long notEntries;
    private volatile String putBack = "";
    private boolean connectedBefore;

    /** @param setAside folder for what Kafka refuses; made when it is missing */
    public Shipper(ShipperSettings settings, Journal journal, ShippedHint hint, Path setAside, Clock clock)
            throws IOException {
        this(settings, journal, hint, setAside, clock, Milestones.NONE);
    }

    Shipper(
            ShipperSettings settings,
            Journal journal,
            ShippedHint hint,
            Path setAside,
            Clock clock,
            Milestones milestones)
            throws IOException {
        this.journal = journal;
        this.hint = hint;
        this.clock = clock;
        this.shippedTo = hint.recall();
        this.caughtUpAt = clock.instant();
        SetAsideFolder folder = SetAsideFolder.open(setAside, MOST_SET_ASIDE_BYTES);
        this.parts = new ShipperParts(settings, journal, folder, counts, milestones, clock);
        this.thread = Background.thread("shipper")
                .uncaughtExceptionHandler((ended, failure) -> ended(failure))
                .unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public Condition condition() {
        return ShipperHealth.condition(
                state, lag(), parts.folder(), over, journal.epoch().toString(), putBack);
    }

    /** What it did since its start. */
    public ShipperCounts counts() {
        return counts;
    }

    /** How far it is behind what is durable. */
    public Lag lag() {
        long bytes = Math.max(0, journal.bytesFrom(shippedTo) - notEntries);
        long seconds = bytes == 0
                ? 0
                : Math.max(0, Duration.between(caughtUpAt, clock.instant()).toSeconds());
        return new Lag(bytes, seconds);
    }

    /** What lies on the disk instead of in Kafka, in the order of the chains. */
    public List<SetAsideItem> setAside() {
        return parts.folder().items();
    }

    /**
     * Asks for everything that is set aside to be sent once more; the shipper's thread does it between two batches.
     *
     * @return fails when Kafka cannot be reached; what was not sent stays where it is
     * @throws IllegalStateException when another such request is under way
     */
    public CompletableFuture<Resent> resend() {
        CompletableFuture<Resent> wanted = new CompletableFuture<>();
        if (!asked.compareAndSet(null, wanted)) {
            throw new IllegalStateException("another re-send is under way; ask again when it is done");
        }
        // Whoever waits may give up; the next one may ask then.
        var _ = wanted.whenComplete((resent, failure) -> asked.compareAndSet(wanted, null));
        return wanted;
    }

    /** False before the start and after the end, whatever ended it. */
    boolean alive() {
        return thread.isAlive();
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
        Duration wait = SHORTEST_WAIT;
        while (!stopped()) {
            long before = counts.transactions();
            @Nullable Throwable failure = null;
            try (Publication kafka = Publication.open(parts.settings(), this::beginning, parts.milestones())) {
                Beginning beginning = beginning(kafka.start());
                connectedBefore = true;
                counts.connected();
                ship(kafka, beginning);
            } catch (IOException | RuntimeException | VirtualMachineError e) {
                // A thread that ended here would leave an edge that looks well and ships nothing.
                failure = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            wait = counts.transactions() > before ? SHORTEST_WAIT : longer(wait);
            if (failure != null) {
                failed(failure, wait);
            }
            if (pause(wait)) {
                return;
            }
        }
    }

    /** Nothing goes on after this, and the health page must not look as if it did. */
    private void ended(Throwable failure) {
        LOG.error("shipping ended: restart the edge; requests are journaled meanwhile", failure);
        state = new ShipperHealth.State.Waiting(failure);
    }

    private void failed(Throwable failure, Duration wait) {
        counts.failed(Verdict.of(failure));
        LOG.warn("shipping stopped, again in {} ms: {}", wait.toMillis(), ShipperHealth.waiting(failure));
        state = new ShipperHealth.State.Waiting(failure);
        CompletableFuture<Resent> wanted = asked.get();
        if (wanted != null) {
            wanted.completeExceptionally(failure);
        }
    }

    private Beginning beginning(@Nullable ShippedPosition committed) {
        return Beginning.of(committed, hint.recall(), journal, !connectedBefore);
    }

    private void ship(Publication kafka, Beginning beginning) throws IOException, InterruptedException {
        if (!beginning.remark().isEmpty()) {
            LOG.error("{}", beginning.remark());
            putBack = beginning.remark();
        }
        try (Passage passage = new Passage(kafka, beginning, parts)) {
            passage.confirm();
            note(passage);
            while (true) {
                resendIfAsked(passage);
                Instant looked = clock.instant();
                Passage.Advance advance = passage.advance();
                note(passage);
                switch (advance) {
                    case PART -> {}
                    case ALL -> pause(GATHER);
                    case NOTHING -> {
                        caughtUpAt = looked;
                        notEntries = journal.bytesFrom(passage.position());
                        if (stopped()) {
                            return;
                        }
                        journal.awaitNews(IDLE);
                    }
                }
            }
        }
    }

    private void resendIfAsked(Passage passage) throws IOException {
        CompletableFuture<Resent> wanted = asked.get();
        if (wanted != null && !wanted.isDone()) {
            Resent resent = passage.resend(System.nanoTime() + LONGEST_RESEND.toNanos());
            over = passage.over();
            wanted.complete(resent);
        }
    }

    private void note(Passage passage) throws IOException {
        state = new ShipperHealth.State.Shipping(passage.sequence());
        over = passage.over();
        if (passage.publishedUpTo().isAfter(caughtUpAt)) {
            caughtUpAt = passage.publishedUpTo();
        }
        if (!passage.position().equals(shippedTo)) {
            shippedTo = passage.position();
            notEntries = 0;
        }
        // On idle turns, too: a full journal lets nothing new in that could set this off.
        Position oldest = passage.oldestOpen();
        journal.shipped(passage.needed());
        if (passage.hasCommitted()) {
            hint.remember(oldest);
        }
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
}

package io.vectrail.edge.approval;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.document.approval.ApprovalLedger;
import io.vectrail.document.approval.Asked;
import io.vectrail.document.approval.State;
import io.vectrail.edge.approval.Ask.Needed;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Hold;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.edge.exchange.Release;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests wait until people have decided, without a thread for any of them.
 *
 * <pre>
 *            granted, approved before                         approved, granted
 *   asked ───────────────────────────► goes on ◄──────────────────┐
 *     │                                                           │
 *     ├── somebody was asked ──────────────────────────────────► HELD
 *     ├── nobody was: journaled ────────────────────────────────► │
 *     │                                                           ├── rejected, expired ──► refused
 *     └── refused before, too many, no time to wait ─► refused    └── its time is over, client gone, edge stops ──► refused
 * </pre>
 *
 * Thread-safe. What is said to whom is decided under the lock, and told outside of it.
 */
public final class Approvals {

    private final Object lock = new Object();
    private final HoldLimits limits;
    private final Recording recording;
    private final Supplier<UUID> ids;
    private final Clock clock;

    private final Waiting waiting = new Waiting();

    private final Known known = new Known();
    private long held;
    private boolean draining;

    /** @param recording makes durable that people are asked */
    public Approvals(HoldLimits limits, Recording recording, Supplier<UUID> ids, Clock clock) {
        this.limits = limits;
        this.recording = recording;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes durable that people are asked, before they are. */
    public interface Recording {
        CompletionStage<Void> held(Exchange exchange, Hold hold);
    }

    /** What comes of a request at once. */
    private sealed interface Entered {

        record Said(Word word) implements Entered {}

        record Waits(Held held) implements Entered {}

        /**
         * People are to be asked.
         *
         * @param then waits for them; where nothing waits, what is said once they are asked
         */
        record Fresh(Hold hold, Entered then) implements Entered {}
    }

    /**
     * Whether an exchange may go on that rules want people to decide on. The stage completes when that is known, on any thread; it
     * fails with a {@link RefusedException} when the exchange names what is no approval, or too much waits already, and with whatever
     * keeps it from being recorded.
     */
    public CompletionStage<Word> ask(Exchange exchange) {
        Entered entered;
        try {
            Instant now = clock.instant();
            Ask ask = Ask.of(exchange, now);
            synchronized (lock) {
                entered = enter(ask, now);
            }
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return switch (entered) {
            case Entered.Said said -> CompletableFuture.completedFuture(said.word());
            case Entered.Waits waits -> waits.held().word();
            case Entered.Fresh fresh -> askPeople(exchange, fresh);
        };
    }

    private Entered enter(Ask ask, Instant now) {
        return switch (known.standing(ask, now)) {
            case Standing.GoesOn on -> new Entered.Said(new Word.GoesOn(on.approval()));
            case Standing.Rejected rejected -> new Entered.Said(Refusals.rejected(rejected.approval()));
            case Standing.Waits waits -> {
                known.checkNamed(ask);
                Approval asked = waits.approval();
                yield join(ask, asked.id(), asked.asked().expires(), waits.needed(), now);
            }
            case Standing.Unasked unasked -> fresh(ask, unasked.needed(), now);
        };
    }

    private Entered fresh(Ask ask, List<Needed> needed, Instant now) {
        known.checkNamed(ask);
        limits.checkOpen(known.ledger(), ask.subject(), now);
        Hold hold = new Hold(
                ids.get().toString(),
                ask.request(),
                now,
                now.plus(Ask.expire(needed)),
                needed.stream().map(Needed::requirement).toList());
        Entered then = join(ask, hold.approval(), hold.expires(), needed, now);
        known.ask(Approval.requested(hold.approval(), asked(ask, hold)));
        return new Entered.Fresh(hold, then);
    }

    private static Asked asked(Ask ask, Hold hold) {
        return new Asked(
                ask.subject(),
                List.of(),
                ask.connection(),
                "",
                hold.request(),
                ask.exchange().arrival().id().toString(),
                hold.at(),
                hold.expires(),
                hold.requirements(),
                -1,
                -1,
                0,
                Collections.emptySortedMap());
    }

    private Entered join(Ask ask, String approval, Instant expires, List<Needed> needed, Instant now) {
        // One that is decided on anew has waited already.
        Duration hold = Ask.hold(needed).minusNanos(ask.exchange().heldNanos());
        if (!hold.isPositive() || draining) {
            return new Entered.Said(Refusals.pending(approval, expires, needed));
        }
        long bytes = ask.exchange().arrival().memory().held();
        limits.checkHeld(waiting, ask.subject(), bytes);
        Held entered = new Held(
                held++, ask, approval, needed, hold, now.plus(hold), expires, bytes, new CompletableFuture<>());
        waiting.add(entered);
        return new Entered.Waits(entered);
    }

    private CompletionStage<Word> askPeople(Exchange exchange, Entered.Fresh fresh) {
        CompletionStage<Void> durable;
        try {
            durable = recording.held(exchange, fresh.hold());
        } catch (RuntimeException e) {
            durable = CompletableFuture.failedFuture(e);
        }
        CompletionStage<Void> asked = durable.whenComplete((done, failure) -> {
            if (failure != null) {
                neverAsked(fresh.hold().approval(), failure);
            }
        });
        return switch (fresh.then()) {
            case Entered.Waits waits -> waits.held().word();
            case Entered.Said said -> asked.thenApply(done -> said.word());
            case Entered.Fresh again -> throw new IllegalStateException("asked twice");
        };
    }

    /** Whoever joined meanwhile is told the same. */
    private void neverAsked(String approval, Throwable failure) {
        List<Held> disappointed;
        synchronized (lock) {
            known.neverAsked(approval);
            disappointed = waiting.all().stream()
                    .filter(each -> each.approval().equals(approval))
                    .filter(waiting::remove)
                    .toList();
        }
        disappointed.forEach(each -> each.word().completeExceptionally(failure));
    }

    /** The exchange is over. Where it went on by an approval of this one request, the next one needs another. */
    public Exchange over(Exchange exchange) {
        String approval = exchange.approval();
        Release release = exchange.release();
        if (approval != null && release.refusal() == null && release.status() / 100 == 2 && !exchange.unheard()) {
            synchronized (lock) {
                known.answered(approval);
            }
        }
        return exchange;
    }

    /** What the topic tells. */
    void take(Collection<ApprovalEntry> entries) {
        List<Runnable> told;
        synchronized (lock) {
            told = known.take(entries).stream()
                    .flatMap(subject -> waiting.of(subject).stream())
                    .flatMap(each -> reconsidered(each).stream())
                    .toList();
        }
        told.forEach(Runnable::run);
    }

    /** The topic was read anew, as far back as anything in it can count. */
    void swap(ApprovalLedger fresh) {
        List<Runnable> told;
        synchronized (lock) {
            known.swap(fresh, clock.instant());
            told = waiting.all().stream()
                    .flatMap(each -> reconsidered(each).stream())
                    .toList();
        }
        told.forEach(Runnable::run);
    }

    /** What is to be told to a request that waits; nothing where it waits on. */
    private List<Runnable> reconsidered(Held each) {
        return switch (known.standing(each.ask(), clock.instant())) {
            case Standing.GoesOn on -> end(each, new Word.GoesOn(on.approval()));
            case Standing.Rejected rejected -> end(each, Refusals.rejected(rejected.approval()));
            case Standing.Waits waits -> List.of();
            case Standing.Unasked unasked -> end(each, Refusals.expired(each.approval(), each.needed()));
        };
    }

    private List<Runnable> end(Held each, Word word) {
        return waiting.remove(each) ? List.of(() -> each.word().complete(word)) : List.of();
    }

    /** Ends the waiting of those whose time is over. */
    void tick() {
        Instant now = clock.instant();
        List<Runnable> told = new ArrayList<>();
        synchronized (lock) {
            for (Held first = waiting.first(); first != null && !now.isBefore(first.until()); first = waiting.first()) {
                told.addAll(
                        end(first, Refusals.timedOut(first.approval(), first.expires(), first.needed(), first.hold())));
            }
        }
        told.forEach(Runnable::run);
    }

    /** Forgets what nobody can go on by any more. */
    void tidy() {
        Instant now = clock.instant();
        synchronized (lock) {
            known.tidy(now);
        }
    }

    /** Nobody waits for the answers of those any more whose clients have hung up; they stay decidable. Looked at on their I/O threads. */
    void lookForGone() {
        List<Held> all;
        synchronized (lock) {
            all = waiting.all();
        }
        for (Held each : all) {
            var arrival = each.ask().exchange().arrival();
            arrival.ioThread().execute(() -> {
                if (arrival.gone().perhaps()) {
                    leave(each);
                }
            });
        }
    }

    private void leave(Held each) {
        List<Runnable> told;
        synchronized (lock) {
            told = end(each, Refusals.pending(each.approval(), each.expires(), each.needed()));
        }
        told.forEach(Runnable::run);
    }

    /** Nothing waits here any more, now or later: this edge stops. What waited stays decidable. */
    public void drain() {
        List<Held> all;
        synchronized (lock) {
            draining = true;
            all = waiting.all();
        }
        all.forEach(this::leave);
    }

    /** How many requests wait here. */
    public int held() {
        synchronized (lock) {
            return waiting.count();
        }
    }

    /** Bytes of memory that they take. */
    public long heldBytes() {
        synchronized (lock) {
            return waiting.bytes();
        }
    }

    /** How many requests can be decided on, whichever edge they came to. */
    public long open() {
        synchronized (lock) {
            return known.ledger().open();
        }
    }

    /** The state of one; null where it is not known. */
    @Nullable
    State state(String approval) {
        synchronized (lock) {
            return known.state(approval);
        }
    }
}

package io.vectrail.edge.provider.upstream;

import io.undertow.connector.ByteBufferPool;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.event.Forwarded;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * One call to an upstream, on one I/O thread: attempts one after the other, and one deadline over them all.
 *
 * <pre>
 *    ┌──────────── pause ◄───────────┐
 *    ▼                               │ not acted on
 * ATTEMPT ───────────────────────────┴──► answered or failed
 *    └── the deadline has passed ───────► failed
 * </pre>
 */
final class UpstreamCall {

    /** How often the deadline and the caller are looked at. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private final CompletableFuture<UpstreamAnswer> done = new CompletableFuture<>();
    private final long startedNanos = System.nanoTime();
    private final UpstreamRequest request;
    private final Upstream upstream;
    private final Calls calls;
    private final XnioIoThread thread;
    private final ByteBufferPool buffers;
    private final InstantSource clock;
    private final Set<URI> seenBy = new LinkedHashSet<>();
    private final BusyTargets busy;
    private Forwarded forwarded = Forwarded.NO;
    private int attempts;
    private int tried;
    private int asked;
    private boolean over;
    private @Nullable Attempt attempt;
    private boolean unheard;
    private XnioExecutor.@Nullable Key look;

    /** @param calls where it has its place until it ends */
    UpstreamCall(
            UpstreamRequest request,
            Upstream upstream,
            Calls calls,
            XnioIoThread thread,
            ByteBufferPool buffers,
            InstantSource clock) {
        this.request = request;
        this.upstream = upstream;
        this.busy = new BusyTargets(upstream.targets().uris().size());
        this.calls = calls;
        this.thread = thread;
        this.buffers = buffers;
        this.clock = clock;
    }

    CompletionStage<UpstreamAnswer> start() {
        lookLater();
        int first = upstream.choose(0);
        attempt(first < 0 ? upstream.leastBad() : first);
        return done;
    }

    private void attempt(int target) {
        attempts++;
        calls.counts().attempted();
        asked = target;
        tried |= 1 << target;
        Attempt next = new Attempt(
                request, upstream, target, upstream.pool(target, thread), calls.counts(), buffers, this::attempted);
        attempt = next;
        next.start();
    }

    private void attempted(AttemptOutcome outcome) {
        if (over) {
            return;
        }
        noteWhatLeft();
        if (RetryRules.settles(outcome)) {
            conclude(outcome);
            return;
        }
        noteBusy(outcome);
        RetryRules.Situation situation = new RetryRules.Situation(
                attempts,
                upstream.targets().uris().size(),
                upstream.takesCalls(tried),
                upstream.takesCalls(0),
                busy.pause(System.nanoTime()),
                left());
        switch (RetryRules.after(outcome, situation, clock.instant())) {
            case Next.End end -> conclude(outcome);
            case Next.Again again when request.gone().getAsBoolean() -> conclude(outcome);
            case Next.Again again -> again(again, outcome, situation.elsewhere());
        }
    }

    private void noteBusy(AttemptOutcome outcome) {
        Duration pause = RetryRules.pause(outcome, clock.instant());
        if (pause != null && attempt != null && outcome instanceof AttemptOutcome.Answered answered) {
            busy.said(asked, pause, System.nanoTime(), attempt, answered);
        }
    }

    private void again(Next.Again again, AttemptOutcome outcome, boolean elsewhere) {
        boolean waitsForBusy = again.reason().ofTarget() && !elsewhere && busy.first() >= 0;
        if (waitsForBusy) {
            tried &= ~(1 << busy.first());
        } else if (!again.reason().ofTarget() || !elsewhere) {
            tried = 0;
        }
        if (again.pause().isZero()) {
            send(again.reason(), outcome);
        } else {
            thread.executeAfter(
                    () -> send(again.reason(), outcome), again.pause().toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    /** Once more, unless nobody waits for it any more, or no target takes calls any more. */
    private void send(RetryReason reason, AttemptOutcome outcome) {
        if (over) {
            return;
        }
        int target = request.gone().getAsBoolean() ? -1 : targetAfter(reason);
        if (target < 0) {
            conclude(outcome);
            return;
        }
        if (attempt != null && !busy.holds(attempt)) {
            attempt.discard();
        }
        calls.counts().retried(reason);
        attempt(target);
    }

    private int targetAfter(RetryReason reason) {
        int next = upstream.choose(tried);
        // It was connected to, so the call is worth another attempt whatever became of others.
        return next < 0 && !reason.connecting() ? upstream.leastBad() : next;
    }

    private void conclude(AttemptOutcome outcome) {
        switch (outcome) {
            case AttemptOutcome.Answered answered -> succeed(answered);
            // A target that is busy has said more than one that is away.
            case AttemptOutcome.NotActedOn failed when busy.answer() != null -> succeed(busy.answer());
            case AttemptOutcome.NotActedOn failed ->
                fail(new Refusal(
                        RefusalCode.UPSTREAM_UNREACHABLE, "the upstream cannot be reached: " + words(failed.reason())));
            case AttemptOutcome.Ended ended -> fail(ended.refusal());
        }
    }

    private static String words(RetryReason reason) {
        return switch (reason) {
            case NAME -> "its name has no address, or none was found in time";
            case ADDRESS -> "its name leads to addresses that are never connected to";
            case CONNECT -> "it cannot be connected to";
            case HANDSHAKE -> "no TLS connection came about; its certificate or the connection's ca may be wrong";
            case STALE -> "it closes its connections";
            case NOT_PROCESSED -> "it does not take the request";
            case RATE_LIMITED, UNAVAILABLE -> "it is busy";
        };
    }

    private Duration left() {
        return request.timeout().minusNanos(System.nanoTime() - startedNanos);
    }

    private void noteWhatLeft() {
        if (attempt == null || attempt.forwarded() == Forwarded.NO) {
            return;
        }
        seenBy.add(attempt.target());
        if (attempt.forwarded().compareTo(forwarded) > 0) {
            forwarded = attempt.forwarded();
        }
    }

    private void lookLater() {
        Duration left = left();
        long pause = (left.compareTo(LOOK) < 0 ? left : LOOK).toMillis();
        look = thread.executeAfter(this::look, Math.max(0, pause), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (over) {
            return;
        }
        if (left().toMillis() <= 0) {
            timedOut();
            return;
        }
        if (!unheard && request.gone().perhaps()) {
            unheard = calls.giveUpPlace(request.limits().concurrent());
        }
        lookLater();
    }

    private void timedOut() {
        if (attempt == null) {
            return;
        }
        attempt.giveUp();
        noteWhatLeft();
        fail(new Refusal(
                RefusalCode.UPSTREAM_TIMEOUT,
                "the upstream did not answer within " + request.timeout().toMillis() + " ms"));
    }

    private void succeed(AttemptOutcome.Answered answered) {
        if (!answered.equals(busy.answer())) {
            busy.giveUpAnswer();
        }
        end();
        done.complete(new UpstreamAnswer(
                answered.status(), answered.headers(), answered.body(), nanos(), attempts, List.copyOf(seenBy)));
    }

    private void fail(Refusal refusal) {
        busy.giveUpAnswer();
        end();
        done.completeExceptionally(
                new UpstreamFailedException(refusal, forwarded, nanos(), attempts, List.copyOf(seenBy)));
    }

    private void end() {
        over = true;
        calls.end(unheard);
        if (look != null) {
            look.remove();
        }
    }

    private long nanos() {
        return System.nanoTime() - startedNanos;
    }
}

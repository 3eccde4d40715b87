package io.vectrail.edge.provider.upstream;

import io.undertow.client.ClientRequest;
import io.undertow.client.ClientResponse;
import io.undertow.connector.ByteBufferPool;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.event.Forwarded;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * One attempt of a call, at one target, on one I/O thread. Tells the target's standing whether it was answered.
 *
 * <pre>
 * LEASING ──► SENDING ──► WAITING ──► READING ──► answered
 *    └───────────┴───────────┴───────────┴──────► failed (the call is taken off its link)
 * </pre>
 */
final class Attempt implements ConnectionPool.Lease, Link.Passage, BodyWriting.Watcher, AnswerReading.Watcher {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final UpstreamRequest request;
    private final URI target;
    private final ConnectionPool pool;
    private final TargetStanding standing;
    private final UpstreamCounts counts;
    private final Consumer<AttemptOutcome> outcome;
    private final BodyWriting writing;
    private final AnswerReading reading;
    private Forwarded forwarded = Forwarded.NO;
    private boolean over;
    private ConnectionPool.@Nullable Pooled pooled;

    Attempt(
            UpstreamRequest request,
            Upstream upstream,
            int target,
            ConnectionPool pool,
            UpstreamCounts counts,
            ByteBufferPool buffers,
            Consumer<AttemptOutcome> outcome) {
        this.request = request;
        this.target = upstream.targets().uris().get(target);
        this.pool = pool;
        this.standing = upstream.standing(target);
        this.counts = counts;
        this.outcome = outcome;
        this.writing = new BodyWriting(request.body(), this);
        this.reading = new AnswerReading(request, buffers, this);
    }

    void start() {
        pool.lease(this);
    }

    URI target() {
        return target;
    }

    /** Whether the upstream saw the request. */
    Forwarded forwarded() {
        return forwarded;
    }

    /** Gives back the memory of an answer that nobody will read. */
    void discard() {
        reading.discard();
    }

    /** Nobody waits for it any more, the time being over. */
    void giveUp() {
        if (!end()) {
            return;
        }
        noteWhatLeft(breakage());
        if (pooled == null) {
            pool.forget(this);
        } else if (forwarded != Forwarded.YES) {
            standing.failed();
            if (pooled.kept()) {
                // Nobody answered on a link that had served before: the others that are kept may be as dead.
                pool.discardKept();
            }
        }
        leave();
        reading.discard();
    }

    @Override
    public boolean over() {
        return over;
    }

    @Override
    public void full() {
        counts.refused();
        fail(new Refusal(
                RefusalCode.RATE_LIMITED, "too many requests wait for a connection to the upstream; try again"));
    }

    @Override
    public void failed(RetryReason reason) {
        if (end()) {
            outcome.accept(new AttemptOutcome.NotActedOn(reason));
        }
    }

    @Override
    public void ready(ConnectionPool.Pooled leased) {
        ClientRequest head;
        try {
            head = Heads.request(request, target);
        } catch (RuntimeException e) {
            unmade(leased, e);
            return;
        }
        pooled = leased;
        leased.link().send(head, this);
    }

    /** Nothing was sent, so the link is as good as before. */
    private void unmade(ConnectionPool.Pooled leased, RuntimeException e) {
        over = true;
        pool.giveBackUnused(leased);
        // The stack says where; the message may quote a credential, so it stays out.
        LOG.error(
                "no request to {} can be made: {} at {}",
                target,
                e.getClass().getName(),
                e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]);
        outcome.accept(new AttemptOutcome.Ended(new Refusal(
                RefusalCode.INTERNAL_ERROR,
                "the gateway failed to make the request to the upstream; nothing was sent; tell its operator")));
    }

    @Override
    public boolean sent() {
        return writing.sent();
    }

    @Override
    public void writable(StreamSinkChannel out) {
        writing.to(out);
    }

    @Override
    public void writingBroke() {
        broke(breakage());
    }

    @Override
    public void answered(ClientResponse response, StreamSourceChannel in) {
        if (over) {
            return;
        }
        forwarded = Forwarded.YES;
        standing.answered();
        RateLimitHeaders.count(response.getResponseCode(), response.getResponseHeaders(), counts);
        reading.from(response, in);
    }

    @Override
    public void whole(AttemptOutcome.Answered answer) {
        if (!end()) {
            return;
        }
        if (!writing.sent() || request.unread()) {
            // What the server has not read of the request would be taken for the next one.
            leave();
        } else if (pooled != null) {
            pool.giveBack(pooled);
        }
        outcome.accept(answer);
    }

    @Override
    public void readingBroke() {
        broke(breakage());
    }

    @Override
    public void broke(Link.Breakage breakage) {
        if (!end()) {
            return;
        }
        noteWhatLeft(breakage);
        leave();
        if (forwarded == Forwarded.NO && pooled != null && pooled.kept()) {
            pool.discardKept();
            outcome.accept(new AttemptOutcome.NotActedOn(RetryReason.STALE));
        } else if (forwarded == Forwarded.NO) {
            standing.failed();
            outcome.accept(new AttemptOutcome.NotActedOn(RetryReason.CONNECT));
        } else if (forwarded == Forwarded.MAYBE && breakage == Link.Breakage.NOT_PROCESSED) {
            outcome.accept(new AttemptOutcome.NotActedOn(RetryReason.NOT_PROCESSED));
        } else {
            if (forwarded == Forwarded.MAYBE) {
                standing.failed();
            }
            reading.discard();
            outcome.accept(new AttemptOutcome.Ended(
                    new Refusal(RefusalCode.UPSTREAM_UNREACHABLE, "the connection to the upstream broke")));
        }
    }

    private Link.Breakage breakage() {
        return pooled == null ? Link.Breakage.UNTOUCHED : pooled.link().breakage(this);
    }

    private void noteWhatLeft(Link.Breakage breakage) {
        boolean untouched = breakage == Link.Breakage.UNTOUCHED || breakage() == Link.Breakage.UNTOUCHED;
        if (forwarded != Forwarded.YES && !untouched) {
            forwarded = Forwarded.MAYBE;
        }
    }

    @Override
    public void fail(Refusal refusal) {
        if (end()) {
            leave();
            reading.discard();
            outcome.accept(new AttemptOutcome.Ended(refusal));
        }
    }

    /** Takes itself off its link, which is of no more use to anybody where it carries one call at a time. */
    private void leave() {
        if (pooled != null) {
            pooled.link().abandon(this);
            pool.giveBack(pooled);
        }
    }

    /** True for the first outcome only: leaving a link calls back, saying that it broke. */
    private boolean end() {
        if (over) {
            return false;
        }
        over = true;
        return true;
    }
}

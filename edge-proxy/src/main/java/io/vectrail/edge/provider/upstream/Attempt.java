package io.vectrail.edge.provider.upstream;

import io.undertow.client.ClientRequest;
import io.undertow.client.ClientResponse;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.event.Forwarded;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
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
final class Attempt implements ConnectionPool.Lease, Link.Passage, BodyWriting.Watcher {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final UpstreamRequest request;
    private final URI target;
    private final ConnectionPool pool;
    private final TargetStanding standing;
    private final UpstreamCounts counts;
    private final ByteBufferPool buffers;
    private final Consumer<AttemptOutcome> outcome;
    private final BodyWriting writing;
    private final AnswerBody body;
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
        this.buffers = buffers;
        this.outcome = outcome;
        this.writing = new BodyWriting(request.body(), this);
        this.body = new AnswerBody(request.memory(), request.limits().mostResponseBytes());
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
        body.discard();
    }

    /** Nobody waits for it any more, the time being over. */
    void giveUp() {
        if (!end()) {
            return;
        }
        noteWhatLeft(breakage());
        if (pooled != null && forwarded != Forwarded.YES) {
            standing.failed();
        }
        leave();
        body.discard();
    }

    @Override
    public boolean over() {
        return over;
    }

    @Override
    public void full() {
        fail(RefusalCode.RATE_LIMITED, "too many requests wait for a connection to the upstream; try again");
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
        String doubt = Heads.doubt(response);
        if (doubt != null) {
            fail(RefusalCode.UPSTREAM_UNREADABLE, doubt);
            return;
        }
        RateLimitHeaders.count(response.getResponseCode(), response.getResponseHeaders(), counts);
        Headers headers = Heads.headers(response);
        if (headers.tooLarge()) {
            fail(
                    RefusalCode.UPSTREAM_UNREADABLE,
                    "the upstream's headers take more than " + Headers.MOST_BYTES + " bytes");
            return;
        }
        RefusedException noRoom = body.begin(Heads.contentLength(response));
        if (noRoom != null) {
            fail(noRoom.refusal());
            return;
        }
        int status = response.getResponseCode();
        in.getReadSetter().set(ready -> read(ready, status, headers));
        read(in, status, headers);
    }

    private void read(StreamSourceChannel in, int status, Headers headers) {
        if (over) {
            return;
        }
        try (PooledByteBuffer buffer = buffers.allocate()) {
            ByteBuffer chunk = buffer.getBuffer();
            while (true) {
                chunk.clear();
                int count = in.read(chunk);
                if (count < 0) {
                    succeed(status, headers);
                    return;
                }
                if (count == 0) {
                    in.resumeReads();
                    return;
                }
                RefusedException noRoom = body.append(chunk.flip());
                if (noRoom != null) {
                    fail(noRoom.refusal());
                    return;
                }
            }
        } catch (IOException e) {
            broke(breakage());
        }
    }

    private void succeed(int status, Headers headers) {
        if (!end()) {
            return;
        }
        if (!writing.sent()) {
            // An early answer to a request that is still being sent: the rest would be taken for the next one.
            leave();
        } else if (pooled != null) {
            pool.giveBack(pooled);
        }
        outcome.accept(new AttemptOutcome.Answered(status, headers, body.whole()));
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
            body.discard();
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

    private void fail(RefusalCode code, String message) {
        fail(new Refusal(code, message));
    }

    private void fail(Refusal refusal) {
        if (end()) {
            leave();
            body.discard();
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

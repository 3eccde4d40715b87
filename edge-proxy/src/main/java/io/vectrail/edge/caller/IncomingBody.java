package io.vectrail.edge.caller;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.vectrail.edge.exchange.MemoryBudget;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.edge.exchange.RequestBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads one request's body on its I/O thread: bounded in size, in time, and together with all others in memory. What it read it
 * hands over and holds no longer: the channel knows this reader for as long as it likes.
 */
final class IncomingBody implements RequestBody {

    private static final int MOST_BEFORE_IT_COMES = 16 * 1024;

    /** Who sends faster than it is thrown away has to let the thread's other connections have their turn, and its timers. */
    private static final int MOST_BUFFERS_AT_ONCE = 64;

    private final HttpServerExchange exchange;
    private final MemoryBudget.Share memory;
    private final Duration patience;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private @Nullable StreamSourceChannel channel;
    private long most;
    private @Nullable CompletableFuture<byte[]> waiting;
    private XnioExecutor.@Nullable Key timer;

    IncomingBody(HttpServerExchange exchange, MemoryBudget.Share memory, Duration patience) {
        this.exchange = exchange;
        this.memory = memory;
        this.patience = patience;
    }

    @Override
    public long announced() {
        return exchange.getRequestContentLength();
    }

    @Override
    public CompletionStage<byte[]> read(long mostBytes) {
        CompletableFuture<byte[]> done = new CompletableFuture<>();
        waiting = done;
        most = mostBytes;
        if (announced() > mostBytes) {
            tooLarge();
            return done;
        }
        StreamSourceChannel in = exchange.getRequestChannel();
        channel = in;
        if (in == null) {
            finish();
            return done;
        }
        // What is announced is not there yet, and many may announce much.
        bytes = new ByteArrayOutputStream(Math.clamp(announced(), 512, MOST_BEFORE_IT_COMES));
        in.getReadSetter().set(this::read);
        read(in);
        return done;
    }

    /**
     * Throws away what was not read and what the client still sends, then goes on. A connection that ends before that is
     * reset, and a client that sends before it reads loses its answer with it. Whoever calls bounds the time.
     */
    void discard(Runnable then) {
        StreamSourceChannel in = channel == null ? exchange.getRequestChannel() : channel;
        if (in == null) {
            then.run();
            return;
        }
        in.getReadSetter().set(rest -> discard(rest, then));
        discard(in, then);
    }

    private void discard(StreamSourceChannel in, Runnable then) {
        try (PooledByteBuffer pooled =
                exchange.getConnection().getByteBufferPool().allocate()) {
            ByteBuffer chunk = pooled.getBuffer();
            for (int i = 0; i < MOST_BUFFERS_AT_ONCE; i++) {
                int count = in.read(chunk.clear());
                if (count < 0) {
                    then.run();
                    return;
                }
                if (count == 0) {
                    break;
                }
            }
            in.resumeReads();
        } catch (IOException e) {
            then.run();
        }
    }

    private void read(StreamSourceChannel in) {
        if (waiting == null) {
            in.suspendReads();
            return;
        }
        try (PooledByteBuffer pooled =
                exchange.getConnection().getByteBufferPool().allocate()) {
            ByteBuffer chunk = pooled.getBuffer();
            while (waiting != null) {
                chunk.clear();
                int count = in.read(chunk);
                if (count < 0) {
                    finish();
                } else if (count == 0) {
                    waitForMore(in);
                    return;
                } else {
                    append(chunk.flip());
                }
            }
        } catch (IOException e) {
            fail(RefusalCode.INVALID_REQUEST, "the body ended before its announced end");
        }
    }

    private void append(ByteBuffer chunk) {
        int count = chunk.remaining();
        if (bytes.size() + (long) count > most) {
            tooLarge();
            return;
        }
        if (!memory.couldHold(count)) {
            fail(
                    RefusalCode.REQUEST_TOO_LARGE,
                    "the body is larger than the gateway can hold; send fewer inputs at once");
            return;
        }
        if (!memory.take(count)) {
            fail(RefusalCode.RATE_LIMITED, "the gateway holds as many bytes of bodies as it may; try again");
            return;
        }
        byte[] copy = new byte[count];
        chunk.get(copy);
        bytes.write(copy, 0, count);
    }

    private void waitForMore(StreamSourceChannel in) {
        if (timer == null) {
            timer = exchange.getIoThread().executeAfter(this::tooSlow, patience.toMillis(), TimeUnit.MILLISECONDS);
        }
        in.resumeReads();
    }

    private void finish() {
        byte[] whole = bytes.toByteArray();
        CompletableFuture<byte[]> done = over();
        if (done != null) {
            done.complete(whole);
        }
    }

    private void tooSlow() {
        fail(RefusalCode.INVALID_REQUEST, "the body did not arrive within " + patience.toSeconds() + " s");
    }

    private void tooLarge() {
        fail(
                RefusalCode.REQUEST_TOO_LARGE,
                "the body is larger than the " + most + " bytes that this connection takes; send fewer inputs at once");
    }

    private void fail(RefusalCode code, String message) {
        // What else the client sends belongs to no request that we will read.
        exchange.setPersistent(false);
        CompletableFuture<byte[]> done = over();
        if (done != null) {
            done.completeExceptionally(new RefusedException(code, message));
        }
    }

    /** Lets go of everything, before whoever waits goes on with it. */
    private @Nullable CompletableFuture<byte[]> over() {
        CompletableFuture<byte[]> done = waiting;
        waiting = null;
        bytes = new ByteArrayOutputStream(0);
        if (timer != null) {
            timer.remove();
            timer = null;
        }
        return done;
    }
}

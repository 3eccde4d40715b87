package io.vectrail.edge.provider.upstream;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.client.ClientResponse;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.event.Forwarded;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * One call to an upstream, on one I/O thread.
 *
 * <pre>
 * LEASING ──► SENDING ──► WAITING ──► READING ──► answered
 *    └───────────┴───────────┴───────────┴──────► failed (the connection is closed)
 * </pre>
 */
final class UpstreamCall implements ConnectionPool.Lease {

    private static final HttpString CONTENT_LENGTH = io.undertow.util.Headers.CONTENT_LENGTH;
    private static final int SLICE_BYTES = 128 * 1024;

    private final CompletableFuture<UpstreamAnswer> done = new CompletableFuture<>();
    private final long startedNanos = System.nanoTime();
    private final UpstreamRequest request;
    private final ConnectionPool pool;
    private final XnioIoThread thread;
    private final ByteBufferPool buffers;
    private final AnswerBody body;
    private Forwarded forwarded = Forwarded.NO;
    private boolean sent;
    private boolean over;
    private @Nullable ClientConnection connection;
    private XnioExecutor.@Nullable Key timer;

    UpstreamCall(UpstreamRequest request, ConnectionPool pool, XnioIoThread thread, ByteBufferPool buffers) {
        this.request = request;
        this.pool = pool;
        this.thread = thread;
        this.buffers = buffers;
        this.body = new AnswerBody(request.memory(), request.mostAnswerBytes());
    }

    CompletionStage<UpstreamAnswer> start() {
        timer = thread.executeAfter(this::timedOut, request.timeout().toMillis(), TimeUnit.MILLISECONDS);
        pool.lease(this);
        return done;
    }

    @Override
    public boolean over() {
        return over;
    }

    @Override
    public void failed(String reason) {
        fail(RefusalCode.UPSTREAM_UNREACHABLE, "the upstream cannot be reached: " + reason);
    }

    @Override
    public void ready(ClientConnection leased) {
        connection = leased;
        forwarded = Forwarded.MAYBE;
        leased.sendRequest(clientRequest(), callback(this::send));
    }

    private ClientRequest clientRequest() {
        URI target = request.target();
        ClientRequest sent =
                new ClientRequest().setMethod(new HttpString(request.method())).setPath(request.wirePath());
        for (Header field : request.headers().fields()) {
            sent.getRequestHeaders().add(new HttpString(field.name()), field.value());
        }
        sent.getRequestHeaders().put(io.undertow.util.Headers.HOST, target.getRawAuthority());
        sent.getRequestHeaders().put(CONTENT_LENGTH, request.body().length);
        return sent;
    }

    private void send(ClientExchange exchange) {
        exchange.setResponseListener(callback(this::respond));
        StreamSinkChannel out = exchange.getRequestChannel();
        ByteBuffer rest = ByteBuffer.wrap(request.body());
        out.getWriteSetter().set(ready -> write(ready, rest));
        write(out, rest);
    }

    private void write(StreamSinkChannel out, ByteBuffer rest) {
        try {
            while (rest.hasRemaining()) {
                // The channel copies what it is given, whole, before it writes a part of it.
                ByteBuffer slice = rest.slice(rest.position(), Math.min(rest.remaining(), SLICE_BYTES));
                int count = out.write(slice);
                if (count == 0) {
                    out.resumeWrites();
                    return;
                }
                rest.position(rest.position() + count);
            }
            out.shutdownWrites();
            if (out.flush()) {
                sent = true;
                out.suspendWrites();
            } else {
                out.resumeWrites();
            }
        } catch (IOException e) {
            broken();
        }
    }

    private void respond(ClientExchange exchange) {
        forwarded = Forwarded.YES;
        if (headers(exchange.getResponse()).tooLarge()) {
            fail(
                    RefusalCode.UPSTREAM_UNREADABLE,
                    "the upstream's headers take more than " + Headers.MOST_BYTES + " bytes");
            return;
        }
        RefusedException noRoom = body.begin(contentLength(exchange.getResponse()));
        if (noRoom != null) {
            fail(noRoom.refusal());
            return;
        }
        StreamSourceChannel in = exchange.getResponseChannel();
        in.getReadSetter().set(ready -> read(ready, exchange.getResponse()));
        read(in, exchange.getResponse());
    }

    private void read(StreamSourceChannel in, ClientResponse response) {
        try (PooledByteBuffer pooled = buffers.allocate()) {
            ByteBuffer chunk = pooled.getBuffer();
            while (true) {
                chunk.clear();
                int count = in.read(chunk);
                if (count < 0) {
                    succeed(response);
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
            broken();
        }
    }

    private void succeed(ClientResponse response) {
        if (!end()) {
            return;
        }
        if (connection != null && sent) {
            pool.giveBack(connection);
        } else {
            // An early answer to a request that is still being sent: the rest would be taken for the next one.
            IoUtils.safeClose(connection);
        }
        done.complete(new UpstreamAnswer(
                response.getResponseCode(), headers(response), body.whole(), System.nanoTime() - startedNanos));
    }

    /** -1 when it is no number: whatever comes is then counted as it comes. */
    private static long contentLength(ClientResponse response) {
        String announced = response.getResponseHeaders().getFirst(CONTENT_LENGTH);
        return announced != null && announced.matches("[0-9]{1,18}") ? Long.parseLong(announced) : -1;
    }

    private static Headers headers(ClientResponse response) {
        List<Header> fields = new ArrayList<>();
        for (HeaderValues values : response.getResponseHeaders()) {
            for (String value : values) {
                fields.add(new Header(values.getHeaderName().toString(), value));
            }
        }
        return new Headers(fields);
    }

    private void timedOut() {
        fail(
                RefusalCode.UPSTREAM_TIMEOUT,
                "the upstream did not answer within " + request.timeout().toMillis() + " ms");
    }

    private void broken() {
        fail(RefusalCode.UPSTREAM_UNREACHABLE, "the connection to the upstream broke");
    }

    private void fail(Refusal refusal) {
        fail(refusal.code(), refusal.message());
    }

    private void fail(RefusalCode code, String message) {
        if (!end()) {
            return;
        }
        body.discard();
        IoUtils.safeClose(connection);
        done.completeExceptionally(
                new UpstreamFailedException(code, forwarded, System.nanoTime() - startedNanos, message));
    }

    /** True for the first reason only: closing the connection calls back with one of its own, that it broke. */
    private boolean end() {
        if (over) {
            return false;
        }
        over = true;
        if (timer != null) {
            timer.remove();
        }
        return true;
    }

    private <T> ClientCallback<T> callback(Consumer<T> next) {
        return new ClientCallback<>() {
            @Override
            public void completed(T result) {
                next.accept(result);
            }

            @Override
            public void failed(IOException failure) {
                broken();
            }
        };
    }
}

package io.vectrail.edge.caller;

import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.MemoryBudget;
import io.vectrail.edge.exchange.Release;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.tls.ServerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * The data plane's listener. A request stays on the I/O thread of its connection from the first byte to the last.
 *
 * <pre>
 * LISTENING ──drain──► DRAINING (open requests end, their connections close) ──► CLOSED
 * </pre>
 */
public final class CallerListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallerListener.class);
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int BACKLOG = 1024;
    private static final int QUIET_LOOKS = 50;

    /** Bytes that are thrown away of a stranger's body so that its connection can be used once more. */
    private static final int STRANGERS_BODY = 64 << 10;

    /** A stranger is refused before its body is read. So long the rest is thrown away, so that the answer is seen. */
    private static final Duration STRANGERS_REST = Duration.ofSeconds(2);

    private final AtomicInteger underWay = new AtomicInteger();
    private final ListenerSettings settings;
    private final ArrivalReader arrivals;
    private final MemoryBudget memory;
    private final RefusedHeads refusedHeads = new RefusedHeads();
    private final Clock clock;
    private final @Nullable CallerTls tls;
    private final XnioWorker worker;
    private final ByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, 4096, 4);
    private volatile boolean draining;
    private @Nullable AcceptingChannel<? extends StreamConnection> server;
    private @Nullable OpenConnections connections;

    /**
     * Makes the I/O threads; nothing listens yet.
     *
     * @param encrypting what it speaks TLS with, and nothing else then; null: it does not. Stays its owner's to close
     */
    public CallerListener(ListenerSettings settings, @Nullable ServerTls encrypting, Clock clock, Supplier<UUID> ids) {
        this.settings = settings;
        this.clock = clock;
        this.tls = encrypting == null ? null : new CallerTls(encrypting, settings);
        this.arrivals = new ArrivalReader(clock, ids, tls == null ? null : tls.certificates());
        this.memory = new MemoryBudget(settings.inFlightBytes().bytes());
        this.worker = worker(settings);
    }

    /** The I/O threads: upstream calls use the same ones. */
    public XnioWorker worker() {
        return worker;
    }

    public ByteBufferPool buffers() {
        return buffers;
    }

    /** Bytes of bodies that are held. */
    public long bodyBytes() {
        return memory.held();
    }

    /** Connections of strangers that were closed to make room for others. */
    public long pushedOut() {
        return connections == null ? 0 : connections.pushedOut();
    }

    /** Requests whose head was refused before there was an exchange: they have no record. */
    public long refusedHeads() {
        return refusedHeads.count();
    }

    /** Handshakes that came to no end, or to a bad one: nothing of them is recorded. */
    public long failedHandshakes() {
        return tls == null ? 0 : tls.failedHandshakes();
    }

    /** Connections that are open, those whose handshake is under way among them. */
    public int openConnections() {
        return connections == null ? 0 : connections.count();
    }

    /** Requests under way. */
    public int underWay() {
        return underWay.get();
    }

    /**
     * Starts to listen.
     *
     * @param pipeline completes with what to release; never exceptionally
     * @throws ConfigurationException when the address is taken
     */
    public void start(Function<Arrival, CompletionStage<Release>> pipeline) {
        HttpOpenListener http = new HttpOpenListener(buffers, httpOptions());
        ChannelListener<StreamConnection> watched = connection -> {
            refusedHeads.watch(connection);
            http.handleEvent(connection);
        };
        OpenConnections opened = new OpenConnections(
                tls == null ? watched : tls.handshakes(watched),
                settings.connections(),
                settings.strangerConnections());
        http.setRootHandler(new HttpContinueReadHandler(exchange -> handle(exchange, opened, pipeline)));
        connections = opened;
        try {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getAllByName(settings.host())[0], settings.port());
            AcceptingChannel<? extends StreamConnection> accepting = tls == null
                    ? worker.createStreamConnectionServer(
                            address, ChannelListeners.openListenerAdapter(opened), socketOptions())
                    : tls.accepting(worker, address, opened, socketOptions());
            accepting.resumeAccepts();
            server = accepting;
        } catch (IOException e) {
            worker.shutdownNow();
            throw new ConfigurationException("cannot listen on " + settings.host() + ":" + settings.port()
                    + "; is the port in use? Set listen.port");
        }
    }

    private OptionMap httpOptions() {
        return OptionMap.builder()
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                .set(UndertowOptions.MAX_HEADER_SIZE, settings.headerBytes())
                .set(UndertowOptions.MAX_HEADERS, 200)
                .set(UndertowOptions.MAX_PARAMETERS, 100)
                // Without one: what is read and kept has the route's bound, what is thrown away has the time's.
                .set(UndertowOptions.MAX_ENTITY_SIZE, 0L)
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, (int) settings.idle().toMillis())
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int)
                        settings.bodyTimeout().toMillis())
                .set(UndertowOptions.IDLE_TIMEOUT, idleMillis())
                .set(UndertowOptions.DECODE_URL, false)
                .set(UndertowOptions.ALWAYS_SET_DATE, false)
                .getMap();
    }

    /** How many connections there may be is decided where it is known whose they are. */
    private OptionMap socketOptions() {
        return OptionMap.builder()
                .set(Options.WORKER_IO_THREADS, settings.ioThreads())
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BACKLOG, BACKLOG)
                .getMap();
    }

    /** The port that it got. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.getLocalAddress(InetSocketAddress.class).getPort();
    }

    /** Stops taking requests, and waits for those under way. */
    public void drain() {
        draining = true;
        if (server != null) {
            // The listening socket alone: connections are left to the requests on them.
            IoUtils.safeClose(server);
        }
        awaitQuiet(System.nanoTime() + settings.drain().toNanos());
    }

    /** Cuts what is still under way. */
    @Override
    public void close() {
        worker.shutdownNow();
        if (tls != null) {
            tls.close();
        }
        LOG.info("listener closed, {} requests cut", underWay.get());
    }

    private void handle(
            HttpServerExchange exchange, OpenConnections opened, Function<Arrival, CompletionStage<Release>> pipeline) {
        underWay.incrementAndGet();
        StreamConnection connection = ((AbstractServerConnection) exchange.getConnection()).getChannel();
        if (tls != null && !tls.certificates().stillBelieved(exchange)) {
            // As its next handshake would end.
            underWay.decrementAndGet();
            IoUtils.safeClose(connection);
            return;
        }
        opened.asking(connection);
        MemoryBudget.Share share = memory.share();
        IncomingBody body = new IncomingBody(exchange, share, settings.bodyTimeout());
        exchange.addExchangeCompleteListener((ended, next) -> {
            share.release();
            underWay.decrementAndGet();
            next.proceed();
        });
        LastPatience patience = new LastPatience();
        exchange.addExchangeCompleteListener(patience);
        Arrival arrival = arrivals.read(exchange, body, share);
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            var _ = pipeline.apply(arrival)
                    .thenAcceptAsync(
                            release -> {
                                if (release.toStranger()) {
                                    opened.stillStrange(connection);
                                }
                                release(exchange, arrival, body, release, patience);
                            },
                            arrival.ioThread())
                    .exceptionally(failure -> giveUp(exchange, failure));
        });
    }

    /** Nothing that fails here may leave a client waiting, nor be taken for an answer. */
    private static @Nullable Void giveUp(HttpServerExchange exchange, Throwable failure) {
        LOG.error("a release could not be written: {}", failure.getClass().getName());
        IoUtils.safeClose(exchange.getConnection());
        return null;
    }

    private void release(
            HttpServerExchange exchange, Arrival arrival, IncomingBody body, Release release, LastPatience patience) {
        if (draining || (tls != null && tls.certificates().endsSoon(exchange, clock.instant()))) {
            exchange.setPersistent(false);
            exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
        }
        if (release.toStranger() && !exchange.isRequestComplete() && !isSmall(exchange)) {
            exchange.setPersistent(false);
        }
        ReleaseWriter.write(exchange, arrival, body, release);
        patience.begin(exchange, release.toStranger() ? STRANGERS_REST : settings.idle());
    }

    /** A rest that is on its way already: to have a stranger open another connection would cost more than to read it. */
    private static boolean isSmall(HttpServerExchange exchange) {
        long announced = exchange.getRequestContentLength();
        return announced >= 0 && announced <= STRANGERS_BODY;
    }

    /**
     * A response may take as long to begin as people may take to decide, and then the upstream's whole timeout; only a peer that does
     * nothing after that is idle.
     */
    private int idleMillis() {
        return (int) settings.idle().plusMinutes(21).toMillis();
    }

    private void awaitQuiet(long until) {
        // Requests may still arrive on connections that clients keep open; so many quiet looks in a row end the wait.
        // Looks and not time: a machine that stops this thread for a while has not become quiet.
        int quietLooks = 0;
        while (System.nanoTime() < until && quietLooks < QUIET_LOOKS) {
            LockSupport.parkNanos(5_000_000L);
            quietLooks = underWay.get() == 0 ? quietLooks + 1 : 0;
        }
    }

    private static XnioWorker worker(ListenerSettings settings) {
        try {
            return Xnio.getInstance()
                    .createWorker(OptionMap.builder()
                            .set(Options.WORKER_NAME, "edge")
                            .set(Options.WORKER_IO_THREADS, settings.ioThreads())
                            .set(Options.WORKER_TASK_CORE_THREADS, 2)
                            .set(Options.WORKER_TASK_MAX_THREADS, 16)
                            .set(Options.TCP_NODELAY, true)
                            .getMap());
        } catch (IOException e) {
            throw new IllegalStateException("the I/O threads cannot be started", e);
        }
    }
}

package io.vectrail.replay.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.vectrail.replay.access.ViewingSettings;
import io.vectrail.replay.access.login.Entrance;
import io.vectrail.replay.config.GatewayDocuments;
import io.vectrail.replay.export.Exports;
import io.vectrail.replay.key.KeyRing;
import io.vectrail.replay.publish.AccessLog;
import io.vectrail.replay.reissue.Reissues;
import io.vectrail.replay.search.Records;
import io.vectrail.runtime.admin.AdminEndpoints;
import io.vectrail.runtime.config.Address;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.sealing.Sealer;
import io.vectrail.runtime.tls.ServerTls;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;

/** The listener: bounded in headers, bodies, connections and idle time. */
public final class WebServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int MOST_HEADER_BYTES = 32 << 10;
    private static final long MOST_BODY_BYTES = (1 << 20) + (64 << 10);
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int IDLE_MILLIS = 60_000;
    private static final int PARSE_MILLIS = 10_000;
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final Undertow server;
    private final GracefulShutdownHandler drain;
    private final ExecutorService threads;
    private final LiveResource live;

    private WebServer(Undertow server, GracefulShutdownHandler drain, ExecutorService threads, LiveResource live) {
        this.server = server;
        this.drain = drain;
        this.threads = threads;
        this.live = live;
    }

    /**
     * Starts to listen.
     *
     * @param tls what it speaks TLS with, and nothing else then; null: it does not. Stays its owner's to close
     * @throws ConfigurationException when the address is taken
     */
    public static WebServer start(
            Address address,
            @Nullable ServerTls tls,
            Records records,
            Entrance entrance,
            AdminEndpoints admin,
            @Nullable Sealer sealer,
            @Nullable GatewayDocuments documents,
            KeyRing keys,
            KeyRing tokens,
            ViewingSettings viewing,
            Approvals approvals,
            Risks risks,
            Alerts alerts,
            @Nullable Exports exports,
            @Nullable Reissues reissues,
            AccessLog log,
            MeterRegistry meters) {
        LiveResource live = new LiveResource(approvals.desk(), alerts.desk());
        Routes routes = Api.routes(
                records, entrance, admin, sealer, documents, keys, tokens, viewing, approvals, risks, alerts, exports,
                reissues, live);
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("call-", 0).factory());
        Guard guard = new Guard(entrance.people(), entrance.sessions());
        Trail trail = new Trail(log, viewing, Clock.systemUTC());
        GracefulShutdownHandler drain = new GracefulShutdownHandler(
                new HttpContinueReadHandler(new Dispatcher(routes, guard, trail, threads, meters)));
        Undertow server = listener(address, tls).setHandler(drain).build();
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new ConfigurationException("cannot listen on " + address.host() + ":" + address.port()
                    + "; is the port in use? Set listen.port");
        }
        if (tls != null) {
            tls.onChange(server.getListenerInfo().getFirst()::setSslContext);
        }
        return new WebServer(server, drain, threads, live);
    }

    /** The port that it got. */
    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    }

    /** Takes no new calls, and lets those under way end, for at most 10 s. */
    @Override
    public void close() {
        drain.shutdown();
        live.close();
        try {
            if (!drain.awaitShutdown(DRAIN.toMillis())) {
                LOG.warn("calls were still under way after {}", DRAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop();
        threads.shutdownNow();
    }

    private static Undertow.Builder listener(Address address, @Nullable ServerTls tls) {
        Undertow.Builder builder = Undertow.builder();
        return (tls == null
                        ? builder.addHttpListener(address.port(), address.host())
                        : builder.addHttpsListener(address.port(), address.host(), tls.context()))
                .setIoThreads(2)
                .setWorkerThreads(4)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MOST_HEADER_BYTES)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MOST_BODY_BYTES)
                .setServerOption(UndertowOptions.MAX_PARAMETERS, 50)
                .setServerOption(UndertowOptions.MAX_HEADERS, 100)
                .setServerOption(UndertowOptions.MAX_COOKIES, 50)
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, IDLE_MILLIS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_MILLIS)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .setSocketOption(Options.READ_TIMEOUT, IDLE_MILLIS)
                .setSocketOption(Options.WRITE_TIMEOUT, IDLE_MILLIS)
                .setSocketOption(Options.CONNECTION_HIGH_WATER, MOST_CONNECTIONS)
                .setSocketOption(Options.CONNECTION_LOW_WATER, MOST_CONNECTIONS)
                .setSocketOption(Options.BACKLOG, 128);
    }
}

package io.vectrail.edge.provider.upstream;

import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.vectrail.document.Targets;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.event.Forwarded;
import io.vectrail.runtime.health.Condition;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.OptionMap;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** Calls upstreams. Call and completion happen on the same I/O thread, that of the caller's connection. */
public final class UpstreamClient implements AutoCloseable {

    private final XnioWorker worker;
    private final ByteBufferPool buffers;
    private final UpstreamSettings settings;
    private final Lookups lookups;
    private final InstantSource clock;
    private final Map<String, Calls> connections = new ConcurrentHashMap<>();

    /**
     * A client.
     *
     * @param resolver finds the addresses of targets
     * @param clock what dates in Retry-After are compared with
     */
    public UpstreamClient(
            XnioWorker worker,
            ByteBufferPool buffers,
            UpstreamSettings settings,
            Resolver resolver,
            InstantSource clock) {
        this.worker = worker;
        this.buffers = buffers;
        this.settings = settings;
        this.lookups = new Lookups(resolver, settings.connecting());
        this.clock = clock;
    }

    /**
     * Sends the request and reads the whole answer.
     *
     * @return fails with {@link UpstreamFailedException} when none comes
     * @throws IllegalStateException when called off an I/O thread
     */
    public CompletionStage<UpstreamAnswer> call(UpstreamRequest request) {
        XnioIoThread thread = XnioIoThread.currentThread();
        if (thread == null) {
            throw new IllegalStateException("an upstream is called on an I/O thread");
        }
        Calls calls = calls(request.targets());
        Upstream to = calls.upstream(request.targets(), this::upstream);
        if (!calls.begin(request.limits().concurrent())) {
            Refusal refusal = new Refusal(
                    RefusalCode.RATE_LIMITED,
                    "connection " + request.targets().connection()
                            + " has as many calls under way as it may; try again");
            return CompletableFuture.failedFuture(new UpstreamFailedException(refusal, Forwarded.NO, 0, 0, List.of()));
        }
        return new UpstreamCall(request, to, calls, thread, buffers, clock).start();
    }

    /** What is counted of a connection; it goes on counting through changes of the document. */
    public UpstreamCounts counts(Targets targets) {
        return calls(targets).counts();
    }

    /** Targets of a connection that are set aside now. */
    public long aside(String connection) {
        Calls calls = connections.get(connection);
        return calls == null ? 0 : calls.upstream().aside();
    }

    /** Calls of a connection that are under way. */
    public int underWay(String connection) {
        Calls calls = connections.get(connection);
        return calls == null ? 0 : calls.underWay();
    }

    /** For the health page. Degraded at most: a provider that is away is no fault of the edge. */
    public Condition condition() {
        return UpstreamHealth.condition(connections.values().stream().map(Calls::upstream));
    }

    /** Forgets the connections that are not among these: a new document has them no more. Calls under way end as they would. */
    public void keep(Set<String> present) {
        connections.entrySet().removeIf(one -> {
            boolean gone = !present.contains(one.getKey());
            if (gone) {
                one.getValue().close();
            }
            return gone;
        });
    }

    private Calls calls(Targets targets) {
        Calls known = connections.get(targets.connection());
        if (known == null) {
            known = connections.computeIfAbsent(targets.connection(), name -> new Calls(upstream(targets)));
        }
        return known;
    }

    private Upstream upstream(Targets targets) {
        UndertowXnioSsl tls = targets.encrypted()
                ? new UndertowXnioSsl(
                        worker.getXnio(), OptionMap.EMPTY, buffers, Trust.context(targets.authorities()), worker)
                : null;
        return new Upstream(
                targets,
                System::nanoTime,
                settings,
                (target, thread) ->
                        new Connector(target, targets.http2(), tls, lookups, settings.connecting(), thread, buffers));
    }

    /** Closes idle connections; those in use end with their calls. */
    @Override
    public void close() {
        connections.values().forEach(Calls::close);
        lookups.close();
    }
}

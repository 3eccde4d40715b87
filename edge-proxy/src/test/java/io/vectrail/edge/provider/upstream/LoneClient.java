package io.vectrail.edge.provider.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.server.DefaultByteBufferPool;
import io.vectrail.document.Limits;
import io.vectrail.document.Targets;
import io.vectrail.document.TrustedAuthorities;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.MemoryBudget;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.runtime.config.ByteSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** An upstream client on one I/O thread, with nothing of the edge around it. */
final class LoneClient implements AutoCloseable {

    static final String BODY = "{\"model\":\"m\",\"input\":\"a word in time\"}";

    final UpstreamClient client;
    final MemoryBudget memory = new MemoryBudget(64 << 20);
    final AtomicBoolean gone = new AtomicBoolean();
    private final XnioWorker worker;
    private final XnioIoThread thread;
    private Duration timeout = Duration.ofSeconds(10);
    private volatile UpstreamRequest.Shown shown = LoneClient::shown;
    private int concurrent = 1000;
    private boolean unread;

    LoneClient() {
        this(Resolver.SYSTEM);
    }

    LoneClient(Resolver resolver) {
        this(resolver, UpstreamSettings.DEFAULT);
    }

    LoneClient(Resolver resolver, UpstreamSettings settings) {
        worker = worker();
        thread = worker.getIoThread();
        client = new UpstreamClient(
                worker, new DefaultByteBufferPool(true, 16 * 1024), settings, resolver, InstantSource.system());
    }

    private static XnioWorker worker() {
        try {
            return Xnio.getInstance()
                    .createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1, Options.WORKER_NAME, "caller"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoneClient within(Duration limit) {
        timeout = limit;
        return this;
    }

    LoneClient shows(UpstreamRequest.Shown credential) {
        shown = credential;
        return this;
    }

    LoneClient unread() {
        unread = true;
        return this;
    }

    LoneClient atMost(int calls) {
        concurrent = calls;
        return this;
    }

    static Targets targets(String... uris) {
        return new Targets("c", Arrays.stream(uris).map(URI::create).toList(), false, null);
    }

    static Targets http2(String uri, @Nullable TrustedAuthorities authorities) {
        return new Targets("c", List.of(URI.create(uri)), true, authorities);
    }

    CompletableFuture<UpstreamAnswer> call(Targets targets) {
        return call(targets, BODY);
    }

    CompletableFuture<UpstreamAnswer> call(Targets targets, String body) {
        Limits limits = limits();
        return CompletableFuture.supplyAsync(() -> callHere(targets, limits, body), thread)
                .thenCompose(answer -> answer);
    }

    /** Runs this on the I/O thread, and calls before that thread sees what came of it. */
    CompletableFuture<UpstreamAnswer> runThenCall(Runnable task, Targets targets) {
        Limits limits = limits();
        return CompletableFuture.supplyAsync(
                        () -> {
                            task.run();
                            return callHere(targets, limits, BODY);
                        },
                        thread)
                .thenCompose(answer -> answer);
    }

    /** So many calls, before any other event of the I/O thread. */
    List<CompletableFuture<UpstreamAnswer>> callInOneTurn(int count, Targets targets) {
        Limits limits = limits();
        return CompletableFuture.supplyAsync(
                        () -> Stream.generate(
                                        () -> callHere(targets, limits, BODY).toCompletableFuture())
                                .limit(count)
                                .toList(),
                        thread)
                .join();
    }

    private CompletionStage<UpstreamAnswer> callHere(Targets targets, Limits limits, String body) {
        return client.call(new UpstreamRequest(
                targets,
                limits,
                limits.timeout(),
                "POST",
                "/v1/embeddings?v=1",
                new Headers(List.of()),
                shown,
                body.getBytes(),
                unread,
                memory.share(),
                gone::get));
    }

    /** As a signature does, it says for whom it is. */
    static List<Header> shown(URI target, UpstreamRequest request) {
        return List.of(new Header("Authorization", "for " + request.uri(target)));
    }

    private Limits limits() {
        return new Limits(new ByteSize(1 << 20), new ByteSize(8 << 20), 100, timeout, concurrent);
    }

    /** What came of a call. */
    static UpstreamAnswer answer(CompletableFuture<UpstreamAnswer> call) throws Exception {
        return call.get(20, TimeUnit.SECONDS);
    }

    static void assertAnswer(CompletableFuture<UpstreamAnswer> call, String body, int attempts) throws Exception {
        UpstreamAnswer answer = LoneClient.answer(call);
        assertThat(new String(answer.body())).isEqualTo(body);
        assertThat(answer.attempts()).isEqualTo(attempts);
    }

    static UpstreamFailedException failure(CompletableFuture<UpstreamAnswer> call) throws Exception {
        Throwable failure = call.handle((answer, thrown) -> thrown).get(20, TimeUnit.SECONDS);
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof UpstreamFailedException failed) {
            return failed;
        }
        throw new AssertionError("the call did not fail as calls do", cause);
    }

    @Override
    public void close() {
        client.close();
        worker.shutdownNow();
    }
}

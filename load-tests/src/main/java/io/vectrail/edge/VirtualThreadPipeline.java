package io.vectrail.edge;

import io.vectrail.edge.document.Documents;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Release;
import io.vectrail.edge.identity.TokenIdentity;
import io.vectrail.edge.policy.Policy;
import io.vectrail.edge.provider.CredentialChoice;
import io.vectrail.edge.provider.Forwarding;
import io.vectrail.edge.provider.LargeBodies;
import io.vectrail.edge.provider.RefusalForm;
import io.vectrail.edge.provider.RequestReading;
import io.vectrail.edge.provider.ResponseReading;
import io.vectrail.edge.provider.Routing;
import io.vectrail.edge.provider.upstream.UpstreamClient;
import io.vectrail.edge.recorder.Recorder;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The pipeline's other cut: the same stages in the same order, on a virtual thread that waits for each. */
final class VirtualThreadPipeline {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Documents documents;
    private final TokenIdentity identity;
    private final Recorder recorder;
    private final CredentialChoice credentials;
    private final LargeBodies here = new LargeBodies(Runnable::run);
    private final UpstreamClient upstream;

    VirtualThreadPipeline(
            Documents documents,
            TokenIdentity identity,
            Recorder recorder,
            CredentialChoice credentials,
            UpstreamClient upstream) {
        this.documents = documents;
        this.identity = identity;
        this.recorder = recorder;
        this.credentials = credentials;
        this.upstream = upstream;
    }

    CompletionStage<Release> handle(Arrival arrival) {
        return CompletableFuture.supplyAsync(() -> run(arrival), threads);
    }

    private Release run(Arrival arrival) {
        Exchange exchange = new Exchange(arrival, documents.current());
        try {
            exchange.identified(
                    await(identity.identify(arrival, exchange.document().revocations())));
            Routing.route(exchange);
            recorder.received(exchange);
            onIoThread(arrival, () -> RequestReading.read(exchange, here));
            exchange.decided(Policy.onRequest(exchange).action().decision()).forwarding(Forwarding.headers(exchange));
            credentials.require(exchange);
            await(recorder.forwarding(exchange));
            exchange.answered(onIoThread(
                    arrival,
                    () -> credentials.call(
                            exchange,
                            (credential, timeout) -> upstream.call(
                                    Forwarding.request(exchange, credential, timeout, Clock.systemUTC())))));
            await(ResponseReading.read(exchange, here));
            Policy.onResponse(exchange);
            exchange.released(ResponseReading.release(exchange));
        } catch (RuntimeException e) {
            exchange.released(RefusalForm.release(exchange, Failures.refusal(exchange, e)));
        }
        return await(recorder.ended(exchange)).release();
    }

    private static <T> T onIoThread(Arrival arrival, Supplier<CompletionStage<T>> call) {
        return CompletableFuture.supplyAsync(call, arrival.ioThread())
                .thenCompose(stage -> stage)
                .join();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}

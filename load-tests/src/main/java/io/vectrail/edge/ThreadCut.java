package io.vectrail.edge;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vectrail.document.AllowList;
import io.vectrail.document.DocumentReader;
import io.vectrail.document.key.KeyKind;
import io.vectrail.document.key.KeyVerifier;
import io.vectrail.edge.analyzer.Analyzers;
import io.vectrail.edge.approval.Approvals;
import io.vectrail.edge.approval.HoldLimits;
import io.vectrail.edge.approval.HoldSettings;
import io.vectrail.edge.caller.CallerListener;
import io.vectrail.edge.caller.ListenerSettings;
import io.vectrail.edge.document.Documents;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Release;
import io.vectrail.edge.identity.Identity;
import io.vectrail.edge.identity.TokenIdentity;
import io.vectrail.edge.key.CallerKeys;
import io.vectrail.edge.limit.Limits;
import io.vectrail.edge.provider.CredentialChoice;
import io.vectrail.edge.provider.LargeBodies;
import io.vectrail.edge.provider.upstream.Resolver;
import io.vectrail.edge.provider.upstream.UpstreamClient;
import io.vectrail.edge.provider.upstream.UpstreamSettings;
import io.vectrail.edge.recorder.OwedEnds;
import io.vectrail.edge.recorder.Recorder;
import io.vectrail.edge.recorder.Strangers;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.JournalSettings;
import io.vectrail.edge.risk.RiskScores;
import io.vectrail.runtime.config.ByteSize;
import io.vectrail.runtime.token.IssuerSettings;
import io.vectrail.runtime.token.TokenVerifier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * An edge with its journal and its fsync, without a shipper, in one of two cuts: continuations on the I/O thread, as the
 * product has it, or a virtual thread for each request. Prints its port.
 *
 * <p>Arguments: {@code continuations|virtual-threads}, the data folder, the upstream's address, the issuer, its key set.
 */
public final class ThreadCut {

    private ThreadCut() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        Path data = Path.of(arguments[1]);
        Clock clock = Clock.systemUTC();
        Journal journal = Journal.open(JournalSettings.in(data.resolve("journal")), clock);
        TokenVerifier tokens = new TokenVerifier(
                List.of(new IssuerSettings(arguments[3], URI.create(arguments[4]), "vectrail", null)), null, clock);
        tokens.awaitKeys(Duration.ofSeconds(10));
        CallerListener listener = new CallerListener(settings(), null, clock, UuidCreator::getTimeOrderedEpochPlus1);
        Documents documents = documents(data, arguments[2]);
        TokenIdentity identity =
                new TokenIdentity(tokens, new KeyVerifier(KeyKind.CALLER, new CallerKeys(Map.of()), clock));
        Recorder recorder =
                new Recorder("measured", journal, new Strangers(journal), new OwedEnds(journal, clock), clock);
        UpstreamClient upstream = new UpstreamClient(
                listener.worker(), listener.buffers(), UpstreamSettings.DEFAULT, Resolver.SYSTEM, clock);
        CredentialChoice credentials = new CredentialChoice(clock, (connection, credential) -> {});
        Function<Arrival, CompletionStage<Release>> cut = arguments[0].equals("continuations")
                ? new Pipeline(
                        documents,
                        new Identity(identity, null),
                        recorder,
                        new Analyzers(upstream, listener.worker(), (detector, nanos, failure) -> {}),
                        new RiskScores(clock),
                        new Approvals(
                                HoldLimits.of(HoldSettings.DEFAULT, 256L << 20),
                                recorder::held,
                                UuidCreator::getTimeOrderedEpochPlus1,
                                clock),
                        new Limits(clock),
                        credentials,
                        upstream,
                        new LargeBodies(listener.worker()),
                        1000,
                        clock)::handle
                : new VirtualThreadPipeline(documents, identity, recorder, credentials, upstream)::handle;
        listener.start(cut);
        System.out.println("port " + listener.port());
    }

    private static Documents documents(Path data, String upstream) throws IOException {
        Path file = data.resolve("gateway.yaml");
        Files.writeString(
                file,
                "version: 1\nconnections:\n  - { name: openai, provider: openai, target: \"" + upstream
                        + "\", credential: measured }\n");
        AllowList allow = new AllowList(List.of("127.0.0.1:*"), null, null, true);
        DocumentReader reader = new DocumentReader(allow, Map.of(), null, null);
        return new Documents(reader.read(file.toString(), Files.readAllBytes(file)));
    }

    private static ListenerSettings settings() {
        Duration patience = Duration.ofSeconds(30);
        return new ListenerSettings(
                "127.0.0.1",
                0,
                Runtime.getRuntime().availableProcessors(),
                10_000,
                2_500,
                1_000,
                new ByteSize(256L << 20),
                65_536,
                patience,
                patience,
                patience,
                null);
    }
}

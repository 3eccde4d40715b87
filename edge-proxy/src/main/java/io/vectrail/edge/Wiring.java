package io.vectrail.edge;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vectrail.document.CredentialWatch;
import io.vectrail.document.DocumentReader;
import io.vectrail.document.key.KeyKind;
import io.vectrail.document.key.KeyVerifier;
import io.vectrail.edge.analyzer.Analyzers;
import io.vectrail.edge.approval.ApprovalFollower;
import io.vectrail.edge.approval.ApprovalSettings;
import io.vectrail.edge.approval.Approvals;
import io.vectrail.edge.approval.HoldLimits;
import io.vectrail.edge.caller.CallerListener;
import io.vectrail.edge.document.DocumentFollower;
import io.vectrail.edge.document.Documents;
import io.vectrail.edge.document.FollowerSettings;
import io.vectrail.edge.document.JournalDepth;
import io.vectrail.edge.identity.CertificateIdentity;
import io.vectrail.edge.identity.CertificateSettings;
import io.vectrail.edge.identity.Identity;
import io.vectrail.edge.identity.TokenIdentity;
import io.vectrail.edge.key.KeyFollower;
import io.vectrail.edge.key.KeySettings;
import io.vectrail.edge.limit.Limits;
import io.vectrail.edge.limit.Sharing;
import io.vectrail.edge.limit.SharingSettings;
import io.vectrail.edge.provider.CredentialChoice;
import io.vectrail.edge.provider.LargeBodies;
import io.vectrail.edge.provider.upstream.Resolver;
import io.vectrail.edge.provider.upstream.UpstreamClient;
import io.vectrail.edge.provider.upstream.UpstreamSettings;
import io.vectrail.edge.recorder.Interrupted;
import io.vectrail.edge.recorder.OwedEnds;
import io.vectrail.edge.recorder.Recorder;
import io.vectrail.edge.recorder.Recovered;
import io.vectrail.edge.recorder.Strangers;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.JournalSettings;
import io.vectrail.edge.recorder.shipper.Lag;
import io.vectrail.edge.recorder.shipper.ShippedHint;
import io.vectrail.edge.recorder.shipper.Shipper;
import io.vectrail.edge.recorder.shipper.ShipperSettings;
import io.vectrail.edge.risk.CallersSettings;
import io.vectrail.edge.risk.RiskFollower;
import io.vectrail.edge.risk.RiskScores;
import io.vectrail.edge.telemetry.ApprovalMeters;
import io.vectrail.edge.telemetry.CredentialMeters;
import io.vectrail.edge.telemetry.DetectorMeters;
import io.vectrail.edge.telemetry.ExchangeMeters;
import io.vectrail.edge.telemetry.JournalMeters;
import io.vectrail.edge.telemetry.RiskMeters;
import io.vectrail.edge.telemetry.SetAsidePages;
import io.vectrail.edge.telemetry.ShipperMeters;
import io.vectrail.edge.telemetry.UpstreamMeters;
import io.vectrail.runtime.admin.AdminEndpoints;
import io.vectrail.runtime.admin.AdminListener;
import io.vectrail.runtime.health.Condition;
import io.vectrail.runtime.health.Health;
import io.vectrail.runtime.sealing.Unsealer;
import io.vectrail.runtime.tls.ServerTls;
import io.vectrail.runtime.token.TokenVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The graph of one edge, made by hand, started and stopped in order. */
final class Wiring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
    private static final Duration CATCHING_UP = Duration.ofSeconds(5);

    private final DocumentFollower document;
    private final KeyFollower keys;
    private final Approvals approvals;
    private final ApprovalFollower decisions;
    private final RiskScores scores;
    private final RiskFollower risk;
    private final Journal journal;
    private final Strangers strangers;
    private final OwedEnds owed;
    private final Shipper shipper;
    private final Sharing sharing;
    private final TokenVerifier tokens;
    private final CredentialWatch credentials;
    private final UpstreamClient upstream;
    private final Analyzers analyzers;
    private final @Nullable ServerTls tls;
    private final CallerListener listener;
    private final AdminListener admin;
    private volatile boolean listening;

    /** Starts everything; the listener comes last, when whatever it needs is there. */
    Wiring(EdgeConfig config, Map<String, String> environment, Clock clock) throws IOException, InterruptedException {
        // First: what is wrong with its files is found before anything is opened.
        tls = config.listen().tls() == null
                ? null
                : ServerTls.start(config.listen().tls(), clock);
        document = new DocumentFollower(
                new FollowerSettings(
                        config.edge(), config.document(), config.kafka(), config.registry(), config.topics()),
                config.data().resolve("document"),
                documentReader(config, environment),
                clock);
        Documents documents = document.documents();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Path folder = config.data().resolve("journal");
        JournalMeters journalMeters = new JournalMeters(meters);
        journal = Journal.open(new JournalSettings(folder, config.journal()), clock, journalMeters);
        ShippedHint hint = new ShippedHint(folder.resolve("shipped"), journal.epoch());
        owed = new OwedEnds(journal, clock);
        Recovered recovered = Interrupted.end(journal, hint.recall(), owed);
        strangers = new Strangers(journal);
        journalMeters.watch(journal, owed, strangers);
        shipper = new Shipper(
                new ShipperSettings(config.edge(), config.kafka(), config.registry(), config.topics()),
                journal,
                hint,
                config.data().resolve("set-aside"),
                clock);
        document.start(this::depth);
        keys = new KeyFollower(
                new KeySettings(config.kafka(), config.registry(), config.topics()),
                config.data().resolve("caller-keys"));
        keys.start();
        Limits limits = new Limits(clock);
        sharing = new Sharing(
                new SharingSettings(config.edge(), config.kafka(), config.registry(), config.topics()),
                limits,
                () -> documents.current().rules().countsOverTime(),
                clock);
        Recorder recorder = new Recorder(config.edge(), journal, strangers, owed, clock);
        approvals = new Approvals(
                HoldLimits.of(config.hold(), config.listen().inFlightBytes().bytes()),
                recorder::held,
                UuidCreator::getTimeOrderedEpochPlus1,
                clock);
        decisions = new ApprovalFollower(
                new ApprovalSettings(config.kafka(), config.registry(), config.topics()), approvals, clock);
        decisions.start();
        scores = new RiskScores(clock);
        risk = new RiskFollower(new CallersSettings(config.kafka(), config.registry(), config.topics()), scores);
        risk.start();
        CertificateSettings certificates = config.certificates();
        tokens = new TokenVerifier(
                config.issuers(),
                certificates == null ? List.of() : List.of(certificates.prefix()),
                config.data().resolve("keys"),
                clock);
        listener = new CallerListener(config.listen(), tls, clock, UuidCreator::getTimeOrderedEpochPlus1);
        upstream = new UpstreamClient(
                listener.worker(), listener.buffers(), UpstreamSettings.DEFAULT, Resolver.SYSTEM, clock);
        DetectorMeters detectorMeters = new DetectorMeters(meters);
        analyzers = new Analyzers(
                new UpstreamClient(
                        listener.worker(), listener.buffers(), UpstreamSettings.ANALYZERS, Resolver.SYSTEM, clock),
                listener.worker(),
                detectorMeters);
        CredentialMeters credentialMeters = new CredentialMeters(meters, clock);
        UpstreamMeters upstreamMeters = new UpstreamMeters(meters, upstream);
        credentials = CredentialWatch.start(documents::current, clock, inForce -> {
            credentialMeters.show(inForce);
            upstreamMeters.show(inForce);
            upstream.keep(inForce.connections().keySet());
            analyzers.keep(inForce);
            detectorMeters.keep(inForce);
        });
        Pipeline pipeline = new Pipeline(
                documents,
                new Identity(
                        new TokenIdentity(tokens, new KeyVerifier(KeyKind.CALLER, keys.keys(), clock)),
                        certificates == null ? null : new CertificateIdentity(certificates)),
                recorder,
                analyzers,
                scores,
                approvals,
                limits,
                new CredentialChoice(clock, credentialMeters),
                upstream,
                new LargeBodies(listener.worker()),
                config.listen().inFlight(),
                clock);
        measure(meters);
        ExchangeMeters exchangeMeters = new ExchangeMeters(meters);
        SetAsidePages setAside = new SetAsidePages(shipper);
        admin = AdminListener.start(
                config.admin(),
                new AdminEndpoints("edge", health(documents, recovered), meters, setAside.pages(), setAside.actions()));
        shipper.start();
        // What was published while this edge was away is in force before it serves, unless Kafka is away.
        if (document.awaitCaughtUp(CATCHING_UP)) {
            keys.awaitCaughtUp(CATCHING_UP);
            decisions.awaitCaughtUp(CATCHING_UP);
            risk.awaitCaughtUp(CATCHING_UP);
        }
        // And so is what it let through before.
        sharing.start();
        sharing.awaitRecalled(CATCHING_UP);
        listener.start(arrival ->
                pipeline.handle(arrival).whenComplete((release, failure) -> exchangeMeters.released(arrival, release)));
        listening = true;
        LOG.info("edge {} listens on {}, admin on {}", config.edge(), listener.port(), admin.port());
    }

    /** What reads documents within what the operator allows. */
    static DocumentReader documentReader(EdgeConfig config, Map<String, String> environment) {
        return new DocumentReader(
                config.allow(),
                environment,
                config.sealing() == null ? null : Unsealer.with(config.sealing()),
                config.masking() == null ? null : config.masking().maskKey());
    }

    int port() {
        return listener.port();
    }

    int adminPort() {
        return admin.port();
    }

    /** Bytes of bodies that are held, copies included. */
    long bodyBytes() {
        return listener.bodyBytes();
    }

    /** Requests refused for their head. */
    long refusedHeads() {
        return listener.refusedHeads();
    }

    /** Waits until callers can be told apart, up to 10 s; false when they still cannot. */
    boolean awaitKeys() throws InterruptedException {
        return tokens.awaitKeys(Duration.ofSeconds(10));
    }

    /**
     * Drains the listener, then closes what it used, makes durable what it recorded, and ships that. A step that fails keeps none
     * of the later ones from being done.
     */
    @Override
    public void close() {
        List<AutoCloseable> steps = List.of(
                approvals::drain,
                listener::drain,
                upstream,
                analyzers,
                listener,
                strangers,
                owed,
                sharing,
                shipper,
                journal,
                tokens,
                credentials,
                keys,
                decisions,
                risk,
                document,
                tls == null ? () -> {} : tls,
                admin);
        for (AutoCloseable step : steps) {
            try {
                step.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("a part did not stop in order", e);
            }
        }
    }

    private Health health(Documents documents, Recovered recovered) {
        Health health = new Health();
        health.register(
                "listener",
                () -> listening
                        ? new Condition.Up("takes requests")
                        : new Condition.Down(
                                "takes no requests yet: it waits for what was published while it was away"));
        health.register("journal", journal::condition);
        health.register("recovery", () -> recovered.condition(journal));
        health.register("shipper", shipper::condition);
        health.register("limits", sharing::condition);
        health.register("document", document::condition);
        health.register("keys", keys::condition);
        health.register("approvals", decisions::condition);
        health.register("risk", risk::condition);
        health.register("credentials", credentials::condition);
        health.register("upstreams", upstream::condition);
        health.register("detectors", () -> analyzers.condition(documents.current()));
        if (tls != null) {
            health.register("tls", tls::condition);
        }
        tokens.reportTo(health);
        return health;
    }

    private JournalDepth depth() {
        Lag lag = shipper.lag();
        return new JournalDepth(lag.bytes(), lag.seconds());
    }

    private void measure(MeterRegistry meters) {
        new JvmMemoryMetrics().bindTo(meters);
        new JvmGcMetrics().bindTo(meters);
        Gauge.builder("vectrail.edge.under.way", listener, CallerListener::underWay)
                .description("requests under way")
                .register(meters);
        FunctionCounter.builder("vectrail.edge.connections.pushed.out", listener, CallerListener::pushedOut)
                .description("connections of strangers closed to make room for others")
                .register(meters);
        FunctionCounter.builder("vectrail.edge.heads.refused", listener, CallerListener::refusedHeads)
                .description("requests refused for their head, before there was an exchange to record")
                .register(meters);
        FunctionCounter.builder("vectrail.edge.handshakes.failed", listener, CallerListener::failedHandshakes)
                .description("TLS handshakes that came to no end, or to a bad one")
                .register(meters);
        Gauge.builder("vectrail.edge.connections.open", listener, CallerListener::openConnections)
                .description("connections of callers that are open")
                .register(meters);
        Gauge.builder("vectrail.edge.body.bytes", listener, CallerListener::bodyBytes)
                .description("bytes of bodies held")
                .register(meters);
        ShipperMeters.bind(meters, shipper);
        ApprovalMeters.bind(meters, approvals);
        RiskMeters.bind(meters, scores);
    }
}

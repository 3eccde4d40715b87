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
import io.vectrail.edge.caller.CallerListener;
import io.vectrail.edge.document.Documents;
import io.vectrail.edge.identity.TokenIdentity;
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
import io.vectrail.edge.recorder.shipper.ShippedHint;
import io.vectrail.edge.recorder.shipper.Shipper;
import io.vectrail.edge.recorder.shipper.ShipperSettings;
import io.vectrail.edge.telemetry.CredentialMeters;
import io.vectrail.edge.telemetry.ExchangeMeters;
import io.vectrail.edge.telemetry.JournalMeters;
import io.vectrail.edge.telemetry.SetAsidePages;
import io.vectrail.edge.telemetry.ShipperMeters;
import io.vectrail.edge.telemetry.UpstreamMeters;
import io.vectrail.runtime.admin.AdminEndpoints;
import io.vectrail.runtime.admin.AdminListener;
import io.vectrail.runtime.health.Condition;
import io.vectrail.runtime.health.Health;
import io.vectrail.runtime.sealing.Unsealer;
import io.vectrail.runtime.token.TokenVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The graph of one edge, made by hand, started and stopped in order. */
final class Wiring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private final Journal journal;
    private final Strangers strangers;
    private final OwedEnds owed;
    private final Shipper shipper;
    private final TokenVerifier tokens;
    private final CredentialWatch credentials;
    private final UpstreamClient upstream;
    private final CallerListener listener;
    private final AdminListener admin;

    /** Starts everything; the listener comes last, when whatever it needs is there. */
    Wiring(EdgeConfig config, Map<String, String> environment, Clock clock) throws IOException, InterruptedException {
        Documents documents = documents(config, environment);
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
        tokens = new TokenVerifier(config.issuers(), config.data().resolve("keys"), clock);
        listener = new CallerListener(config.listen(), clock, UuidCreator::getTimeOrderedEpochPlus1);
        upstream = new UpstreamClient(
                listener.worker(), listener.buffers(), UpstreamSettings.DEFAULT, Resolver.SYSTEM, clock);
        CredentialMeters credentialMeters = new CredentialMeters(meters, clock);
        credentials = CredentialWatch.start(documents::current, clock, credentialMeters::show);
        Pipeline pipeline = new Pipeline(
                documents,
                new TokenIdentity(tokens),
                new Recorder(config.edge(), journal, strangers, owed, clock),
                new CredentialChoice(clock, credentialMeters),
                upstream,
                new LargeBodies(listener.worker()),
                config.listen().inFlight(),
                clock);
        measure(meters);
        UpstreamMeters.bind(meters, upstream, documents.current());
        ExchangeMeters exchangeMeters = new ExchangeMeters(meters);
        SetAsidePages setAside = new SetAsidePages(shipper);
        admin = AdminListener.start(
                config.admin(),
                new AdminEndpoints("edge", health(documents, recovered), meters, setAside.pages(), setAside.actions()));
        shipper.start();
        listener.start(arrival ->
                pipeline.handle(arrival).whenComplete((release, failure) -> exchangeMeters.released(arrival, release)));
        LOG.info("edge {} listens on {}, admin on {}", config.edge(), listener.port(), admin.port());
    }

    private static Documents documents(EdgeConfig config, Map<String, String> environment) {
        return Documents.fromDisk(
                config.data().resolve("document").resolve("gateway.yaml"), documentReader(config, environment));
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
                listener::drain, upstream, listener, strangers, owed, shipper, journal, tokens, credentials, admin);
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
        health.register("journal", journal::condition);
        health.register("recovery", () -> recovered.condition(journal));
        health.register("shipper", shipper::condition);
        health.register("document", () -> new Condition.Up(documents.current().hash()));
        health.register("credentials", credentials::condition);
        health.register("upstreams", upstream::condition);
        tokens.reportTo(health);
        return health;
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
        Gauge.builder("vectrail.edge.body.bytes", listener, CallerListener::bodyBytes)
                .description("bytes of bodies held")
                .register(meters);
        ShipperMeters.bind(meters, shipper);
    }
}

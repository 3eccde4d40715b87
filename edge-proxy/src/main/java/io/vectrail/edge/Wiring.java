package io.vectrail.edge;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vectrail.edge.caller.CallerListener;
import io.vectrail.edge.document.DocumentReader;
import io.vectrail.edge.document.Documents;
import io.vectrail.edge.identity.TokenIdentity;
import io.vectrail.edge.provider.upstream.UpstreamClient;
import io.vectrail.edge.provider.upstream.UpstreamSettings;
import io.vectrail.edge.recorder.Interrupted;
import io.vectrail.edge.recorder.OwedEnds;
import io.vectrail.edge.recorder.Recorder;
import io.vectrail.edge.recorder.Strangers;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.JournalSettings;
import io.vectrail.edge.recorder.shipper.ShippedHint;
import io.vectrail.edge.recorder.shipper.Shipper;
import io.vectrail.edge.recorder.shipper.ShipperSettings;
import io.vectrail.edge.telemetry.ExchangeMeters;
import io.vectrail.runtime.admin.AdminEndpoints;
import io.vectrail.runtime.admin.AdminListener;
import io.vectrail.runtime.health.Condition;
import io.vectrail.runtime.health.Health;
import io.vectrail.runtime.token.TokenVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The graph of one edge, made by hand, started in order and stopped in the opposite one. */
final class Wiring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private final Journal journal;
    private final Strangers strangers;
    private final OwedEnds owed;
    private final Shipper shipper;
    private final TokenVerifier tokens;
    private final UpstreamClient upstream;
    private final CallerListener listener;
    private final AdminListener admin;

    /** Starts everything; the listener comes last, when whatever it needs is there. */
    Wiring(EdgeConfig config, Map<String, String> environment, Clock clock) throws IOException {
        Documents documents = Documents.fromDisk(
                config.data().resolve("document").resolve("gateway.yaml"),
                new DocumentReader(config.allow(), environment));
        journal = Journal.open(journalSettings(config), clock);
        ShippedHint hint = new ShippedHint(config.data().resolve("journal").resolve("shipped"));
        Interrupted.end(journal, hint.recall(), clock);
        strangers = new Strangers(journal);
        owed = new OwedEnds(journal, clock);
        shipper = new Shipper(
                new ShipperSettings(config.edge(), config.kafka(), config.registry(), config.topics()),
                journal,
                hint,
                clock);
        tokens = new TokenVerifier(config.issuers(), config.data().resolve("keys"), clock);
        listener = new CallerListener(config.listen(), clock, UuidCreator::getTimeOrderedEpochPlus1);
        upstream = new UpstreamClient(listener.worker(), listener.buffers(), UpstreamSettings.DEFAULT);
        Pipeline pipeline = new Pipeline(
                documents,
                new TokenIdentity(tokens),
                new Recorder(config.edge(), journal, strangers, owed, clock),
                upstream,
                config.listen().inFlight());
        PrometheusMeterRegistry meters = meters();
        ExchangeMeters exchangeMeters = new ExchangeMeters(meters);
        admin = AdminListener.start(config.admin(), new AdminEndpoints("edge", health(documents), meters));
        shipper.start();
        listener.start(arrival ->
                pipeline.handle(arrival).whenComplete((release, failure) -> exchangeMeters.released(arrival, release)));
        LOG.info("edge {} listens on {}, admin on {}", config.edge(), listener.port(), admin.port());
    }

    int port() {
        return listener.port();
    }

    /** Waits until callers can be told apart, up to 10 s; false when they still cannot. */
    boolean awaitKeys() throws InterruptedException {
        return tokens.awaitKeys(Duration.ofSeconds(10));
    }

    /** Drains the listener, then makes durable and ships what it recorded. */
    @Override
    public void close() throws IOException {
        upstream.close();
        listener.stop();
        strangers.close();
        owed.close();
        shipper.close();
        journal.close();
        tokens.close();
        admin.close();
    }

    private static JournalSettings journalSettings(EdgeConfig config) {
        Path folder = config.data().resolve("journal");
        JournalSettings defaults = JournalSettings.in(folder);
        return new JournalSettings(
                folder,
                defaults.segmentBytes(),
                config.journalBytes().bytes(),
                defaults.leastFreeBytes(),
                defaults.mostQueuedBytes());
    }

    private Health health(Documents documents) {
        Health health = new Health();
        health.register("journal", journal::condition);
        health.register("shipper", shipper::condition);
        health.register("document", () -> new Condition.Up(documents.current().hash()));
        tokens.reportTo(health);
        return health;
    }

    private PrometheusMeterRegistry meters() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmGcMetrics().bindTo(meters);
        Gauge.builder("vectrail.edge.under.way", listener, CallerListener::underWay)
                .description("requests under way")
                .register(meters);
        Gauge.builder("vectrail.edge.body.bytes", listener, CallerListener::bodyBytes)
                .description("bytes of bodies held")
                .register(meters);
        Gauge.builder("vectrail.edge.journal.bytes", journal, Journal::bytes)
                .description("bytes of the journal on the disk")
                .register(meters);
        Gauge.builder("vectrail.edge.owed.ends", owed, OwedEnds::count)
                .description("exchanges whose end the journal has not taken yet")
                .register(meters);
        Gauge.builder("vectrail.edge.strangers.dropped", strangers, Strangers::dropped)
                .description("refusals of unknown callers that could not be recorded")
                .register(meters);
        Gauge.builder("vectrail.edge.shipped", shipper, Shipper::published)
                .description("events published since the start")
                .register(meters);
        return meters;
    }
}

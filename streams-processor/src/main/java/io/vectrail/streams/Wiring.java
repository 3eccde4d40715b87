package io.vectrail.streams;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.runtime.admin.AdminEndpoints;
import io.vectrail.runtime.admin.AdminListener;
import io.vectrail.runtime.health.Health;
import io.vectrail.streams.engine.Cluster;
import io.vectrail.streams.engine.DependencyCondition;
import io.vectrail.streams.engine.Startup;
import io.vectrail.streams.engine.StopSignal;
import io.vectrail.streams.engine.StreamsClient;
import io.vectrail.streams.engine.Watch;
import io.vectrail.streams.intake.ChunkCursor;
import io.vectrail.streams.intake.RegistryLook;
import io.vectrail.streams.intake.RegistryPatience;
import io.vectrail.streams.scoring.PublishedDocuments;
import io.vectrail.streams.scoring.RiskMeters;
import io.vectrail.streams.scoring.RiskTopology;
import io.vectrail.streams.session.SessionTopology;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The graph of this program. Made whole, then started; closed in the reverse order. */
final class Wiring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private static final Duration LOOK_AT_KAFKA = Duration.ofSeconds(5);
    private static final Duration LOOK_AT_REGISTRY = Duration.ofSeconds(15);

    private final StopSignal stop = new StopSignal();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final DependencyCondition kafka = new DependencyCondition("not asked yet");
    private final DependencyCondition registryCondition = new DependencyCondition("waits for Kafka");
    private final Watch watch = new Watch();
    private final StreamsSettings settings;
    private final SchemaRegistry registry;
    private final Cluster cluster;
    private final SessionTopology sessions;
    private final PublishedDocuments documents;
    private final RiskTopology risk;
    private final StreamsClient streams;
    private final Startup startup;
    private final AdminListener admin;

    /** @throws io.vectrail.runtime.config.ConfigurationException when a setting cannot be used; nothing runs then */
    Wiring(StreamsSettings settings, Clock clock) {
        this.settings = settings;
        DataFolder.make(settings.data());
        StreamsConfig config = StreamsProperties.of(settings);
        registry = new SchemaRegistry(settings.registry());
        RegistryPatience patience = new RegistryPatience(stop, clock, meters);
        sessions = new SessionTopology(registry, patience, clock, meters);
        documents = new PublishedDocuments(settings.kafka(), registry, clock);
        risk = new RiskTopology(
                "",
                registry,
                patience,
                documents,
                () -> new ChunkCursor(settings.kafka(), registry, patience),
                ChunkCursor.MOST_BYTES,
                new RiskMeters(meters),
                clock);
        cluster = new Cluster(settings.kafka());
        streams = new StreamsClient(this::topology, config, stop, clock, meters);
        startup = new Startup(steps(), stop);
        admin = AdminListener.start(settings.admin(), new AdminEndpoints("streams", health(), meters));
    }

    /** Begins; the health page tells when everything is there. */
    void start() {
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        collections.bindTo(meters);
        startup.begin();
    }

    @Override
    public void close() {
        stop.stop();
        startup.close();
        watch.close();
        streams.close();
        documents.close();
        cluster.close();
        registry.close();
        collections.close();
        admin.close();
        LOG.info("stopped");
    }

    private Health health() {
        Health health = new Health();
        health.register("kafka", kafka);
        health.register("registry", registryCondition);
        health.register("state", streams::condition);
        return health;
    }

    private List<Startup.Step> steps() {
        return List.of(
                new Startup.Step("kafka", kafka, this::prepareTopics, "topics are there"),
                new Startup.Step("registry", registryCondition, this::registerSchemas, "schemas are registered"),
                new Startup.Step("state", new DependencyCondition(""), this::startStreams, "started"));
    }

    private void prepareTopics() {
        cluster.ensure(settings.topics(), SessionTopology.topics());
        cluster.ensure(settings.topics(), RiskTopology.topics());
        watch.over(kafka, LOOK_AT_KAFKA, cluster::look);
    }

    private void registerSchemas() {
        sessions.registerSchemas();
        risk.registerSchemas(registry);
    }

    /** A new one each time, since a topology belongs to the client that runs it. */
    private Topology topology() {
        Topology topology = new Topology();
        sessions.addTo(topology, RiskTopology.PROCESSOR);
        risk.addTo(topology, SessionTopology.PROCESSOR);
        return topology;
    }

    private void startStreams() {
        streams.start();
        watch.over(
                registryCondition, LOOK_AT_REGISTRY, new RegistryLook(settings.registry(), sessions::registeredSchema));
    }
}

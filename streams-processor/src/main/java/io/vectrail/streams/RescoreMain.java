package io.vectrail.streams;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vectrail.event.RegistryException;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.TopicsUnavailableException;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.StrictYaml;
import io.vectrail.streams.engine.Cluster;
import io.vectrail.streams.engine.StopSignal;
import io.vectrail.streams.intake.ChunkCursor;
import io.vectrail.streams.intake.RegistryPatience;
import io.vectrail.streams.rescore.RescoreOrder;
import io.vectrail.streams.rescore.Rescoring;
import io.vectrail.streams.scoring.Documents;
import io.vectrail.streams.scoring.PublishedDocuments;
import io.vectrail.streams.scoring.RiskMeters;
import io.vectrail.streams.scoring.RiskTopology;
import io.vectrail.streams.session.SessionTopology;
import java.time.Clock;
import java.util.HashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.Topology;

/** Scores history anew, beside what was scored before, and ends. Status 0 done, 1 failed, 2 wrong usage. */
public final class RescoreMain {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private RescoreMain() {}

    public static void main(String... arguments) throws InterruptedException {
        try {
            RescoreOrder order = RescoreOrder.of(Clock.systemUTC(), arguments);
            StreamsSettings settings = StrictYaml.load(order.configuration(), StreamsSettings.class, System.getenv());
            DataFolder.make(settings.data());
            RiskMeters meters = new RiskMeters(new SimpleMeterRegistry());
            run(order, settings, meters, Clock.systemUTC());
            System.out.println(summary(order, meters));
        } catch (ConfigurationException e) {
            System.err.println("vectrail-rescore: " + e.getMessage());
            System.exit(WRONG_USAGE);
        } catch (KafkaException | IllegalStateException | TopicsUnavailableException | RegistryException e) {
            System.err.println("vectrail-rescore: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private static String summary(RescoreOrder order, RiskMeters meters) {
        return "Scored " + meters.allScored() + " exchanges in this run, since " + order.from() + ", as version "
                + order.version() + "; " + meters.allUnread() + " without their texts and vectors, and could not score "
                + meters.allSetAside() + ".";
    }

    private static void run(RescoreOrder order, StreamsSettings settings, RiskMeters riskMeters, Clock clock)
            throws InterruptedException {
        String application = "vectrail-rescore-" + order.version();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        RegistryPatience patience = new RegistryPatience(new StopSignal(), clock, meters);
        try (SchemaRegistry registry = new SchemaRegistry(settings.registry());
                Cluster cluster = new Cluster(settings.kafka());
                Documents documents = documents(order, settings, registry, clock);
                Admin admin = Admin.create(new HashMap<>(settings.kafka()))) {
            cluster.ensure(settings.topics(), SessionTopology.topics());
            cluster.ensure(settings.topics(), RiskTopology.topics());
            SessionTopology sessions = new SessionTopology(registry, patience, clock, meters);
            RiskTopology risk = new RiskTopology(
                    order.version(),
                    registry,
                    patience,
                    documents,
                    () -> new ChunkCursor(settings.kafka(), registry, patience),
                    ChunkCursor.MOST_BYTES,
                    riskMeters,
                    clock);
            patience.ask(() -> {
                sessions.registerSchemas();
                risk.registerSchemas(registry);
                return true;
            });
            Topology topology = new Topology();
            sessions.addSilentlyTo(topology, RiskTopology.PROCESSOR);
            risk.addRescoringTo(topology, SessionTopology.PROCESSOR);
            new Rescoring(admin, settings.kafka(), application, order)
                    .run(topology, StreamsProperties.of(settings, application));
        }
    }

    private static Documents documents(
            RescoreOrder order, StreamsSettings settings, SchemaRegistry registry, Clock clock) {
        return order.document()
                .<Documents>map(given -> hash -> given.settings())
                .orElseGet(() -> new PublishedDocuments(settings.kafka(), registry, clock));
    }
}

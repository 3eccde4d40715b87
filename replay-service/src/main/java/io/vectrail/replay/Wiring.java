package io.vectrail.replay;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vectrail.document.Revocations;
import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.document.key.KeyKind;
import io.vectrail.document.key.KeyVerifier;
import io.vectrail.document.risk.Levels;
import io.vectrail.document.risk.RiskSettings;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.replay.access.Authentication;
import io.vectrail.replay.access.ConsoleSessions;
import io.vectrail.replay.access.RoleGroups;
import io.vectrail.replay.access.SessionSettings;
import io.vectrail.replay.access.ViewingSettings;
import io.vectrail.replay.access.login.Entrance;
import io.vectrail.replay.access.login.LoginSettings;
import io.vectrail.replay.alert.desk.AlertDesk;
import io.vectrail.replay.approval.ApprovalDesk;
import io.vectrail.replay.archive.Archive;
import io.vectrail.replay.archive.ArchiveSettings;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.chain.ChainCheck;
import io.vectrail.replay.config.DocumentSettings;
import io.vectrail.replay.config.GatewayDocuments;
import io.vectrail.replay.export.ExportSettings;
import io.vectrail.replay.export.Exports;
import io.vectrail.replay.key.KeyRing;
import io.vectrail.replay.publish.AccessLog;
import io.vectrail.replay.reissue.Reissues;
import io.vectrail.replay.search.CallerHistory;
import io.vectrail.replay.search.CallerRisks;
import io.vectrail.replay.search.ExportedBodies;
import io.vectrail.replay.search.ExportedRows;
import io.vectrail.replay.search.PastAlerts;
import io.vectrail.replay.search.PastApprovals;
import io.vectrail.replay.search.Records;
import io.vectrail.replay.web.Alerts;
import io.vectrail.replay.web.Approvals;
import io.vectrail.replay.web.Risks;
import io.vectrail.replay.web.WebServer;
import io.vectrail.replay.webhook.Persistence;
import io.vectrail.replay.webhook.Webhooks;
import io.vectrail.replay.webhook.alert.AlertWebhooks;
import io.vectrail.replay.webhook.approval.ApprovalWebhooks;
import io.vectrail.replay.webhook.telling.Teller;
import io.vectrail.runtime.admin.AdminEndpoints;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.health.Health;
import io.vectrail.runtime.sealing.Sealer;
import io.vectrail.runtime.tls.ServerTls;
import io.vectrail.runtime.token.TokenVerifier;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The graph of one running service, made by hand, and taken down in the opposite order. */
final class Wiring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final WebServer web;

    /** Starts everything. @throws ConfigurationException when that cannot be; then nothing is left running */
    Wiring(ReplayConfig config, Clock clock) {
        try {
            web = start(config, clock);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private WebServer start(ReplayConfig config, Clock clock) {
        Health health = new Health();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        running.push(meters::close);
        new JvmMemoryMetrics().bindTo(meters);
        with(new JvmGcMetrics()).bindTo(meters);
        SchemaRegistry registry = with(new SchemaRegistry(config.registry()));
        ClickHouse clickHouse = with(new ClickHouse(config.clickhouse()));
        TokenVerifier tokens = with(new TokenVerifier(config.issuers(), reservedPrefixes(config), null, clock));
        tokens.reportTo(health);
        ArchiveSettings archiving = new ArchiveSettings(config.kafka(), config.topics());
        Archive archive = with(new Archive(archiving, clickHouse, registry, health, meters, clock));
        ChainCheck chain = with(new ChainCheck(clickHouse, archive::permission, health, meters, clock));
        GatewayDocuments documents = config.document() == null ? null : documents(config, config.document(), clock);
        if (documents != null) {
            health.register("documents", documents::condition);
        }
        ServerTls tls = config.tls() == null ? null : with(ServerTls.start(config.tls(), clock));
        if (tls != null) {
            health.register("tls", tls::condition);
        }
        Webhooks webhooks =
                with(new Webhooks(config.webhooks(), Persistence.DEFAULT, meters, clock, new SecureRandom()));
        Teller<ApprovalEntry> approvalTeller = approvalTeller(config, webhooks, clock);
        health.register("webhooks", approvalTeller::condition);
        Teller<RiskAlert> alertTeller = alertTeller(config, webhooks, clock);
        health.register("alert-webhooks", alertTeller::condition);
        KeyRing keys = keyRing(KeyKind.CALLER, config, clock);
        health.register("keys", keys::condition);
        KeyRing apiTokens = keyRing(KeyKind.API, config, clock);
        health.register("tokens", apiTokens::condition);
        ApprovalDesk desk =
                with(new ApprovalDesk(config.kafka(), config.registry(), config.topics(), keys::creators, clock));
        health.register("approvals", desk::condition);
        PastApprovals past = new PastApprovals(clickHouse, registry);
        Supplier<Levels> levels = documents == null
                ? RiskSettings.DEFAULT::levels
                : () -> documents.risk().levels();
        PastAlerts pastAlerts = new PastAlerts(clickHouse, registry);
        AlertDesk alertDesk = with(new AlertDesk(
                config.kafka(), config.registry(), config.topics(), new ArchivedAlerts(pastAlerts), clock));
        health.register("alerts", alertDesk::condition);
        AccessLog accesses = with(new AccessLog(config.kafka(), registry, meters));
        health.register("access", accesses::condition);
        Exports exports = config.exports() == null ? null : exports(config.exports(), clickHouse, archive, clock);
        Records records = Records.in(clickHouse, clock);
        Reissues reissues = config.reissue() == null
                ? null
                : with(new Reissues(config.reissue(), records.lookup(), records.comparison(), keys, clock));
        // Before the archive: what it waits for may itself wait for the issuer's keys that this listener shows.
        WebServer listener = with(WebServer.start(
                config.listen(),
                tls,
                records,
                entrance(
                        config,
                        new Authentication(
                                tokens,
                                new KeyVerifier(KeyKind.API, apiTokens, clock),
                                roles(config),
                                documents == null ? () -> Revocations.NONE : documents::revocations),
                        clock),
                new AdminEndpoints("replay-service", health, meters),
                config.sealing() == null ? null : Sealer.with(config.sealing()),
                documents,
                keys,
                apiTokens,
                config.viewing() == null ? ViewingSettings.DEFAULT : config.viewing(),
                new Approvals(desk, past, new CallerHistory(clickHouse, clock), levels),
                new Risks(new CallerRisks(clickHouse, clock), levels),
                new Alerts(alertDesk, pastAlerts, config.url()),
                exports,
                reissues,
                accesses,
                meters));
        archive.start();
        if (documents != null) {
            documents.start();
        }
        keys.start();
        apiTokens.start();
        desk.start();
        alertDesk.start();
        chain.start();
        if (exports != null) {
            exports.start();
        }
        if (reissues != null) {
            reissues.start();
        }
        approvalTeller.start();
        alertTeller.start();
        return listener;
    }

    int port() {
        return web.port();
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("a part did not stop in order", e);
            }
        }
    }

    private GatewayDocuments documents(ReplayConfig config, DocumentSettings settings, Clock clock) {
        return with(new GatewayDocuments(
                settings,
                config.kafka(),
                config.registry(),
                config.topics(),
                config.sealing() != null,
                config.webhooks().keySet(),
                clock));
    }

    /** Both run without any, too: a document may name one that the configuration has no more, and somebody must say so. */
    private Teller<ApprovalEntry> approvalTeller(ReplayConfig config, Webhooks webhooks, Clock clock) {
        return with(ApprovalWebhooks.of(
                config.kafka(), config.registry(), config.topics(), webhooks, console(config), clock));
    }

    private Teller<RiskAlert> alertTeller(ReplayConfig config, Webhooks webhooks, Clock clock) {
        return with(
                AlertWebhooks.of(config.kafka(), config.registry(), config.topics(), webhooks, console(config), clock));
    }

    /** Without an address there are no webhooks, and nobody gets a link. */
    private static URI console(ReplayConfig config) {
        return config.url() == null ? URI.create("http://localhost") : config.url();
    }

    private Exports exports(ExportSettings settings, ClickHouse clickHouse, Archive archive, Clock clock) {
        try {
            return with(new Exports(
                    settings,
                    new ExportedRows(clickHouse),
                    new ExportedBodies(clickHouse),
                    archive::caughtUpSince,
                    clock));
        } catch (UncheckedIOException e) {
            throw new ConfigurationException(
                    e.getMessage() + "; set exports.directory to a folder that can be written");
        }
    }

    private KeyRing keyRing(KeyKind kind, ReplayConfig config, Clock clock) {
        return with(new KeyRing(kind, config.kafka(), config.registry(), config.topics(), new SecureRandom(), clock));
    }

    private Entrance entrance(ReplayConfig config, Authentication people, Clock clock) {
        SecureRandom random = new SecureRandom();
        SessionSettings lasting = config.sessions() == null ? SessionSettings.DEFAULT : config.sessions();
        ConsoleSessions sessions = new ConsoleSessions(lasting, random, clock);
        return with(configured(() -> Entrance.open(
                config.login(), config.issuers(), people, sessions, config.localIssuer(), random, clock)));
    }

    private static List<String> reservedPrefixes(ReplayConfig config) {
        LoginSettings login = config.login();
        return login == null ? List.of() : configured(() -> login.reservedPrefixes(config.issuers()));
    }

    /** What cannot be is a fault of the configuration. */
    private static <T> T configured(Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()));
        }
    }

    private static RoleGroups roles(ReplayConfig config) {
        return configured(() -> new RoleGroups(config.roles(), config.scopes() == null ? Map.of() : config.scopes()));
    }

    private <T extends AutoCloseable> T with(T part) {
        running.push(part);
        return part;
    }
}

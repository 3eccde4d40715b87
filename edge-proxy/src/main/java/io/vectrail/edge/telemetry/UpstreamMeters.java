package io.vectrail.edge.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vectrail.document.CheckedDocument;
import io.vectrail.document.Targets;
import io.vectrail.edge.provider.upstream.RetryReason;
import io.vectrail.edge.provider.upstream.UpstreamClient;
import io.vectrail.edge.provider.upstream.UpstreamCounts;
import java.util.function.ToDoubleFunction;

/** The counters of calls to upstreams. Tags are bounded: the connections of the document, and the reasons that there are. */
public final class UpstreamMeters {

    private UpstreamMeters() {}

    /** Watches each connection of the document. May be called again for another document: what is watched stays so. */
    public static void bind(MeterRegistry meters, UpstreamClient upstream, CheckedDocument document) {
        document.connections().values().forEach(connection -> bind(meters, upstream, connection.targets()));
    }

    private static void bind(MeterRegistry meters, UpstreamClient upstream, Targets targets) {
        String name = targets.connection();
        UpstreamCounts counts = upstream.counts(targets);
        counter(meters, name, counts, "attempts", "calls sent, or tried to be", UpstreamCounts::attempts);
        counter(
                meters,
                name,
                counts,
                "too.many",
                "calls refused, the connection having as many under way as it may",
                UpstreamCounts::tooMany);
        counter(meters, name, counts, "rate.limited", "answers with status 429", UpstreamCounts::rateLimited);
        for (RetryReason reason : RetryReason.values()) {
            FunctionCounter.builder("vectrail.edge.upstream.retries", counts, seen -> seen.retries(reason))
                    .description("calls sent once more, by why")
                    .tag("connection", name)
                    .tag("reason", reason.code())
                    .register(meters);
        }
        gauge(
                meters,
                name,
                counts,
                "requests.left",
                "requests that the provider said are left",
                UpstreamCounts::requestsLeft);
        gauge(
                meters,
                name,
                counts,
                "tokens.left",
                "tokens that the provider said are left",
                UpstreamCounts::tokensLeft);
        gauge(meters, name, upstream, "under.way", "calls under way", client -> client.underWay(name));
        gauge(meters, name, upstream, "targets.aside", "targets set aside", client -> client.aside(name));
    }

    private static void counter(
            MeterRegistry meters,
            String connection,
            UpstreamCounts counts,
            String name,
            String what,
            ToDoubleFunction<UpstreamCounts> count) {
        FunctionCounter.builder("vectrail.edge.upstream." + name, counts, count)
                .description(what)
                .tag("connection", connection)
                .register(meters);
    }

    private static <T> void gauge(
            MeterRegistry meters, String connection, T of, String name, String what, ToDoubleFunction<T> value) {
        Gauge.builder("vectrail.edge.upstream." + name, of, value)
                .description(what)
                .tag("connection", connection)
                .register(meters);
    }
}

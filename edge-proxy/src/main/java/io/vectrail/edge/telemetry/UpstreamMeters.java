package io.vectrail.edge.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vectrail.document.CheckedDocument;
import io.vectrail.document.Targets;
import io.vectrail.edge.provider.upstream.RetryReason;
import io.vectrail.edge.provider.upstream.UpstreamClient;
import io.vectrail.edge.provider.upstream.UpstreamCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The counters of calls to upstreams. Tags are bounded: the connections of the document, and the reasons that there are. For one
 * thread at a time.
 */
public final class UpstreamMeters {

    private final MeterRegistry meters;
    private final UpstreamClient upstream;
    private final Map<String, List<Meter>> shown = new HashMap<>();

    public UpstreamMeters(MeterRegistry meters, UpstreamClient upstream) {
        this.meters = meters;
        this.upstream = upstream;
    }

    /** From now on of the connections of this document; those that it still has go on counting. */
    public void show(CheckedDocument document) {
        shown.entrySet().removeIf(one -> {
            boolean gone = document.connection(one.getKey()) == null;
            if (gone) {
                one.getValue().forEach(meters::remove);
            }
            return gone;
        });
        document.connections()
                .forEach((name, connection) -> shown.computeIfAbsent(name, fresh -> of(connection.targets())));
    }

    private List<Meter> of(Targets targets) {
        String name = targets.connection();
        UpstreamCounts counts = upstream.counts(targets);
        List<Meter> made = new ArrayList<>();
        made.add(counter(name, counts, "attempts", "calls sent, or tried to be", UpstreamCounts::attempts));
        made.add(counter(
                name,
                counts,
                "too.many",
                "calls refused, the connection having as many under way as it may",
                UpstreamCounts::tooMany));
        made.add(counter(name, counts, "rate.limited", "answers with status 429", UpstreamCounts::rateLimited));
        for (RetryReason reason : RetryReason.values()) {
            made.add(FunctionCounter.builder("vectrail.edge.upstream.retries", counts, seen -> seen.retries(reason))
                    .description("calls sent once more, by why")
                    .tag("connection", name)
                    .tag("reason", reason.code())
                    .register(meters));
        }
        made.add(gauge(
                name,
                counts,
                "requests.left",
                "requests that the provider said are left",
                UpstreamCounts::requestsLeft));
        made.add(gauge(
                name, counts, "tokens.left", "tokens that the provider said are left", UpstreamCounts::tokensLeft));
        made.add(gauge(name, upstream, "under.way", "calls under way", client -> client.underWay(name)));
        made.add(gauge(name, upstream, "targets.aside", "targets set aside", client -> client.aside(name)));
        return made;
    }

    private Meter counter(
            String connection,
            UpstreamCounts counts,
            String name,
            String what,
            ToDoubleFunction<UpstreamCounts> count) {
        return FunctionCounter.builder("vectrail.edge.upstream." + name, counts, count)
                .description(what)
                .tag("connection", connection)
                .register(meters);
    }

    private <T> Meter gauge(String connection, T of, String name, String what, ToDoubleFunction<T> value) {
        return Gauge.builder("vectrail.edge.upstream." + name, of, value)
                .description(what)
                .tag("connection", connection)
                .register(meters);
    }
}

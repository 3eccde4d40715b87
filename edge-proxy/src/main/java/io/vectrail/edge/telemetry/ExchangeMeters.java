package io.vectrail.edge.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.Release;
import io.vectrail.event.VectorFault;
import io.vectrail.event.VectorFinding;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts what was released and why not, and times what the gateway added. Tags are bounded: decisions, codes and faults only. */
public final class ExchangeMeters {

    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<VectorFault, Counter> faults = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private final Timer added;

    public ExchangeMeters(MeterRegistry meters) {
        this.meters = meters;
        this.added = Timer.builder("vectrail.edge.added")
                .description("time that the gateway added to an exchange")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(50_000))
                .maximumExpectedValue(Duration.ofSeconds(1))
                .register(meters);
    }

    /** Called once for each exchange, when it is ready to be released. */
    public void released(Arrival arrival, Release release) {
        added.record(System.nanoTime() - arrival.nanos() - release.upstreamNanos(), TimeUnit.NANOSECONDS);
        Refusal refusal = release.refusal();
        String code = refusal == null ? "none" : refusal.code().code();
        counters.computeIfAbsent(release.decision() + " " + code, fresh -> counter(release, code))
                .increment();
        for (VectorFinding finding : release.vectorFindings()) {
            faults.computeIfAbsent(finding.getFault(), this::faults).increment();
        }
    }

    private Counter faults(VectorFault fault) {
        return Counter.builder("vectrail.edge.vector.faults")
                .description("answers with vectors that are not what was asked for, by what is wrong with them")
                .tag("fault", fault.name())
                .register(meters);
    }

    private Counter counter(Release release, String code) {
        return Counter.builder("vectrail.edge.exchanges")
                .description("exchanges by decision and refusal code")
                .tag("decision", release.decision().name())
                .tag("refusal", code)
                .register(meters);
    }
}

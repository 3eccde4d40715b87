package io.vectrail.edge.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vectrail.edge.risk.RiskScores;

/** How many callers have scores here, and how old those are. */
public final class RiskMeters {

    private RiskMeters() {}

    public static void bind(MeterRegistry meters, RiskScores scores) {
        Gauge.builder("vectrail.risk.callers", scores, RiskScores::callers)
                .description("callers that have a score here")
                .register(meters);
        Gauge.builder("vectrail.risk.staleness", scores, RiskScores::stalenessSeconds)
                .description(
                        "what happened within so many seconds may be in no score yet; NaN: no processor was ever heard of")
                .baseUnit("seconds")
                .register(meters);
        FunctionCounter.builder("vectrail.risk.records.unusable", scores, RiskScores::unusable)
                .description("records of vectrail.callers that could not be used")
                .register(meters);
        Gauge.builder("vectrail.risk.callers.pushed.out", scores, RiskScores::pushedOut)
                .description("callers forgotten, the lowest scores first, since there were too many")
                .register(meters);
    }
}

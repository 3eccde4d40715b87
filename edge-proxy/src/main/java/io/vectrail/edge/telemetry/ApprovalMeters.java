package io.vectrail.edge.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vectrail.edge.approval.Approvals;

/** How many requests wait for people. */
public final class ApprovalMeters {

    private ApprovalMeters() {}

    public static void bind(MeterRegistry meters, Approvals approvals) {
        Gauge.builder("vectrail.edge.held", approvals, Approvals::held)
                .description("requests that wait for people")
                .register(meters);
        Gauge.builder("vectrail.edge.held.bytes", approvals, Approvals::heldBytes)
                .description("bytes of memory that they take, of those of bodies held")
                .register(meters);
        Gauge.builder("vectrail.edge.approvals.open", approvals, Approvals::open)
                .description("requests that people can decide on, whichever edge they came to")
                .register(meters);
    }
}

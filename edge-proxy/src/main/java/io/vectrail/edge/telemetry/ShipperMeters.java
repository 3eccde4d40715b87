package io.vectrail.edge.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vectrail.edge.recorder.shipper.SetAsideItem;
import io.vectrail.edge.recorder.shipper.Shipper;
import io.vectrail.edge.recorder.shipper.ShipperCounts;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/** The shipper's counters, how far it is behind, and what lies on the disk instead of in Kafka. */
public final class ShipperMeters {

    private ShipperMeters() {}

    public static void bind(MeterRegistry meters, Shipper shipper) {
        counter(meters, shipper, "shipped", "events published", ShipperCounts::events);
        counter(meters, shipper, "shipped.bytes", "bytes published, before compression", ShipperCounts::bytes);
        counter(meters, shipper, "ship.transactions", "transactions committed", ShipperCounts::transactions);
        counter(meters, shipper, "ship.connections", "connections to Kafka opened", ShipperCounts::connections);
        counter(
                meters,
                shipper,
                "set.aside",
                "exchanges set aside, Kafka having refused them",
                ShipperCounts::setAside);
        counter(meters, shipper, "resent", "exchanges sent after they were set aside", ShipperCounts::resent);
        counter(meters, shipper, "ship.damaged", "exchanges that could not be made", ShipperCounts::damaged);
        counter(meters, shipper, "ship.surplus.ends", "further ends of ended exchanges", ShipperCounts::surplusEnds);
        byReason(
                meters,
                "vectrail.edge.ship.aborted",
                "transactions aborted",
                shipper.counts().aborted());
        byReason(
                meters,
                "vectrail.edge.ship.failures",
                "connections that failed and were tried again",
                shipper.counts().failures());
        gauge(
                meters,
                shipper,
                "ship.lag.bytes",
                "durable and not yet shipped",
                s -> s.lag().bytes());
        gauge(
                meters,
                shipper,
                "ship.lag.seconds",
                "age of the oldest of it",
                s -> s.lag().seconds());
        gauge(
                meters,
                shipper,
                "set.aside.now",
                "exchanges and entries set aside now",
                s -> s.setAside().size());
        gauge(
                meters,
                shipper,
                "set.aside.bytes",
                "bytes set aside now",
                s -> s.setAside().stream().mapToLong(SetAsideItem::bytes).sum());
    }

    private static void counter(
            MeterRegistry meters, Shipper shipper, String name, String what, ToDoubleFunction<ShipperCounts> count) {
        FunctionCounter.builder("vectrail.edge." + name, shipper.counts(), count)
                .description(what)
                .register(meters);
    }

    private static void gauge(
            MeterRegistry meters, Shipper shipper, String name, String what, ToDoubleFunction<Shipper> value) {
        Gauge.builder("vectrail.edge." + name, shipper, value).description(what).register(meters);
    }

    private static void byReason(MeterRegistry meters, String name, String what, Map<String, LongAdder> counts) {
        counts.forEach((reason, count) -> FunctionCounter.builder(name, count, LongAdder::sum)
                .description(what)
                .tag("reason", reason)
                .register(meters));
    }
}

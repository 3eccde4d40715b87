package io.vectrail.replay.archive;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vectrail.event.RegistryException;
import io.vectrail.runtime.health.Condition;
import io.vectrail.runtime.health.Health;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How ingest is doing, for the health page and the meters. Written by the ingest thread, read by anyone. */
final class IngestState {

    private static final long LAG_WORTH_A_LOOK = 10_000;

    private volatile Condition kafka = new Condition.Down("not connected yet");
    private volatile Condition registry = new Condition.Down("not asked yet");
    private volatile Condition clickHouse = new Condition.Down("not asked yet");
    private final AtomicLong lag = new AtomicLong();
    private final Counter records;
    private final Counter deadLetters;
    private final Counter retries;
    private final Counter fenced;
    private final Counter held;
    private final Counter incomplete;
    private final Counter skipped;
    private final Timer slices;

    IngestState(Health health, MeterRegistry meters) {
        health.register("kafka", () -> kafka);
        health.register("registry", () -> registry);
        health.register("clickhouse", () -> clickHouse);
        Gauge.builder("vectrail.archive.lag", lag, AtomicLong::doubleValue)
                .description("Records that are committed in Kafka and not yet in the archive")
                .register(meters);
        records = counter(meters, "vectrail.archive.records", "Records archived");
        deadLetters = counter(meters, "vectrail.archive.deadletters", "Records set aside");
        retries = counter(meters, "vectrail.archive.retries", "Failures after which ingest started over");
        fenced = counter(
                meters, "vectrail.archive.fenced", "Batches not stored since another instance had their partitions");
        held = counter(meters, "vectrail.archive.held", "Exchanges that waited for their chunks");
        incomplete = counter(meters, "vectrail.archive.incomplete", "Exchanges whose chunks never came");
        skipped = counter(meters, "vectrail.archive.expired", "Records that Kafka dropped before they were read");
        slices = Timer.builder("vectrail.archive.slice")
                .description("Time to store one slice of records")
                .register(meters);
    }

    void archived(int count, Duration took) {
        records.increment(count);
        slices.record(took);
        clickHouseUp();
    }

    void setAside() {
        deadLetters.increment();
    }

    void waitsForChunks() {
        held.increment();
    }

    void withoutChunks() {
        incomplete.increment();
    }

    void expired(long count) {
        skipped.increment((double) count);
    }

    void behind(long count, int partitions) {
        lag.set(count);
        String detail = partitions + " partitions, " + count + " records behind";
        kafka = count > LAG_WORTH_A_LOOK ? new Condition.Degraded(detail) : new Condition.Up(detail);
    }

    /** Search goes on without Kafka, once the service has started. */
    void kafkaAway(String detail) {
        kafka = kafka instanceof Condition.Down ? new Condition.Down(detail) : new Condition.Degraded(detail);
    }

    boolean kafkaUp() {
        return kafka instanceof Condition.Up;
    }

    /** Whose fault a failure is. */
    void failed(RuntimeException cause) {
        retries.increment();
        String detail = String.valueOf(cause.getMessage());
        switch (cause) {
            case ArchiveException archive -> clickHouseAway(detail);
            case RegistryException away -> registryAway(detail);
            case FencedException taken -> fenced.increment();
            default -> kafkaAway(detail);
        }
    }

    void registryUp() {
        registry = new Condition.Up("schemas can be had");
    }

    void registryAway(String detail) {
        registry = registry instanceof Condition.Down ? new Condition.Down(detail) : new Condition.Degraded(detail);
    }

    void clickHouseUp() {
        clickHouse = new Condition.Up("answers");
    }

    void clickHouseAway(String detail) {
        clickHouse = new Condition.Down(detail);
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }
}

package io.vectrail.replay.archive;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vectrail.event.RegistryException;
import io.vectrail.runtime.health.Condition;
import io.vectrail.runtime.health.Health;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How ingest is doing, for the health page and the meters. Written by the threads of ingest, read by anyone. */
final class IngestState {

    private final MeterRegistry meters;
    private final Pulse clickHouse;
    private final Progress progress;
    private volatile Condition kafka = new Condition.Down("not connected yet");
    private volatile boolean asked;
    private volatile Condition registry = new Condition.Down("not asked yet");
    private final Counter records;
    private final Counter deadLetters;
    private final Counter retries;
    private final Counter fenced;
    private final Counter held;
    private final Counter incomplete;
    private final Counter skipped;
    private final Timer slices;

    /** @param nanos a clock that only its differences count of */
    IngestState(Health health, MeterRegistry meters, LongSupplier nanos) {
        this.meters = meters;
        this.clickHouse = new Pulse(nanos);
        this.progress = new Progress(nanos);
        health.register("kafka", () -> kafka);
        health.register("registry", () -> registry);
        health.register("clickhouse", clickHouse::condition);
        health.register("ingest", progress::condition);
        Gauge.builder("vectrail.archive.lag", progress, Progress::records)
                .description("Records that are committed in Kafka and not yet in the archive")
                .register(meters);
        Gauge.builder("vectrail.archive.lag.seconds", progress, Progress::seconds)
                .description("How old the next record is that the archive is to store, while there is one")
                .register(meters);
        records = counter("vectrail.archive.records", "Records archived");
        deadLetters = counter("vectrail.archive.deadletters", "Records set aside");
        retries = counter("vectrail.archive.retries", "Failures after which ingest started over");
        fenced = counter("vectrail.archive.fenced", "Batches not stored since another instance had their partitions");
        held = counter("vectrail.archive.held", "Exchanges that waited for their chunks");
        incomplete = counter("vectrail.archive.incomplete", "Exchanges whose chunks never came");
        skipped = counter("vectrail.archive.expired", "Records that Kafka dropped before they were read");
        slices = Timer.builder("vectrail.archive.slice")
                .description("Time to store one slice of records")
                .register(meters);
    }

    void archived(int count, Duration took) {
        records.increment(count);
        slices.record(took);
        progress.stored();
    }

    /** One insert went through. */
    void inserted(String table, int rows, long bytes, Duration took) {
        counter("vectrail.archive.rows", "Rows stored", table).increment(rows);
        counter("vectrail.archive.bytes", "Bytes of rows sent to ClickHouse", table)
                .increment((double) bytes);
        Timer.builder("vectrail.archive.insert")
                .description("Time of one insert")
                .tag("table", table)
                .register(meters)
                .record(took);
        clickHouse.felt();
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

    /** @param age how old the next record is that is not stored; zero when there is none or it is not known */
    void behind(long count, Duration age, int partitions) {
        asked = false;
        progress.behind(count, age);
        kafka = new Condition.Up(partitions + " partitions");
    }

    /** Whether all that Kafka had then, as far as this instance reads it, is in the archive; looked at soon where that is not known. */
    boolean caughtUpSince(long nanos) {
        boolean caughtUp = progress.caughtUpSince(nanos);
        asked |= !caughtUp;
        return caughtUp;
    }

    /** Whether somebody waits for another look at where Kafka's partitions end. */
    boolean isAsked() {
        return asked;
    }

    /** Search goes on without Kafka, once the service has started. */
    void kafkaAway(String detail) {
        kafka = kafka instanceof Condition.Down ? new Condition.Down(detail) : new Condition.Degraded(detail);
    }

    boolean kafkaUp() {
        return kafka instanceof Condition.Up;
    }

    /** Whose fault a failure is. */
    void failed(Throwable cause) {
        retries.increment();
        String detail = String.valueOf(cause.getMessage());
        progress.failed(detail);
        switch (cause) {
            case ArchiveException archive -> clickHouseAway(detail);
            case RegistryException away -> registryAway(detail);
            case FencedException taken -> fenced.increment();
            // Our own fault, most likely memory: nothing that we depend on is to blame.
            case Error own -> {}
            default -> kafkaAway(detail);
        }
    }

    /** Ingest does not go on after this. */
    void ended(Throwable cause) {
        progress.ended(cause.toString());
        kafka = new Condition.Degraded("not read any more");
    }

    void registryUp() {
        registry = new Condition.Up("schemas can be had");
    }

    void registryAway(String detail) {
        registry = registry instanceof Condition.Down ? new Condition.Down(detail) : new Condition.Degraded(detail);
    }

    void clickHouseUp() {
        clickHouse.felt();
    }

    void clickHouseAway(String detail) {
        clickHouse.missed(detail);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }

    private Counter counter(String name, String description, String table) {
        return Counter.builder(name)
                .description(description)
                .tag("table", table)
                .register(meters);
    }
}

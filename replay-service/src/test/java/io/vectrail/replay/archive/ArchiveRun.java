package io.vectrail.replay.archive;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vectrail.event.AuditExchange;
import io.vectrail.replay.Engines;
import io.vectrail.runtime.health.Condition;
import io.vectrail.runtime.health.Health;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;

/** An archive on a database of its own, which can be started, killed in its tracks and started again. */
public final class ArchiveRun implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Engines engines;
    private final ClickHouse clickHouse;
    private final Map<String, String> kafka;
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Health health = new Health();
    private Archive archive;

    public ArchiveRun(Engines engines) {
        this(engines, Engines.clickHouseUrl());
    }

    ArchiveRun(Engines engines, String clickHouseUrl) {
        this.engines = engines;
        String database = "t_" + UUID.randomUUID().toString().replace('-', '_');
        this.clickHouse =
                new ClickHouse(new ClickHouseSettings(URI.create(clickHouseUrl), database, "default", "", Map.of()));
        this.kafka = new HashMap<>(engines.kafka());
        // So that a successor has this one's partitions at once.
        kafka.put("group.instance.id", "test");
        kafka.put("metadata.max.age.ms", "1000");
        this.archive = create(table -> {});
    }

    /** Another of its database and its group, by this name in that. */
    private ArchiveRun(ArchiveRun other, String name) {
        this.engines = other.engines;
        this.clickHouse = new ClickHouse(new ClickHouseSettings(
                URI.create(Engines.clickHouseUrl()), other.clickHouse.database(), "default", "", Map.of()));
        this.kafka = new HashMap<>(other.kafka);
        kafka.put("group.instance.id", name);
        this.archive = create(table -> {});
    }

    /** Kafka gives it the partitions of this one at once, whatever this one believes. */
    ArchiveRun successor() {
        return new ArchiveRun(this, "test");
    }

    /** Shares the partitions with this one. */
    ArchiveRun companion() {
        return new ArchiveRun(this, "companion");
    }

    /** By how many claims the partitions of the exchanges are held. */
    long holders() {
        return one("SELECT toInt64(uniqExact(highest)) AS answer FROM (SELECT max(claim) AS highest FROM claims"
                + " WHERE topic = 'vectrail.exchanges' GROUP BY partition)");
    }

    /** How many partitions of the exchanges are held. */
    long claimed() {
        return one("SELECT toInt64(uniqExact(partition)) AS answer FROM claims WHERE topic = 'vectrail.exchanges'");
    }

    public ArchiveRun start() {
        return start(Inserts.NOBODY);
    }

    /** @param inserts an Error that it throws ends the archive there, as a kill would */
    ArchiveRun start(Inserts inserts) {
        archive = create(inserts);
        archive.start();
        return this;
    }

    /** Goes on from here, as if what other tests published had been archived. */
    public ArchiveRun from(List<String> ends) {
        new Migrations(clickHouse).apply();
        clickHouse.execute("INSERT INTO positions (topic, partition, next) VALUES " + String.join(", ", ends), false);
        return this;
    }

    private Archive create(Inserts inserts) {
        meters = new SimpleMeterRegistry();
        health = new Health();
        return new Archive(
                new ArchiveSettings(kafka, Engines.LAYOUT),
                clickHouse,
                engines.registry(),
                health,
                meters,
                Clock.systemUTC(),
                inserts);
    }

    void stop() {
        archive.close();
    }

    boolean alive() {
        return archive.alive();
    }

    public ClickHouse clickHouse() {
        return clickHouse;
    }

    double meter(String name) {
        return Objects.requireNonNull(meters.find(name).counter()).count();
    }

    Condition condition(String dependency) {
        return Objects.requireNonNull(health.conditions().get(dependency));
    }

    /** Waits until the archive is done with this record. */
    public void awaitArchived(RecordMetadata record) {
        Awaitility.await("archived up to " + record)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(ArchiveException.class)
                .until(() -> next(record) > record.offset());
    }

    boolean isArchived(RecordMetadata record) {
        return next(record) > record.offset();
    }

    private long next(RecordMetadata record) {
        return one("SELECT max(next) AS answer FROM positions WHERE topic = '" + record.topic() + "' AND partition = "
                + record.partition());
    }

    /** A number that a question answers with, as {@code answer}. */
    long one(String sql) {
        return clickHouse.query(sql, Map.of(), row -> row.longNumber("answer")).getFirst();
    }

    long count(String table, String exchange) {
        String column = table.equals("exchanges") ? "id" : "exchange";
        return one("SELECT toInt64(count()) AS answer FROM " + table + " WHERE " + column + " = '" + exchange + "'");
    }

    List<String> texts(AuditExchange exchange) {
        return clickHouse.query(
                "SELECT text FROM inputs WHERE exchange = {id:String} ORDER BY input",
                Map.of("id", exchange.getId()),
                row -> row.text("text"));
    }

    /** All that a table holds but for the time it was stored, one line a row, in an order of its own. */
    List<String> dump(String table, String columns) {
        return clickHouse.query(
                "SELECT toString(tuple(" + columns + ")) AS line FROM " + table + " ORDER BY line LIMIT 9000",
                Map.of(),
                row -> row.text("line"));
    }

    @Override
    public void close() {
        archive.close();
        clickHouse.close();
    }
}

package io.vectrail.replay.archive.chain;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vectrail.replay.archive.Database;
import io.vectrail.runtime.health.Condition;
import io.vectrail.runtime.health.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Chains as ingest would have stored them, a clock that stands until it is moved, and the check on both. */
final class StoredChains implements AutoCloseable {

    private static final int PARTITIONS = 3;
    private static final Instant START = Instant.parse("2026-06-15T12:00:00Z");

    private final Database database = new Database();
    private final Health health = new Health();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ChainStatus status = new ChainStatus(database.clickHouse(), health, meters);
    private Instant now = START;
    private long offset;

    Database database() {
        return database;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Events that follow each other, hash by hash. */
    StoredChains store(String edge, String epoch, long from, long to) {
        List<String> rows = new ArrayList<>();
        for (long sequence = from; sequence <= to; sequence++) {
            rows.add(row(edge, epoch, sequence, sequence == 1 ? "" : "h" + (sequence - 1), "h" + sequence));
        }
        return insert(rows);
    }

    StoredChains event(String edge, String epoch, long sequence, String previous, String hash) {
        return insert(List.of(row(edge, epoch, sequence, previous, hash)));
    }

    private String row(String edge, String epoch, long sequence, String previous, String hash) {
        long at = offset++;
        return "('" + edge + "', '" + epoch + "', " + sequence + ", '" + previous + "', '" + hash + "', 'id-" + hash
                + "', '"
                + sql(START.plusMillis(at)) + "', 'vectrail.exchanges', " + at % PARTITIONS + ", " + at + ", '"
                + sql(now)
                + "')";
    }

    private StoredChains insert(List<String> rows) {
        database.execute(
                "INSERT INTO chain (edge, epoch, sequence, previous_hash, hash, id, time, topic, partition, offset,"
                        + " ingested_at) VALUES " + String.join(", ", rows));
        database.execute("INSERT INTO positions (topic, partition, next) SELECT 'vectrail.exchanges', number, " + offset
                + " FROM numbers(" + PARTITIONS + ")");
        return this;
    }

    /** Turns of a checker that knows nothing but what is stored, until it has done what there is to do. */
    StoredChains check() {
        ChainChecker checker =
                new ChainChecker(new ChainRows(database.clickHouse()), new ChainLedger(database.clickHouse()));
        for (int turn = 0; checker.turn("true", now).more(); turn++) {
            if (turn > 100) {
                throw new AssertionError("the check does not come to an end");
            }
        }
        status.look(now);
        return this;
    }

    /** {@code KIND sequence through missing events healed}, one line each. */
    List<String> findings() {
        return database.lines("""
                SELECT concat(kind, ' ', toString(sequence), ' ', toString(max(through)), ' ', toString(min(missing)), ' ',
                    toString(max(events)), if(min(healed_at) IS NULL, '', ' healed')) AS line
                FROM chain_findings GROUP BY edge, epoch, kind, sequence ORDER BY edge, epoch, sequence, kind
                """);
    }

    /** {@code edge epoch start first verified last}, one line each. */
    List<String> states() {
        return database.lines("""
                SELECT concat(edge, ' ', epoch, ' ', max(start), ' ', toString(max(first)), ' ', toString(max(verified)), ' ',
                    toString(max(last))) AS line
                FROM chain_states GROUP BY edge, epoch ORDER BY edge, epoch
                """);
    }

    Condition condition() {
        return Objects.requireNonNull(health.conditions().get("chain"));
    }

    double gauge(String name) {
        return Objects.requireNonNull(meters.find(name).gauge()).value();
    }

    private static String sql(Instant time) {
        return time.toString().replace('T', ' ').replace("Z", "");
    }

    @Override
    public void close() {
        database.close();
    }
}

package io.vectrail.replay.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the database to the schema that this version knows, and records what was applied. Each statement can be run again
 * without harm, so that two programs that start at once, or one that was killed in between, do not hurt.
 */
final class Migrations {

    /** In the order of their numbers; they stand in {@code deploy/clickhouse}. */
    static final List<String> NAMES = List.of(
            "0001_exchanges.sql",
            "0002_bodies.sql",
            "0003_inputs.sql",
            "0004_sessions.sql",
            "0005_positions.sql",
            "0006_chain.sql",
            "0007_claims.sql",
            "0008_chain_check.sql",
            "0009_compact_parts.sql",
            "0010_wide_merges.sql",
            "0011_topic_ids.sql",
            "0012_media_and_vectors.sql",
            "0013_rules_and_trials.sql",
            "0014_access.sql",
            "0015_scopes.sql",
            "0016_refusal_reasons.sql",
            "0017_approvals.sql",
            "0018_risk.sql",
            "0019_alerts.sql",
            "0020_search.sql",
            "0021_vectors.sql");

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final String APPLIED = """
            CREATE TABLE IF NOT EXISTS migrations
            (
                name   String,
                sha256 String,
                at     DateTime64(3, 'UTC') DEFAULT now64(3)
            )
            ENGINE = ReplacingMergeTree(at) ORDER BY name SETTINGS fsync_after_insert = 1
            """;
    private static final Table<Migration> TABLE = new Table<>(
            "migrations",
            List.of(
                    Table.column("name", (out, migration) -> out.text(migration.name())),
                    Table.column("sha256", (out, migration) -> out.text(migration.sha256()))),
            migration -> Table.UNDIVIDED);

    private final ClickHouse clickHouse;

    Migrations(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    private record Migration(String name, String sha256) {}

    /**
     * Applies what is not yet applied.
     *
     * @throws ArchiveException when ClickHouse is away or refuses
     * @throws IllegalStateException when a migration was applied in another form than it has now
     */
    void apply() {
        clickHouse.execute("CREATE DATABASE IF NOT EXISTS " + clickHouse.database(), true);
        clickHouse.execute(APPLIED, false);
        Map<String, String> applied = new HashMap<>();
        clickHouse.query(
                "SELECT name, sha256 FROM migrations FINAL",
                Map.of(),
                row -> applied.put(row.text("name"), row.text("sha256")));
        for (String name : NAMES) {
            String sql = text(name);
            String sha256 = sha256(sql);
            String before = applied.get(name);
            if (before == null) {
                statements(sql).forEach(statement -> clickHouse.execute(statement, false));
                record(new Migration(name, sha256));
                LOG.info("migration {} applied", name);
            } else if (!before.equals(sha256)) {
                throw new IllegalStateException("migration " + name
                        + " was applied in another form than this version has; start the version that fits the"
                        + " database, or give this one a database of its own");
            }
        }
    }

    private void record(Migration migration) {
        Block row = TABLE.block();
        TABLE.write(row, migration);
        clickHouse.insert(TABLE.name(), "vectrail-migration-" + UUID.randomUUID(), row);
    }

    private static List<String> statements(String sql) {
        return Arrays.stream(sql.split(";[ ]*\\R"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static String text(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream("/clickhouse/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program's jar has no migration " + name + "; build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String sql) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(sql.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

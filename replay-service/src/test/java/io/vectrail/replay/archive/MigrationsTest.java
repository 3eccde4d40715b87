package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.replay.Engines;
import io.vectrail.replay.scope.Sight;
import io.vectrail.replay.search.ExchangeFilter;
import io.vectrail.replay.search.Exchanges;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schema comes to be once, and every file of it counts. */
class MigrationsTest {

    @Test
    void everyFileOfTheFolderIsInTheListAndTheirNumbersGoUpByOne() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../deploy/clickhouse"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .sorted()
                    .toList();
            assertThat(Migrations.NAMES).isEqualTo(names);
        }
        for (int i = 0; i < Migrations.NAMES.size(); i++) {
            assertThat(Migrations.NAMES.get(i)).startsWith(String.format(Locale.ROOT, "%04d_", i + 1));
        }
    }

    @Test
    void anArchiveFromBeforeThereWereScoresGetsTheirTablesAndKeepsWhatItHas() {
        try (Database database = new Database()) {
            database.execute("DROP TABLE risk");
            database.execute("DROP TABLE risk_callers");
            database.execute("ALTER TABLE migrations DELETE WHERE name = '0018_risk.sql' SETTINGS mutations_sync = 1");
            database.execute(
                    "INSERT INTO exchanges (id, time, subject) VALUES ('old', '2026-01-01 00:00:00', 'alice')");
            new Migrations(database.clickHouse()).apply();
            assertThat(new Exchanges(database.clickHouse())
                            .newestFirst(ExchangeFilter.ANY, null, 5, Sight.EVERYTHING)
                            .items())
                    .singleElement()
                    .satisfies(item -> assertThat(item.risk()).isNull());
        }
    }

    @Test
    void applyingThemAgainChangesNothingAndAChangedOneIsRefused() {
        String database = "t_" + UUID.randomUUID().toString().replace('-', '_');
        try (ClickHouse clickHouse = new ClickHouse(
                new ClickHouseSettings(URI.create(Engines.clickHouseUrl()), database, "default", "", Map.of()))) {
            Migrations migrations = new Migrations(clickHouse);
            migrations.apply();
            migrations.apply();
            assertThat(clickHouse.query("SELECT name FROM migrations", Map.of(), row -> row.text("name")))
                    .containsExactlyInAnyOrderElementsOf(Migrations.NAMES);

            clickHouse.execute(
                    "INSERT INTO migrations (name, sha256, at) VALUES ('0003_inputs.sql', 'another', now64(3) + 9)",
                    false);
            assertThatThrownBy(migrations::apply)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("0003_inputs.sql");
        }
    }
}

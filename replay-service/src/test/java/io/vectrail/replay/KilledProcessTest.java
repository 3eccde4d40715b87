package io.vectrail.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.local.testkit.LocalIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, killed as by kill -9 again and again while records come in: each is in the archive once. */
class KilledProcessTest {

    private static final Engines ENGINES = Engines.shared();
    private static final int RECORDS = 1_500;
    private static final int KILLS = 3;

    @Tag("heavy") // three starts under load
    @Test
    void aProgramThatIsKilledUnderLoadStoresEachRecordOnce(@TempDir Path folder) throws Exception {
        String subject = "killed-" + UUID.randomUUID();
        String database = "t_" + UUID.randomUUID().toString().replace('-', '_');
        Path log = folder.resolve("log");
        try (LocalIssuer issuer = LocalIssuer.create(folder.resolve("issuer"))) {
            Path config = Files.writeString(folder.resolve("replay.yaml"), ServiceProcess.config(issuer, database));
            AtomicInteger published = new AtomicInteger();
            Thread load = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < RECORDS; i++) {
                    // Some lie in another month, so that a batch is more than one block.
                    ENGINES.publish(Samples.exchange(
                            subject, i % 250 == 0 ? Samples.NOON.minusSeconds(3_000_000) : Samples.NOON, "text " + i));
                    published.incrementAndGet();
                }
            });
            for (int kill = 1; kill <= KILLS; kill++) {
                Process process = ServiceProcess.start(config, log);
                int until = kill * RECORDS / (KILLS + 2);
                Awaitility.await("some are archived")
                        .atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> published.get() >= until && stored(database, subject) > until / 4);
                process.destroyForcibly();
                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
            Process last = ServiceProcess.start(config, log);
            load.join();
            Awaitility.await("all are archived")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> stored(database, subject) >= RECORDS);
            last.destroy();
            assertThat(last.waitFor(30, TimeUnit.SECONDS))
                    .as("it stops in order")
                    .isTrue();
        }

        assertThat(stored(database, subject)).isEqualTo(RECORDS);
        for (String table : List.of("exchanges", "inputs")) {
            String column = table.equals("exchanges") ? "id" : "exchange";
            assertThat(ServiceProcess.number("SELECT uniqExact(" + column + ") FROM " + database + "." + table
                            + " WHERE subject = '" + subject + "'"))
                    .isEqualTo(RECORDS);
            assertThat(ServiceProcess.number(
                            "SELECT count() FROM " + database + "." + table + " WHERE subject = '" + subject + "'"))
                    .isEqualTo(RECORDS);
        }
        assertThat(ServiceProcess.number(
                        "SELECT count() FROM " + database + ".bodies WHERE exchange IN (SELECT id FROM " + database
                                + ".exchanges WHERE subject = '" + subject + "')"))
                .isEqualTo(2L * RECORDS);
    }

    private static long stored(String database, String subject) {
        return ServiceProcess.number(
                "SELECT count() FROM " + database + ".exchanges WHERE subject = '" + subject + "'");
    }
}

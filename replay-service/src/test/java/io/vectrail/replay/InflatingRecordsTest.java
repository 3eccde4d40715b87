package io.vectrail.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.LocalIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that are small to the broker and 100 MB each to whoever reads them, in the heap of the embedded platform. */
@Tag("heavy")
class InflatingRecordsTest {

    private static final int SIZE = 100 << 20;
    private static final int RECORDS = 4;

    @Test
    void theyAreSetAsideOneByOneAndTheProgramLives(@TempDir Path folder) throws Exception {
        String database = "t_" + UUID.randomUUID().toString().replace('-', '_');
        try (Broker broker = Broker.start();
                LocalIssuer issuer = LocalIssuer.create(folder.resolve("issuer"))) {
            Engines engines = new Engines(broker.bootstrap(), Engines.shared().registryUrl());
            for (int i = 0; i < RECORDS; i++) {
                engines.publishCompressed(Topics.EXCHANGES.name(), "somebody", new byte[SIZE]);
            }
            engines.publish(Samples.exchange("somebody", Samples.NOON, "behind them"));
            Path config = Files.writeString(
                    folder.resolve("replay.yaml"),
                    ServiceProcess.config(issuer, database)
                            .replace(Engines.shared().bootstrap(), broker.bootstrap()));

            Process process = ServiceProcess.start(config, folder.resolve("log"), "-Xmx384m");
            Awaitility.await("the exchange behind them is archived, and the program lives")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> {
                        assertThat(process.isAlive()).as("the program is alive").isTrue();
                        return ServiceProcess.number("SELECT count() FROM " + database + ".exchanges") == 1;
                    });
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(folder.resolve("log")))
                    .contains("record set aside")
                    .doesNotContain("starts over");
        }
    }
}

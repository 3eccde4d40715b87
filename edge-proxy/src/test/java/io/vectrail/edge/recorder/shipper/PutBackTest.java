package io.vectrail.edge.recorder.shipper;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that was put back from a backup: what was written since is shipped, and what Kafka had already is not. */
class PutBackTest {

    @TempDir
    Path folder;

    private final WrittenExchanges written = new WrittenExchanges();

    @Test
    void whatIsWrittenAfterTheJournalWasPutBackIsShipped() throws Exception {
        written.ship(folder.resolve("edge"), 5);
        backUp();
        written.ship(folder.resolve("edge"), 20);
        putBack();
        // Killed before it came to Kafka, so that the next run is not the first after the restoration.
        try (Harbour again = new Harbour(folder.resolve("edge"), written.edge)) {
            written.write(again, 2);
        }
        try (Harbour again = new Harbour(folder.resolve("edge"), written.edge)) {
            written.write(again, 3);
            Shipper shipper = again.start();
            again.awaitConnected();
            again.awaitShipped();
            assertThat(shipper.condition()).isInstanceOf(Condition.Degraded.class);
            assertThat(shipper.condition().detail()).contains("put back to an earlier state");
        }
        written.isPublishedOnceAndInOrder();
    }

    @Test
    void whatRunsWithoutKafkaWroteSinceIsShippedAlsoFromLowerSegments() throws Exception {
        written.ship(folder.resolve("edge"), 2);
        backUp();
        written.ship(folder.resolve("edge"), 3);
        written.ship(folder.resolve("edge"), 4);
        putBack();
        for (int run = 0; run < 3; run++) {
            try (Harbour away = new Harbour(folder.resolve("edge"), written.edge)) {
                written.write(away, 1 + run);
            }
        }
        written.ship(folder.resolve("edge"), 1);
        written.isPublishedOnceAndInOrder();
    }

    @Test
    void aRestorationIsCommittedBeforeThereIsAnythingToPublish() throws Exception {
        written.ship(folder.resolve("edge"), 2);
        backUp();
        written.ship(folder.resolve("edge"), 3);
        putBack();
        for (int run = 0; run < 2; run++) {
            try (Harbour quiet = new Harbour(folder.resolve("edge"), written.edge)) {
                Shipper shipper = quiet.start();
                quiet.awaitConnected();
                Awaitility.await().until(() -> shipper.condition().detail().startsWith("shipped up to"));
                String detail = shipper.condition().detail();
                assertThat(detail.contains("put back to an earlier state"))
                        .as("run %s: %s", run, detail)
                        .isEqualTo(run == 0);
            }
        }
        written.ship(folder.resolve("edge"), 2);
        written.isPublishedOnceAndInOrder();
    }

    private void backUp() throws IOException {
        copy(folder.resolve("edge"), folder.resolve("backup"));
    }

    private void putBack() throws IOException {
        delete(folder.resolve("edge"));
        copy(folder.resolve("backup"), folder.resolve("edge"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }
}

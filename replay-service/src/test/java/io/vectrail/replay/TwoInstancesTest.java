package io.vectrail.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.local.process.FreePort;
import io.vectrail.local.testkit.LocalIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two programs share the topics; one joins, freezes for longer than its session, wakes up and loses the other: each record once. */
class TwoInstancesTest {

    private static final Engines ENGINES = Engines.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String subject = "two-" + UUID.randomUUID();
    private final String database = "t_" + UUID.randomUUID().toString().replace('-', '_');
    private final AtomicInteger published = new AtomicInteger();
    private final AtomicBoolean enough = new AtomicBoolean();

    /** Waits for partitions to move, again and again. */
    @Tag("heavy")
    @Test
    void partitionsThatMoveBetweenTwoProgramsLoseNothingAndRepeatNothing(@TempDir Path folder) throws Exception {
        try (LocalIssuer issuer = LocalIssuer.create(folder.resolve("issuer"))) {
            Process first = start(issuer, folder, "first");
            Process second = null;
            Thread load = Thread.ofVirtual().start(this::load);
            try {
                awaitMore(50);
                second = start(issuer, folder, "second");
                Awaitility.await("each has a partition").atMost(PATIENCE).until(() -> holders() == 2);
                awaitMore(50);

                ServiceProcess.signal(first, "STOP");
                Awaitility.await("the other has both").atMost(PATIENCE).until(() -> holders() == 1);
                awaitMore(50);
                ServiceProcess.signal(first, "CONT");
                Awaitility.await("they share again").atMost(PATIENCE).until(() -> holders() == 2);
                awaitMore(50);

                second.destroyForcibly();
                assertThat(second.waitFor(10, TimeUnit.SECONDS)).isTrue();
                Awaitility.await("the one that is left has both")
                        .atMost(PATIENCE)
                        .until(() -> holders() == 1);
                enough.set(true);
                load.join();
                Awaitility.await("all are archived")
                        .atMost(PATIENCE)
                        .until(() -> stored("exchanges") >= published.get() && stored("chain") >= published.get());
            } finally {
                enough.set(true);
                first.destroyForcibly();
                if (second != null) {
                    second.destroyForcibly();
                }
            }
        }
        for (String table : List.of("exchanges", "inputs", "chain")) {
            assertThat(stored(table)).as(table).isEqualTo(published.get());
            assertThat(number("uniqExact(topic, partition, offset)", table))
                    .as(table)
                    .isEqualTo(published.get());
        }
        assertThat(number("count()", "bodies")).isEqualTo(2L * published.get());
    }

    private Process start(LocalIssuer issuer, Path folder, String name) throws Exception {
        Path config = Files.writeString(
                folder.resolve(name + ".yaml"), ServiceProcess.config(issuer, database, FreePort.any()));
        return ServiceProcess.start(config, folder.resolve(name + ".log"));
    }

    /** Both partitions get some; each send waits for the broker, which paces it. */
    private void load() {
        while (!enough.get()) {
            int number = published.get();
            ENGINES.publish(Samples.exchange(subject + (number % 8), Samples.NOON, "text " + number));
            published.incrementAndGet();
        }
    }

    private void awaitMore(int count) {
        long before = stored("exchanges");
        Awaitility.await(count + " more are archived")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> stored("exchanges") >= before + count);
    }

    /** By how many claims the partitions of the exchanges are held. */
    private long holders() {
        return ServiceProcess.number("SELECT uniqExact(highest) FROM (SELECT max(claim) AS highest FROM " + database
                + ".claims WHERE topic = 'vectrail.exchanges' GROUP BY partition)");
    }

    private long stored(String table) {
        return number("count()", table);
    }

    private long number(String what, String table) {
        String ours = table.equals("bodies") || table.equals("chain")
                ? (table.equals("bodies") ? "exchange" : "id") + " IN (SELECT id FROM " + database
                        + ".exchanges WHERE startsWith(subject, '" + subject + "'))"
                : "startsWith(subject, '" + subject + "')";
        return ServiceProcess.number("SELECT " + what + " FROM " + database + "." + table + " WHERE " + ours);
    }
}

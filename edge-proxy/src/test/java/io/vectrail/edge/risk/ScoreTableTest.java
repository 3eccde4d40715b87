package io.vectrail.edge.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A table that holds what was put into it, is bounded, and is read while it is written. */
class ScoreTableTest {

    private static final long HOUR = 3_600_000;
    private static final int MILLION = 1_000_000;

    /** Fills a million. */
    @Tag("heavy")
    @Test
    void aMillionCallersTakeFiftyBytesEachAndEachHasItsOwn() {
        ScoreTable table = new ScoreTable(2 * MILLION);
        long begun = System.nanoTime();
        for (int i = 0; i < MILLION; i++) {
            table.set("caller-" + i, 0, Points.packed(1 + i % 100, HOUR), 0);
        }
        long filled = System.nanoTime();
        double sum = 0;
        for (int i = 0; i < MILLION; i++) {
            double left = table.left("caller-" + i, HOUR);
            assertThat(left == (1 + i % 100) / 2.0).isTrue();
            sum += left;
        }
        long read = System.nanoTime();
        double none = 0;
        for (int i = 0; i < MILLION; i++) {
            none += table.left("other-" + i, HOUR);
        }
        System.out.printf(
                "%.1f bytes a caller; to put %d ns, to find %d ns, to find none %d ns%n",
                (double) table.bytes() / MILLION,
                (filled - begun) / MILLION,
                (read - filled) / MILLION,
                (System.nanoTime() - read) / MILLION);
        assertThat(sum).isEqualTo(25_250_000);
        assertThat(none).isZero();
        assertThat(table.callers()).isEqualTo(MILLION);
        assertThat(table.bytes()).isBetween(40L * MILLION, 52L * MILLION);
    }

    @Test
    void beyondTheBoundTheLowestGo() {
        int most = 64_000;
        ScoreTable table = new ScoreTable(most);
        for (int i = 0; i < 1000; i++) {
            table.set("risky-" + i, 0, Points.packed(90, HOUR), 0);
        }
        for (int i = 0; i < 4 * most; i++) {
            table.set("dull-" + i, 0, Points.packed(1 + i % 7, HOUR), 0);
        }
        assertThat(table.callers()).isBetween(most * 9 / 10, most);
        assertThat(table.bytes()).isLessThan(52L * most);
        assertThat(table.pushedOut()).isEqualTo(1000 + 4L * most - table.callers());
        for (int i = 0; i < 1000; i++) {
            assertThat(table.left("risky-" + i, 0)).isEqualTo(90);
        }
    }

    @Test
    void amongEqualOnesNoHigherOneGoes() {
        ScoreTable table = new ScoreTable(6400);
        for (int i = 0; i < 20_000; i++) {
            table.set("equal-" + i, 0, Points.packed(50, HOUR), 0);
            if (i % 100 == 0) {
                table.set("higher-" + i, 0, Points.packed(51, HOUR), 0);
            }
        }
        for (int i = 0; i < 20_000; i += 100) {
            assertThat(table.left("higher-" + i, 0)).isEqualTo(51);
        }
        assertThat(table.callers()).isLessThanOrEqualTo(6400);
    }

    @Test
    void whoHasNextToNothingLeftIsForgotten() {
        ScoreTable table = new ScoreTable(2 * MILLION);
        for (int i = 0; i < 100_000; i++) {
            table.set("short-" + i, 0, Points.packed(10, HOUR), 0);
            table.set("long-" + i, 0, Points.packed(10, 100 * HOUR), 0);
        }
        long before = table.bytes();
        for (int i = 0; i < 64; i++) {
            table.tidy(10 * HOUR);
        }
        assertThat(table.callers()).isEqualTo(100_000);
        assertThat(table.bytes()).isLessThan(before * 2 / 3);
        assertThat(table.pushedOut()).isZero();
        assertThat(table.left("long-7", 100 * HOUR)).isEqualTo(5);
    }

    @Test
    void whateverIsDoneToItItHoldsWhatAMapWould() {
        Random random = new Random(7);
        ScoreTable table = new ScoreTable(MILLION);
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < 300_000; i++) {
            String subject = "s" + random.nextInt(20_000);
            if (random.nextInt(4) == 0) {
                table.remove(subject, 0);
                expected.remove(subject);
            } else {
                int points = 1 + random.nextInt(200);
                table.set(subject, 0, Points.packed(points, HOUR), 0);
                expected.put(subject, points);
            }
            if (random.nextInt(1000) == 0) {
                table.tidy(0);
            }
        }
        assertThat(table.callers()).isEqualTo(expected.size());
        for (int i = 0; i < 20_000; i++) {
            assertThat(table.left("s" + i, 0)).isEqualTo((double) expected.getOrDefault("s" + i, 0));
        }
    }

    /** Points, time and half-life of one score always belong together: whatever is read, it is one of those that were written. */
    @Test
    void whoReadsWhileOthersAreWrittenSeesWholeScores() throws Exception {
        ScoreTable table = new ScoreTable(64_000);
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch reading = new CountDownLatch(2);
        table.set("alice", 0, Points.packed(64, HOUR), 0);
        try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                all.add(readers.submit(() -> {
                    long reads = 0;
                    while (!over.get()) {
                        assertThat(table.left("alice", 6 * HOUR)).isCloseTo(1, within(1e-6));
                        if (reads++ == 0) {
                            reading.countDown();
                        }
                    }
                    return reads;
                }));
            }
            assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 100_000; i++) {
                // All of them are one point at the sixth hour.
                int hours = i % 7;
                table.set("alice", (6 - hours) * HOUR, Points.packed(1 << hours, HOUR), 0);
                table.set("other-" + i, 0, Points.packed(0.6, HOUR), 0);
            }
            over.set(true);
            for (Future<Long> each : all) {
                assertThat(each.get(30, TimeUnit.SECONDS)).isPositive();
            }
        }
    }
}

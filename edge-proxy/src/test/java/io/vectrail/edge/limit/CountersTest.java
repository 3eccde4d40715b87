package io.vectrail.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.edge.limit.Counter.Taken;
import io.vectrail.edge.limit.Counter.Told;
import io.vectrail.edge.limit.Counters.Took;
import io.vectrail.policy.rule.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What is counted, up to when, and how much there is room for. */
class CountersTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final CounterKey ALICE = vectors("alice");

    private final Counters counters = new Counters(10);

    @Test
    void aWindowTakesItsAmountAndTheNextOneAnother() {
        assertThat(take(ALICE, NOON, 7, 10)).isTrue();
        assertThat(take(ALICE, NOON, 4, 10)).isFalse();
        assertThat(take(ALICE, NOON, 3, 10)).isTrue();
        assertThat(take(ALICE, NOON, 1, 10)).isFalse();
        assertThat(take(vectors("bob"), NOON, 10, 10)).isTrue();
        assertThat(take(ALICE, NOON.plus(Duration.ofHours(12)), 10, 10)).isTrue();
    }

    @Test
    void aClockThatIsSetBackRefillsNothing() {
        assertThat(take(ALICE, NOON, 10, 10)).isTrue();
        assertThat(take(ALICE, NOON.minus(Duration.ofDays(1)), 1, 10)).isFalse();
        assertThat(take(ALICE, NOON, 1, 10)).isFalse();
    }

    @Test
    void aLowerLimitOfTheSameRuleCountsWhatPassedBefore() {
        assertThat(take(ALICE, NOON, 5, 10)).isTrue();
        assertThat(take(ALICE, NOON, 1, 5)).isFalse();
        assertThat(take(ALICE, NOON, 1, 6)).isTrue();
    }

    @Test
    void whatIsGivenBackIsThereAgainInItsOwnWindowAlone() {
        Took took = Objects.requireNonNull(counters.take(ALICE, NOON, 10, 10));
        long window = ((Taken.Of) took.taken()).window();
        took.counter().giveBack(window, 4);
        assertThat(take(ALICE, NOON, 4, 10)).isTrue();
        assertThat(take(ALICE, NOON, 1, 10)).isFalse();
        Instant tomorrow = NOON.plus(Duration.ofDays(1));
        assertThat(take(ALICE, tomorrow, 10, 10)).isTrue();
        took.counter().giveBack(window, 4);
        assertThat(take(ALICE, tomorrow, 1, 10)).isFalse();
    }

    @Test
    void whatOthersLetThroughCountsByTheirLatestWord() {
        long today = Rate.Of.VECTORS_PER_DAY.window(NOON);
        counters.hear(ALICE, "two", today, 3);
        counters.hear(ALICE, "three", today, 4);
        counters.hear(ALICE, "two", today, 2);
        assertThat(take(ALICE, NOON, 5, 10)).isFalse();
        assertThat(take(ALICE, NOON, 4, 10)).isTrue();
        // An edge whose clock is ahead still counts for today, and one that is behind does not for tomorrow.
        counters.hear(ALICE, "two", today + Duration.ofDays(1).toMillis(), 9);
        assertThat(take(ALICE, NOON, 1, 10)).isFalse();
        assertThat(take(ALICE, NOON.plus(Duration.ofDays(1)), 1, 10)).isTrue();
        assertThat(take(ALICE, NOON.plus(Duration.ofDays(1)), 1, 10)).isFalse();
    }

    @Test
    void whatNobodyWouldWriteTurnsNoSumOver() {
        long today = Rate.Of.VECTORS_PER_DAY.window(NOON);
        counters.hear(ALICE, "two", today, -5);
        assertThat(take(ALICE, NOON, 10, 10)).isTrue();
        counters.hear(ALICE, "two", today, Long.MAX_VALUE);
        counters.hear(ALICE, "three", today, Long.MAX_VALUE);
        counters.recall(ALICE, today, Long.MAX_VALUE);
        assertThat(take(ALICE, NOON, 1, Long.MAX_VALUE / 10)).isFalse();
    }

    @Test
    void edgesThatAreGoneMakeRoomForOthers() {
        for (int day = 0; day < 3; day++) {
            Instant now = NOON.plus(Duration.ofDays(day));
            assertThat(take(ALICE, now, 1, 1000)).isTrue();
            for (int edge = 0; edge < Counter.MOST_EDGES; edge++) {
                counters.hear(ALICE, "edge-" + day + "-" + edge, Rate.Of.VECTORS_PER_DAY.window(now), 1);
            }
            assertThat(take(ALICE, now, 1000 - Counter.MOST_EDGES, 1000)).isFalse();
            assertThat(take(ALICE, now, 999 - Counter.MOST_EDGES, 1000)).isTrue();
        }
    }

    @Test
    void anEarlierRunsCountIsTakenUpUnlessItsWindowIsOver() {
        long today = Rate.Of.VECTORS_PER_DAY.window(NOON);
        assertThat(take(ALICE, NOON, 1, 10)).isTrue();
        counters.recall(ALICE, today, 7);
        counters.recall(vectors("bob"), today - Duration.ofDays(1).toMillis(), 7);
        assertThat(take(ALICE, NOON, 3, 10)).isFalse();
        assertThat(take(vectors("bob"), NOON, 10, 10)).isTrue();
        assertThat(told(NOON)).containsExactly(Map.entry("alice", 8L), Map.entry("bob", 10L));
    }

    @Test
    void changesAreToldOnceAndAgainWhereTheyMayNotHaveArrived() {
        take(ALICE, NOON, 2, 10);
        assertThat(told(NOON)).containsExactly(Map.entry("alice", 2L));
        assertThat(told(NOON)).isEmpty();
        take(ALICE, NOON, 1, 10);
        counters.hear(vectors("bob"), "two", Rate.Of.VECTORS_PER_DAY.window(NOON), 1);
        counters.tellAgain();
        assertThat(told(NOON)).containsExactly(Map.entry("alice", 3L));
    }

    @Test
    void thereIsRoomForSoManyAndThoseWhoseWindowIsOverMakeRoom() {
        for (int i = 0; i < 10; i++) {
            assertThat(take(vectors("caller " + i), NOON, 1, 10)).isTrue();
        }
        assertThat(counters.take(ALICE, NOON, 1, 10)).isNull();
        assertThat(counters.full()).isTrue();
        assertThat(take(vectors("caller 3"), NOON, 9, 10)).isTrue();
        told(NOON.plus(Duration.ofHours(11)));
        assertThat(counters.size()).isEqualTo(10);
        told(NOON.plus(Duration.ofHours(12)));
        assertThat(counters.size()).isZero();
        assertThat(take(ALICE, NOON.plus(Duration.ofHours(12)), 1, 10)).isTrue();
    }

    @Test
    void whatOnlyOthersCountLeavesSomeOfTheRoom() {
        long today = Rate.Of.VECTORS_PER_DAY.window(NOON);
        for (int i = 0; i < 20; i++) {
            counters.hear(vectors("caller " + i), "two", today, 1);
        }
        assertThat(counters.size()).isEqualTo(8);
        assertThat(counters.notKept()).isEqualTo(12);
        assertThat(take(ALICE, NOON, 10, 10)).isTrue();
        assertThat(take(vectors("caller 3"), NOON, 10, 10)).isFalse();
    }

    @Test
    void threadsTogetherNeverTakeMoreThanThereIsWhileCountersComeAndGo() throws Exception {
        int threads = 8;
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Integer>> each = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads + 1)) {
            for (int i = 0; i < threads; i++) {
                each.add(pool.submit(() -> {
                    go.await();
                    int taken = 0;
                    for (int n = 0; n < 2000; n++) {
                        taken += take(ALICE, NOON, 3, 1000) ? 1 : 0;
                    }
                    return taken;
                }));
            }
            Future<?> sweeping = pool.submit(() -> {
                go.await();
                for (int n = 0; n < 1000; n++) {
                    told(NOON);
                }
                return null;
            });
            go.countDown();
            int all = 0;
            for (Future<Integer> one : each) {
                all += one.get();
            }
            sweeping.get();
            assertThat(all).isEqualTo(333);
        }
    }

    @Test
    void aLongNameIsCountedByItsHash() {
        CounterKey one = vectors("a".repeat(300));
        assertThat(one.who()).hasSize("sha256:".length() + 64);
        assertThat(one).isNotEqualTo(vectors("a".repeat(301)));
        assertThat(vectors("a|b").onKafka("edge")).isEqualTo("edge|vectorsPerDay|caller|rule|a|b");
    }

    private boolean take(CounterKey key, Instant now, long amount, long most) {
        return Objects.requireNonNull(counters.take(key, now, amount, most)).taken() instanceof Taken.Of;
    }

    private Map<String, Long> told(Instant now) {
        Map<String, Long> told = new TreeMap<>();
        counters.sweep(now, (CounterKey key, Told one) -> told.put(key.who(), one.used()));
        return told;
    }

    private static CounterKey vectors(String who) {
        return new CounterKey("rule", Rate.Of.VECTORS_PER_DAY, false, who);
    }
}

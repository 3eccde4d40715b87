package io.vectrail.streams.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vectrail.runtime.health.Condition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StartupTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void aStepIsTriedUntilItSucceedsBeforeTheNextBegins() {
        DependencyCondition first = new DependencyCondition("not asked yet");
        DependencyCondition second = new DependencyCondition("not asked yet");
        AtomicInteger tries = new AtomicInteger();
        List<Startup.Step> steps = List.of(
                new Startup.Step("first", first, () -> failTwice(tries), "is there"),
                new Startup.Step("second", second, () -> assertThat(tries).hasValue(3), "is there, too"));
        try (Startup startup = new Startup(steps, new StopSignal())) {
            startup.begin();
            await().atMost(SOON).until(() -> first.get().equals(new Condition.Down("away; start it")));
            await().atMost(SOON).until(() -> second.get().equals(new Condition.Up("is there, too")));
            assertThat(first.get()).isEqualTo(new Condition.Up("is there"));
        }
    }

    @Test
    void closingInterruptsTheStepInHand() {
        CountDownLatch entered = new CountDownLatch(1);
        AtomicInteger later = new AtomicInteger();
        List<Startup.Step> steps = List.of(
                new Startup.Step("stuck", new DependencyCondition(""), () -> waitForever(entered), ""),
                new Startup.Step("later", new DependencyCondition(""), later::incrementAndGet, ""));
        try (Startup startup = new Startup(steps, new StopSignal())) {
            startup.begin();
            await().atMost(SOON).until(() -> entered.getCount() == 0);
        }
        assertThat(later).hasValue(0);
    }

    private static void failTwice(AtomicInteger tries) {
        if (tries.incrementAndGet() < 3) {
            throw new IllegalStateException("away; start it");
        }
    }

    private static void waitForever(CountDownLatch entered) {
        entered.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

package io.vectrail.replay.web;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Two who do something at the same moment. */
final class AtOnce {

    private AtOnce() {}

    /** What came of each, in this order. */
    static <T> List<T> both(Callable<T> one, Callable<T> other) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> all = new ArrayList<>();
            for (Callable<T> each : List.of(one, other)) {
                all.add(threads.submit(() -> {
                    barrier.await(10, TimeUnit.SECONDS);
                    return each.call();
                }));
            }
            return List.of(
                    all.getFirst().get(60, TimeUnit.SECONDS), all.getLast().get(60, TimeUnit.SECONDS));
        }
    }
}

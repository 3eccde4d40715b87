package io.vectrail.replay.desk;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Steps that somebody waits for, until they are read. Thread-safe.
 *
 * @param <A> what the steps are of
 */
public final class Awaited<A> {

    private final Map<String, CompletableFuture<Read<A>>> steps = new ConcurrentHashMap<>();

    /**
     * What reading a step came to.
     *
     * @param counted whether it was of consequence
     * @param after what it is of, after it; null where that is not known
     */
    public record Read<A>(boolean counted, @Nullable A after) {}

    /** What a step will have come to, once it is read; to be called before it is written, and given up after. */
    CompletableFuture<Read<A>> await(String step) {
        return steps.computeIfAbsent(step, fresh -> new CompletableFuture<>());
    }

    void giveUp(String step) {
        steps.remove(step);
    }

    public boolean has(String step) {
        return steps.containsKey(step);
    }

    /** It was read: whoever waits is told. */
    public void read(String step, boolean counted, @Nullable A after) {
        CompletableFuture<Read<A>> waits = steps.remove(step);
        if (waits != null) {
            waits.complete(new Read<>(counted, after));
        }
    }
}

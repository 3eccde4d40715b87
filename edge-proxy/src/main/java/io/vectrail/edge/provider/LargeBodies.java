package io.vectrail.edge.provider;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where bodies are read. A usual one is read at once, on the thread that has it; one that takes milliseconds would hold up
 * everybody else of an I/O thread, and goes to a worker, on which the stages behind it go on.
 */
public final class LargeBodies {

    /** About what is read in a millisecond, and hashed for the record in another. */
    static final int AT_ONCE_BYTES = 256 * 1024;

    /** An encoded body may grow. */
    private static final int GROWTH = 16;

    private final Executor workers;

    public LargeBodies(Executor workers) {
        this.workers = workers;
    }

    /** @param weight how many times as long it takes as reading does, since more is done behind it */
    <T> CompletionStage<T> read(byte[] body, @Nullable String encoding, int weight, Supplier<T> reading) {
        long bytes = (encoding == null ? body.length : (long) body.length * GROWTH) * weight;
        return bytes <= AT_ONCE_BYTES
                ? CompletableFuture.completedFuture(reading.get())
                : CompletableFuture.supplyAsync(reading, workers);
    }
}

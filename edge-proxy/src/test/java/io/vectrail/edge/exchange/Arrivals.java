package io.vectrail.edge.exchange;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Requests as they arrive, with hardly anything in them. */
public final class Arrivals {

    private Arrivals() {}

    /** To the connection {@code openai}, with an empty body; what is to run on the I/O thread runs at once. */
    public static Arrival of(String method, String path, String query, Header... headers) {
        return new Arrival(
                UUID.randomUUID(),
                Instant.EPOCH,
                0,
                method,
                "openai",
                path,
                query,
                new Headers(List.of(headers)),
                "127.0.0.1",
                null,
                new NoBody(),
                new MemoryBudget(1 << 20).share(),
                () -> false,
                Runnable::run);
    }

    private static final class NoBody implements RequestBody {

        @Override
        public long announced() {
            return 0;
        }

        @Override
        public CompletionStage<byte[]> read(long mostBytes) {
            return CompletableFuture.completedFuture(new byte[0]);
        }
    }
}

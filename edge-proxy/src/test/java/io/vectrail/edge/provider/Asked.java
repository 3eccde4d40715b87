package io.vectrail.edge.provider;

import io.vectrail.edge.document.GatewayDocument;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.MemoryBudget;
import io.vectrail.edge.exchange.RequestBody;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A request that nobody sent, as the stages see it. */
record Asked(GatewayDocument document, String connection) {

    Exchange of(String method, String path, String query, Headers headers) {
        return new Exchange(
                new Arrival(
                        UUID.randomUUID(),
                        Instant.EPOCH,
                        0,
                        method,
                        connection,
                        path,
                        query,
                        headers,
                        "127.0.0.1",
                        new NoBody(),
                        new MemoryBudget(1 << 20).share(),
                        () -> false,
                        Runnable::run),
                document);
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

package io.vectrail.streams.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.AuditSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryOutageTest {

    @Test
    void anExchangeWithANewSchemaWaitsForTheRegistryAndIsNotPoison(@TempDir Path folder) {
        try (TopologyBench bench = new TopologyBench(folder)) {
            AuditExchange exchange = Exchanges.exchange("alice", "openai", Exchanges.NOON);
            bench.fakeRegistry.away(true);
            CompletableFuture<Void> processed = CompletableFuture.runAsync(() -> bench.send(exchange));
            await().atMost(Duration.ofSeconds(10)).until(() -> bench.fakeRegistry.refusals() >= 2);
            assertThat(processed).isNotDone();
            bench.fakeRegistry.away(false);
            assertThat(processed).succeedsWithin(Duration.ofSeconds(10));
            assertThat(bench.table())
                    .singleElement()
                    .extracting(AuditSession::getExchanges)
                    .isEqualTo(1L);
            assertThat(bench.deadLetters()).isEmpty();
            assertThat(bench.meters.counter("vectrail.registry.waits").count()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void whatTheStoreHoldsIsReadWithoutTheRegistry(@TempDir Path folder) {
        try (TopologyBench bench = new TopologyBench(folder)) {
            bench.send(Exchanges.exchange("alice", "openai", Exchanges.NOON));
            bench.fakeRegistry.away(true);
            bench.send(Exchanges.exchange("alice", "openai", Exchanges.NOON.plusSeconds(1)));
            assertThat(bench.fakeRegistry.refusals()).isZero();
            bench.fakeRegistry.away(false);
            assertThat(bench.table())
                    .singleElement()
                    .extracting(AuditSession::getExchanges)
                    .isEqualTo(2L);
        }
    }
}

package io.vectrail.edge.provider.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.Targets;
import io.vectrail.edge.exchange.MemoryBudget;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.event.Forwarded;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Providers that say that they are busy, and connections that have as many calls as they may. */
class BusyUpstreamTest {

    @AutoClose
    private final LoneClient caller = new LoneClient();

    @Test
    void aBusyProviderIsAskedAgainAfterTheTimeThatItNamed() throws Exception {
        try (HandServer server = HandServer.answering(
                HandServer.status("429 Too Many", "Retry-After: 1\r\n", "slow down"),
                HandServer.status("503 Busy", "Retry-After: " + inOneSecond() + "\r\n", "busy"),
                HandServer.ok("good"))) {
            Targets targets = LoneClient.targets(server.url());
            UpstreamAnswer answer = LoneClient.answer(caller.call(targets));
            assertThat(new String(answer.body())).isEqualTo("good");
            assertThat(answer.attempts()).isEqualTo(3);
            assertThat(answer.nanos()).isGreaterThan(Duration.ofSeconds(1).toNanos());
            UpstreamCounts counts = caller.client.counts(targets);
            assertThat(counts.retries(RetryReason.RATE_LIMITED)).isEqualTo(1);
            assertThat(counts.retries(RetryReason.UNAVAILABLE)).isEqualTo(1);
            assertThat(counts.rateLimited()).isEqualTo(1);
            assertThat(counts.attempts()).isEqualTo(3);
            assertThat(server.asked)
                    .hasSize(3)
                    .allSatisfy(asked -> assertThat(asked).endsWith(LoneClient.BODY));
            assertThat(server.accepted).hasSize(1);
        }
    }

    @Test
    void anotherTargetIsAskedAtOnce() throws Exception {
        for (String status : new String[] {"429 Too Many", "503 Busy"}) {
            try (HandServer busy = HandServer.answering(HandServer.status(status, "Retry-After: 3600\r\n", "busy"));
                    HandServer idle = HandServer.answering(HandServer.ok("good"))) {
                Targets targets = LoneClient.targets(busy.url(), idle.url());
                UpstreamAnswer answer = LoneClient.answer(caller.call(targets));
                assertThat(new String(answer.body())).isEqualTo("good");
                assertThat(answer.attempts()).isEqualTo(2);
                assertThat(answer.targets()).hasSize(2);
            }
        }
    }

    @Test
    void whereAllAreBusyTheFirstTimeIsWaitedFor() throws Exception {
        try (HandServer first = HandServer.answering(
                        HandServer.status("429 Too Many", "Retry-After: 0\r\n", "busy"), HandServer.ok("first"));
                HandServer second =
                        HandServer.answering(HandServer.status("429 Too Many", "Retry-After: 60\r\n", "busy"))) {
            UpstreamAnswer answer = LoneClient.answer(caller.call(LoneClient.targets(first.url(), second.url())));
            assertThat(new String(answer.body())).isEqualTo("first");
            assertThat(answer.attempts()).isEqualTo(3);
        }
    }

    /** Nor is the busy one asked before its time. */
    @Test
    void aTargetThatIsAwayDoesNotTakeThePlaceOfWhatABusyOneSaid() throws Exception {
        try (HandServer busy =
                HandServer.answering(HandServer.status("429 Too Many", "Retry-After: 3600\r\n", "slow down"))) {
            UpstreamAnswer answer = LoneClient.answer(caller.call(LoneClient.targets(busy.url(), HandServer.nobody())));
            assertThat(answer.status()).isEqualTo(429);
            assertThat(new String(answer.body())).isEqualTo("slow down");
            assertThat(busy.asked).hasSize(1);
            assertThat(caller.memory.held()).isEqualTo((long) MemoryBudget.COPIES * answer.body().length);
        }
    }

    @Test
    void theOneThatIsToBeAskedAgainFirstIs() throws Exception {
        try (HandServer late =
                        HandServer.answering(HandServer.status("429 Too Many", "Retry-After: 3600\r\n", "slow down"));
                HandServer soon = HandServer.answering(
                        HandServer.status("503 Busy", "Retry-After: 1\r\n", "a moment"), HandServer.ok("good"))) {
            UpstreamAnswer answer = LoneClient.answer(caller.call(LoneClient.targets(late.url(), soon.url())));
            assertThat(new String(answer.body())).isEqualTo("good");
            assertThat(late.asked).hasSize(1);
            assertThat(answer.attempts()).isEqualTo(3);
            assertThat(caller.memory.held()).isEqualTo((long) MemoryBudget.COPIES * answer.body().length);
        }
    }

    @Test
    void whatSaysNoTimeOrOneThatDoesNotFitPassesAsItCame() throws Exception {
        caller.within(Duration.ofSeconds(3));
        for (String header : new String[] {"", "Retry-After: 3\r\n", "Retry-After: soon\r\n"}) {
            try (HandServer server = HandServer.answering(
                    HandServer.status("429 Too Many", header, "slow down"), HandServer.ok("good"))) {
                UpstreamAnswer answer = LoneClient.answer(caller.call(LoneClient.targets(server.url())));
                assertThat(answer.status()).isEqualTo(429);
                assertThat(new String(answer.body())).isEqualTo("slow down");
                assertThat(answer.attempts()).isEqualTo(1);
            }
        }
    }

    @Test
    void theLastOfSeveralBusyAnswersPasses() throws Exception {
        try (HandServer server =
                HandServer.answering(HandServer.status("503 Busy", "Retry-After: 0\r\n", "busy as ever"))) {
            UpstreamAnswer answer = LoneClient.answer(caller.call(LoneClient.targets(server.url())));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(new String(answer.body())).isEqualTo("busy as ever");
            assertThat(answer.attempts()).isEqualTo(4);
            assertThat(server.asked).hasSize(4);
        }
    }

    @Test
    void theDeadlineIsOneForAllAttempts() throws Exception {
        caller.within(Duration.ofSeconds(3));
        try (HandServer server = new HandServer(socket -> {})) {
            server.converses(socket -> {
                server.readRequest(socket);
                socket.getOutputStream()
                        .write(HandServer.status("429 Too Many", "Retry-After: 2\r\n", "slow")
                                .getBytes());
                server.readRequest(socket);
                socket.getInputStream().read();
            });
            UpstreamFailedException failed = LoneClient.failure(caller.call(LoneClient.targets(server.url())));
            assertThat(failed.code()).isEqualTo(RefusalCode.UPSTREAM_TIMEOUT);
            assertThat(failed.attempts()).isEqualTo(2);
            assertThat(failed.forwarded()).isEqualTo(Forwarded.YES);
            assertThat(failed.nanos()).isBetween(2_900_000_000L, 4_900_000_000L);
            assertThat(caller.memory.held()).isZero();
        }
    }

    @Test
    void nothingIsSentAgainForACallerThatHungUp() throws Exception {
        try (HandServer server = HandServer.answering(
                HandServer.status("429 Too Many", "Retry-After: 1\r\n", "slow down"), HandServer.ok("good"))) {
            CompletableFuture<UpstreamAnswer> call = caller.call(LoneClient.targets(server.url()));
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> server.asked.size() == 1);
            caller.gone.set(true);
            assertThat(LoneClient.answer(call).status()).isEqualTo(429);
            assertThat(server.asked).hasSize(1);
        }
    }

    @Test
    void aConnectionTakesAsManyCallsAsItMayAndRefusesTheOthersAtOnce() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (HandServer server = answeringAfter(go)) {
            caller.atMost(2);
            Targets targets = LoneClient.targets(server.url());
            CompletableFuture<UpstreamAnswer> first = caller.call(targets);
            CompletableFuture<UpstreamAnswer> second = caller.call(targets);
            UpstreamFailedException third = LoneClient.failure(caller.call(targets));
            assertThat(third.code()).isEqualTo(RefusalCode.RATE_LIMITED);
            assertThat(third.forwarded()).isEqualTo(Forwarded.NO);
            assertThat(third.attempts()).isZero();
            assertThat(caller.client.underWay("c")).isEqualTo(2);
            assertThat(caller.client.counts(targets).tooMany()).isEqualTo(1);
            go.countDown();
            assertThat(LoneClient.answer(first).status()).isEqualTo(200);
            assertThat(LoneClient.answer(second).status()).isEqualTo(200);
            assertThat(LoneClient.answer(caller.call(targets)).status()).isEqualTo(200);
        }
    }

    @Test
    void callersThatHungUpKeepNoPlaceAndTheirCallsGoOnUntilThereAreTooMany() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (HandServer server = answeringAfter(go)) {
            caller.atMost(1);
            caller.gone.set(true);
            Targets targets = LoneClient.targets(server.url());
            CompletableFuture<UpstreamAnswer> first = caller.call(targets);
            CompletableFuture<UpstreamAnswer> second = afterRefusals(targets);
            assertThat(caller.client.underWay("c")).isEqualTo(2);
            Awaitility.await()
                    .during(Duration.ofSeconds(1))
                    .until(() -> LoneClient.failure(caller.call(targets)).code().equals(RefusalCode.RATE_LIMITED));
            go.countDown();
            assertThat(LoneClient.answer(first).status()).isEqualTo(200);
            assertThat(LoneClient.answer(second).status()).isEqualTo(200);
            assertThat(caller.client.underWay("c")).isZero();
        }
    }

    private static HandServer answeringAfter(CountDownLatch go) throws IOException {
        HandServer server = new HandServer(socket -> {});
        server.converses(socket -> {
            // It goes on with the connection: one that closed now, unsaid, could break a call that is sent at that
            // moment.
            while (true) {
                server.readRequest(socket);
                go.await(20, TimeUnit.SECONDS);
                socket.getOutputStream().write(HandServer.ok("good").getBytes());
            }
        });
        return server;
    }

    private static boolean endsSoon(CompletableFuture<UpstreamAnswer> call) {
        try {
            return call.handle((answer, failure) -> true).get(200, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** A call that has found a place. */
    private CompletableFuture<UpstreamAnswer> afterRefusals(Targets targets) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> caller.call(targets), call -> !endsSoon(call));
    }

    @Test
    void whatTheProviderSaysIsLeftIsSeen() throws Exception {
        for (String header : new String[] {
            "x-ratelimit-remaining-requests: 41\r\nx-ratelimit-remaining-tokens: 149984\r\n",
            "ratelimit-remaining: 41\r\nratelimitbysize-remaining: 149984\r\n"
        }) {
            try (HandServer server = HandServer.answering(HandServer.status("200 OK", header, "good"))) {
                Targets targets = LoneClient.targets(server.url());
                UpstreamAnswer answer = LoneClient.answer(caller.call(targets));
                assertThat(answer.headers().first(header.split(":", 2)[0])).isEqualTo("41");
                assertThat(caller.client.counts(targets).requestsLeft()).isEqualTo(41);
                assertThat(caller.client.counts(targets).tokensLeft()).isEqualTo(149_984);
            }
        }
    }

    private static String inOneSecond() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2));
    }
}

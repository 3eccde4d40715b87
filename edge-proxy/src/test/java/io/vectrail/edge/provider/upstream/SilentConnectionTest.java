package io.vectrail.edge.provider.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.Targets;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.UpstreamAnswer;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Connections whose other side is gone without a word, and those that something on the way may have forgotten. */
class SilentConnectionTest {

    private static final Duration LONG = Duration.ofSeconds(90);

    @Test
    void anHttp2ConnectionThatSaidNothingForAWholeCallServesNoOther() throws Exception {
        try (FrameServer server = answering();
                LoneClient caller = new LoneClient()) {
            Targets targets = LoneClient.http2(server.url(), null);
            LoneClient.answer(caller.call(targets));
            server.deafen();
            caller.within(Duration.ofMillis(300));
            assertThat(code(caller.call(targets))).isEqualTo(RefusalCode.UPSTREAM_TIMEOUT);
            server.listen();
            caller.within(Duration.ofSeconds(10));
            assertThat(LoneClient.answer(caller.call(targets)).attempts()).isEqualTo(1);
            assertThat(server.server.accepted).hasSize(2);
        }
    }

    @Test
    void anHttp2ConnectionThatAnswersNoPingIsBrokenLongBeforeTheDeadline() throws Exception {
        try (FrameServer server = answering();
                LoneClient caller = beating(Duration.ofMillis(50))) {
            caller.within(Duration.ofMinutes(5));
            Targets targets = LoneClient.http2(server.url(), null);
            LoneClient.answer(caller.call(targets));
            server.deafen();
            CompletableFuture<UpstreamAnswer> first = caller.call(targets);
            CompletableFuture<UpstreamAnswer> second = caller.call(targets);
            assertThat(code(first)).isEqualTo(RefusalCode.UPSTREAM_UNREACHABLE);
            assertThat(code(second)).isEqualTo(RefusalCode.UPSTREAM_UNREACHABLE);
            server.listen();
            assertThat(LoneClient.answer(caller.call(targets)).status()).isEqualTo(200);
            assertThat(server.pings).hasValue(0);
        }
    }

    @Test
    void aSlowServerThatAnswersPingsIsWaitedFor() throws Exception {
        CountDownLatch beaten = new CountDownLatch(1);
        try (FrameServer server = answering();
                LoneClient caller = beating(Duration.ofMillis(20))) {
            server.answers((peer, stream, body) -> Thread.ofVirtual().start(() -> {
                try {
                    beaten.await(15, TimeUnit.SECONDS);
                    peer.head(stream);
                    peer.body(stream, "at last");
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }));
            CompletableFuture<UpstreamAnswer> call = caller.call(LoneClient.http2(server.url(), null));
            Awaitility.await().until(() -> server.pings.get() >= 12);
            beaten.countDown();
            assertThat(new String(LoneClient.answer(call).body())).isEqualTo("at last");
            assertThat(server.server.accepted).hasSize(1);
        }
    }

    @Test
    void nobodyIsAskedWhileNobodyWaits() throws Exception {
        try (FrameServer server = answering();
                LoneClient caller = beating(Duration.ofMillis(20))) {
            Targets targets = LoneClient.http2(server.url(), null);
            LoneClient.answer(caller.call(targets));
            // Another connection's beats tell that the time for some of this one's has passed.
            try (FrameServer other = new FrameServer((peer, stream, body) -> {})) {
                CompletableFuture<UpstreamAnswer> waiting = caller.call(LoneClient.http2(other.url(), null));
                Awaitility.await().until(() -> other.pings.get() >= 5);
                assertThat(waiting).isNotDone();
            }
            assertThat(server.pings.get()).isLessThanOrEqualTo(1);
        }
    }

    /** Each takes a connection of its own, and all of these are dead at once. */
    @Test
    void theOthersThatAreKeptGoWithAnHttp1ConnectionThatSaidNothing() throws Exception {
        CountDownLatch all = new CountDownLatch(3);
        try (HandServer server = HandServer.answering(HandServer.ok("good"));
                LoneClient caller = new LoneClient()) {
            server.converses(socket -> {
                server.readRequest(socket);
                all.countDown();
                all.await(10, TimeUnit.SECONDS);
                socket.getOutputStream().write(HandServer.ok("good").getBytes());
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            });
            Targets targets = LoneClient.targets(server.url());
            List<CompletableFuture<UpstreamAnswer>> calls = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                calls.add(caller.call(targets));
            }
            for (CompletableFuture<UpstreamAnswer> call : calls) {
                LoneClient.answer(call);
            }
            caller.within(Duration.ofMillis(300));
            assertThat(code(caller.call(targets))).isEqualTo(RefusalCode.UPSTREAM_TIMEOUT);
            caller.within(Duration.ofSeconds(10));
            assertThat(LoneClient.answer(caller.call(targets)).status()).isEqualTo(200);
            assertThat(server.accepted).hasSize(4);
        }
    }

    @Test
    void oneThatWasIdleForTooLongIsClosedAndNotUsed() throws Exception {
        UpstreamSettings settings = new UpstreamSettings(256, 1000, Duration.ofSeconds(3), Duration.ZERO);
        try (HandServer server = HandServer.answering(HandServer.ok("good"));
                FrameServer frames = answering();
                LoneClient caller = new LoneClient(Resolver.SYSTEM, settings)) {
            for (Targets targets : List.of(LoneClient.targets(server.url()), LoneClient.http2(frames.url(), null))) {
                LoneClient.answer(caller.call(targets));
                assertThat(LoneClient.answer(caller.call(targets)).attempts()).isEqualTo(1);
            }
            assertThat(server.accepted).hasSize(2);
            assertThat(frames.server.accepted).hasSize(2);
            Awaitility.await()
                    .until(() -> server.accepted.getFirst().isClosed()
                            && frames.server.accepted.getFirst().isClosed());
        }
    }

    @Test
    void oneThatIsIdleForTooLongIsClosedThoughNobodyCalls() throws Exception {
        UpstreamSettings settings = new UpstreamSettings(256, 1000, Duration.ofSeconds(3), Duration.ofMillis(200));
        try (HandServer server = HandServer.answering(HandServer.ok("good"));
                LoneClient caller = new LoneClient(Resolver.SYSTEM, settings)) {
            LoneClient.answer(caller.call(LoneClient.targets(server.url())));
            Awaitility.await().until(() -> server.accepted.getFirst().isClosed());
        }
    }

    private static FrameServer answering() throws Exception {
        return new FrameServer((peer, stream, body) -> {
            peer.head(stream);
            peer.body(stream, "good");
        });
    }

    private static LoneClient beating(Duration pause) throws Exception {
        return new LoneClient(Resolver.SYSTEM, new UpstreamSettings(256, 1000, pause, LONG));
    }

    private static RefusalCode code(CompletableFuture<UpstreamAnswer> call) throws Exception {
        return LoneClient.failure(call).code();
    }
}

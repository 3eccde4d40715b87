package io.vectrail.edge.provider.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.Targets;
import io.vectrail.edge.exchange.UpstreamAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** HTTP/2 servers that say GOAWAY while calls are under way. */
class LeavingServerTest {

    private static final int STREAMS = 40;

    @AutoClose
    private final LoneClient caller = new LoneClient();

    @Test
    void aServerThatGoesAwayAnswersWhatItBeganAndTheRestIsSentToANewConnection() throws Exception {
        try (FrameServer server = new FrameServer((peer, stream, body) -> {})) {
            server.answers((peer, stream, body) -> {
                if (stream == 1 && server.server.accepted.size() == 1) {
                    peer.head(stream);
                } else if (stream == 3) {
                    peer.slowly();
                    peer.goAway(1);
                    peer.body(1, "first");
                } else {
                    peer.head(stream);
                    peer.body(stream, "second");
                }
            });
            Targets targets = LoneClient.http2(server.url(), null);
            CompletableFuture<UpstreamAnswer> first = caller.call(targets);
            CompletableFuture<UpstreamAnswer> second = caller.call(targets);
            LoneClient.assertAnswer(first, "first", 1);
            LoneClient.assertAnswer(second, "second", 2);
            assertThat(caller.client.counts(targets).retries(RetryReason.NOT_PROCESSED))
                    .isEqualTo(1);
            assertThat(server.server.accepted).hasSize(2);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> server.server.accepted.getFirst().isClosed());
        }
    }

    /** It still answers a call, and takes no new connection: whoever waits for one would wait in vain. */
    @Test
    void callsThatWaitBesideAConnectionThatIsLeavingFailOver() throws Exception {
        try (FrameServer leaving = new FrameServer((peer, stream, body) -> {});
                FrameServer other = new FrameServer((peer, stream, body) -> {
                    peer.head(stream);
                    peer.body(stream, "other");
                })) {
            CountDownLatch left = new CountDownLatch(1);
            leaving.answers((peer, stream, body) -> {
                peer.head(stream);
                leaving.server.refuse();
                peer.goAway(1);
                left.countDown();
            });
            Targets targets = new Targets("c", List.of(URI.create(leaving.url()), URI.create(other.url())), true, null);
            CompletableFuture<UpstreamAnswer> first = caller.call(targets);
            left.await(10, TimeUnit.SECONDS);
            List<CompletableFuture<UpstreamAnswer>> calls = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                calls.add(caller.call(targets));
            }
            for (CompletableFuture<UpstreamAnswer> call : calls) {
                assertThat(new String(LoneClient.answer(call).body())).isEqualTo("other");
            }
            assertThat(first).isNotDone();
        }
    }

    @Test
    void aServerThatGoesAwayAndClosesAtOnceLosesNoCallThatItDidNotLookAt() throws Exception {
        try (FrameServer server = new FrameServer((peer, stream, body) -> {})) {
            server.answers((peer, stream, body) -> {
                if (server.server.accepted.size() == 1) {
                    peer.goAway(0);
                    server.server.accepted.getFirst().close();
                } else {
                    peer.head(stream);
                    peer.body(stream, "good");
                }
            });
            Targets targets = LoneClient.http2(server.url(), null);
            List<CompletableFuture<UpstreamAnswer>> calls = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                calls.add(caller.call(targets));
            }
            for (CompletableFuture<UpstreamAnswer> call : calls) {
                assertThat(LoneClient.answer(call)).satisfies(answer -> {
                    assertThat(new String(answer.body())).isEqualTo("good");
                    assertThat(answer.attempts()).isLessThanOrEqualTo(2);
                });
            }
            assertThat(server.server.accepted).hasSize(2);
        }
    }
}

package io.vectrail.edge.provider.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.BlockingHandler;
import io.vectrail.document.Targets;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.event.Forwarded;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** HTTP/2 without TLS: what a server may do in the middle of calls, and a whole server. */
class Http2Test {

    private static final int REFUSED_STREAM = 7;
    private static final int INTERNAL_ERROR = 2;
    private static final int STREAMS = 40;

    @AutoClose
    private final LoneClient caller = new LoneClient();

    @Test
    void callsAtTheSameTimeShareOneConnection() throws Exception {
        CountDownLatch all = new CountDownLatch(STREAMS);
        Set<String> peers = ConcurrentHashMap.newKeySet();
        Undertow server = Undertow.builder()
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setWorkerThreads(STREAMS)
                .addHttpListener(0, "127.0.0.1", new BlockingHandler(exchange -> {
                    peers.add(exchange.getProtocol() + " " + exchange.getSourceAddress());
                    byte[] body = exchange.getInputStream().readAllBytes();
                    all.countDown();
                    all.await(10, TimeUnit.SECONDS);
                    exchange.getOutputStream().write(body);
                }))
                .build();
        server.start();
        try {
            Targets targets = LoneClient.http2(url(server), null);
            List<CompletableFuture<UpstreamAnswer>> calls = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                calls.add(caller.call(targets, i + " ".repeat(200_000)));
            }
            for (int i = 0; i < STREAMS; i++) {
                assertThat(new String(LoneClient.answer(calls.get(i)).body()).strip())
                        .isEqualTo("" + i);
            }
            assertThat(peers).singleElement().asString().startsWith("HTTP/2.0");
            assertThat(caller.memory.held()).isPositive();
        } finally {
            server.stop();
        }
    }

    @Test
    void anAnswerThatComesBeforeItsRequestIsWholeEndsTheRequest() throws Exception {
        try (FrameServer server = new FrameServer((peer, stream, body) -> {})) {
            server.answersEarly((peer, stream, body) -> {
                peer.head(stream);
                peer.body(stream, "no need");
            });
            // More than the server's window lets out.
            UpstreamAnswer answer =
                    LoneClient.answer(caller.call(LoneClient.http2(server.url(), null), " ".repeat(200_000)));
            assertThat(new String(answer.body())).isEqualTo("no need");
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> server.heard.contains("3 1"));
            assertThat(server.asked).isEmpty();
        }
    }

    @Test
    void anAnswerOfAnotherLengthThanItSaysIsNotReleased() throws Exception {
        try (FrameServer server = new FrameServer((peer, stream, body) -> {
            peer.head(stream, 9);
            peer.body(stream, "short");
        })) {
            UpstreamFailedException failed = LoneClient.failure(caller.call(LoneClient.http2(server.url(), null)));
            assertThat(failed.code()).isEqualTo(RefusalCode.UPSTREAM_UNREADABLE);
        }
    }

    @Test
    void aStreamThatTheServerRefusedIsSentAgainAndOneThatItBrokeIsNot() throws Exception {
        try (FrameServer server = new FrameServer((peer, stream, body) -> {})) {
            server.answers((peer, stream, body) -> {
                if (stream == 1) {
                    peer.reset(stream, REFUSED_STREAM);
                } else {
                    peer.head(stream);
                    peer.body(stream, "good");
                }
            });
            Targets targets = LoneClient.http2(server.url(), null);
            assertThat(LoneClient.answer(caller.call(targets)).attempts()).isEqualTo(2);
            server.answers((peer, stream, body) -> peer.reset(stream, INTERNAL_ERROR));
            UpstreamFailedException failed = LoneClient.failure(caller.call(targets));
            assertThat(failed.code()).isEqualTo(RefusalCode.UPSTREAM_UNREACHABLE);
            assertThat(failed.forwarded()).isEqualTo(Forwarded.MAYBE);
            assertThat(failed.attempts()).isEqualTo(1);
            assertThat(server.server.accepted).hasSize(1);
        }
    }

    @Test
    void aConnectionThatClosesInTheMiddleEndsItsCallsAndTellsHowFarTheyCame() throws Exception {
        try (FrameServer server = new FrameServer((peer, stream, body) -> {})) {
            server.answers((peer, stream, body) -> {
                if (stream == 1) {
                    peer.head(stream);
                } else {
                    server.server.accepted.getFirst().close();
                }
            });
            Targets targets = LoneClient.http2(server.url(), null);
            CompletableFuture<UpstreamAnswer> begun = caller.call(targets);
            CompletableFuture<UpstreamAnswer> sent = caller.call(targets);
            assertThat(LoneClient.failure(begun).forwarded()).isEqualTo(Forwarded.YES);
            assertThat(LoneClient.failure(sent).forwarded()).isEqualTo(Forwarded.MAYBE);
            assertThat(caller.memory.held()).isZero();
        }
    }

    @Test
    void aDeadlineResetsItsOwnStreamAndNoOther() throws Exception {
        theFirstOfThreeIsLate(
                peer -> {},
                server -> Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> server.heard.contains("3 1")));
    }

    @Test
    void anAnswerThatComesAfterItsDeadlineHarmsNoOtherCall() throws Exception {
        theFirstOfThreeIsLate(
                peer -> {
                    peer.head(1);
                    peer.body(1, "x".repeat(10_000));
                },
                server -> {});
    }

    private interface Step<T> {
        void on(T given) throws Exception;
    }

    /**
     * The second and the third get their answers on the connection of the first.
     *
     * @param atLast sends what the server still has of the first, when the third comes
     * @param between waits once the first has been given up
     */
    private void theFirstOfThreeIsLate(Step<FrameServer.Peer> atLast, Step<FrameServer> between) throws Exception {
        try (FrameServer server = new FrameServer((peer, stream, body) -> {})) {
            Targets targets = LoneClient.http2(server.url(), null);
            CompletableFuture<UpstreamAnswer> late =
                    caller.within(Duration.ofMillis(300)).call(targets);
            CompletableFuture<UpstreamAnswer> patient =
                    caller.within(Duration.ofSeconds(10)).call(targets);
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> server.asked.size() == 2);
            server.answers((peer, stream, body) -> {
                atLast.on(peer);
                peer.head(3);
                peer.body(3, "patient");
                peer.head(stream);
                peer.body(stream, "third");
            });
            assertThat(LoneClient.failure(late).code()).isEqualTo(RefusalCode.UPSTREAM_TIMEOUT);
            between.on(server);
            LoneClient.assertAnswer(caller.call(targets), "third", 1);
            LoneClient.assertAnswer(patient, "patient", 1);
            assertThat(server.server.accepted).hasSize(1);
        }
    }

    @Test
    void anInterimAnswerEndsItsOwnCallAndTheLateOneHarmsNoOther() throws Exception {
        try (FrameServer server = new FrameServer((peer, stream, body) -> {})) {
            server.answers((peer, stream, body) -> {
                if (stream == 1) {
                    peer.earlyHints(stream);
                } else if (stream == 5) {
                    // 200, and the header that the interim head left in the table.
                    for (int each : new int[] {1, 3, 5}) {
                        peer.send(
                                FrameServer.HEADERS, FrameServer.END_HEADERS, each, new byte[] {(byte) 0x88, (byte) 0xbe
                                });
                        peer.body(each, "of " + each);
                    }
                }
            });
            Targets targets = LoneClient.http2(server.url(), null);
            CompletableFuture<UpstreamAnswer> hinted = caller.call(targets);
            CompletableFuture<UpstreamAnswer> other = caller.call(targets);
            UpstreamFailedException failed = LoneClient.failure(hinted);
            assertThat(failed.code()).isEqualTo(RefusalCode.UPSTREAM_UNREADABLE);
            assertThat(failed.forwarded()).isEqualTo(Forwarded.YES);
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> server.heard.contains("3 1"));
            assertThat(new String(LoneClient.answer(caller.call(targets)).body()))
                    .isEqualTo("of 5");
            assertThat(LoneClient.answer(other)).satisfies(answer -> {
                assertThat(new String(answer.body())).isEqualTo("of 3");
                assertThat(answer.headers().first("a")).isEqualTo("b");
            });
            assertThat(server.server.accepted).hasSize(1);
        }
    }

    @Test
    void anAnswerInSmallPiecesIsReadWhole() throws Exception {
        String text = "x".repeat(3000);
        try (FrameServer server = new FrameServer((peer, stream, body) -> {
            peer.slowly().head(stream);
            peer.body(stream, text);
        })) {
            UpstreamAnswer answer = LoneClient.answer(caller.call(LoneClient.http2(server.url(), null)));
            assertThat(new String(answer.body())).isEqualTo(text);
        }
    }

    @Test
    void callsThatWaitForOneConnectionWhichDoesNotComeAboutCountAsOneFailure() throws Exception {
        Targets targets = LoneClient.http2(HandServer.nobody(), null);
        // In one turn: one that came when the target is set aside already would be told so after its first attempt.
        for (CompletableFuture<UpstreamAnswer> call : caller.callInOneTurn(STREAMS, targets)) {
            UpstreamFailedException failed = LoneClient.failure(call);
            assertThat(failed.attempts()).isGreaterThan(1);
            assertThat(failed.forwarded()).isEqualTo(Forwarded.NO);
        }
        assertThat(caller.client.aside("c")).isEqualTo(1);
    }

    private static String url(Undertow server) {
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
        return "http://127.0.0.1:" + address.getPort();
    }
}

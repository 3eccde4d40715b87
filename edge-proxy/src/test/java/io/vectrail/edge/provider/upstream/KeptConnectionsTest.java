package io.vectrail.edge.provider.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.Targets;
import io.vectrail.edge.exchange.UpstreamAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that are kept, and closed by the other side meanwhile. */
class KeptConnectionsTest {

    private final CountDownLatch reset = new CountDownLatch(1);
    private LoneClient caller;
    private HandServer server;
    private Targets targets;

    @BeforeEach
    void start() throws Exception {
        caller = new LoneClient();
        server = HandServer.answering(HandServer.ok("good"));
        targets = LoneClient.targets(server.url());
    }

    @AfterEach
    void stop() throws Exception {
        caller.close();
        server.close();
    }

    @Test
    void aConnectionThatWasClosedIsNotUsedAgain() throws Exception {
        LoneClient.answer(caller.call(targets));
        Socket kept = server.accepted.getFirst();
        kept.shutdownOutput();
        // Closed from our side too, once the end of the stream was seen.
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(kept::isClosed);
        UpstreamAnswer answer = LoneClient.answer(caller.call(targets));
        assertThat(answer.attempts()).isEqualTo(1);
        assertThat(server.accepted).hasSize(2);
    }

    /** What the server leaves unread of the body it would take for the next request. */
    @Test
    void aConnectionWhoseRequestMayNotHaveBeenReadServesNoOther() throws Exception {
        LoneClient.answer(caller.unread().call(targets));
        LoneClient.answer(caller.call(targets));
        assertThat(server.accepted).hasSize(2);
    }

    /** The I/O thread is held while the connections are reset, so that it cannot know of it before it writes. */
    @Test
    void aCallWhoseConnectionWasClosedBeforeItsFirstByteIsSentOnANewOneAtOnce() throws Exception {
        fillWith(3);
        server.converses(socket -> {
            server.readRequest(socket);
            socket.getOutputStream().write(HandServer.ok("new").getBytes());
        });
        UpstreamAnswer answer = LoneClient.answer(caller.runThenCall(
                () -> {
                    server.accepted.forEach(KeptConnectionsTest::reset);
                    reset.countDown();
                },
                targets));
        assertThat(new String(answer.body())).isEqualTo("new");
        assertThat(answer.attempts()).isEqualTo(2);
        assertThat(caller.client.counts(targets).retries(RetryReason.STALE)).isEqualTo(1);
        assertThat(caller.client.aside("c")).isZero();
    }

    private void fillWith(int connections) throws Exception {
        CountDownLatch all = new CountDownLatch(connections);
        server.converses(socket -> {
            server.readRequest(socket);
            all.countDown();
            all.await(10, TimeUnit.SECONDS);
            socket.getOutputStream().write(HandServer.ok("good").getBytes());
            // Nobody reads from it when it is reset, or the end would come first.
            reset.await(10, TimeUnit.SECONDS);
        });
        List<CompletableFuture<UpstreamAnswer>> calls = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            calls.add(caller.call(targets));
        }
        for (CompletableFuture<UpstreamAnswer> call : calls) {
            LoneClient.answer(call);
        }
        assertThat(server.accepted).hasSize(connections);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

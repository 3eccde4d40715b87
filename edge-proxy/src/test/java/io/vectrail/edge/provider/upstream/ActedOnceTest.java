package io.vectrail.edge.provider.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.Targets;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.event.Forwarded;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A server that breaks in each way that it can, in an order that a seed decides. However often a call is sent, it is acted on
 * once at most; one that succeeded was; and one that is told not to have left was not.
 */
class ActedOnceTest {

    private static final long SEED = 20_261_129;
    private static final int ROUNDS = 24;
    private static final int AT_ONCE = 25;
    private static final int REFUSED_STREAM = 7;
    private static final int INTERNAL_ERROR = 2;

    private final Random random = new Random(SEED);
    private final Map<Integer, Integer> acted = new ConcurrentHashMap<>();

    @Test
    void overHttp1() throws Exception {
        try (HandServer server = new HandServer(socket -> {});
                LoneClient caller = new LoneClient()) {
            server.converses(socket -> converse(server, socket));
            callMany(caller, LoneClient.targets(server.url()));
        }
    }

    @Test
    void overHttp2() throws Exception {
        try (FrameServer server = new FrameServer(this::answer);
                LoneClient caller = new LoneClient()) {
            callMany(caller, LoneClient.http2(server.url(), null));
        }
    }

    private void callMany(LoneClient caller, Targets targets) throws Exception {
        int succeeded = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<CompletableFuture<UpstreamAnswer>> calls = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                calls.add(caller.call(targets, "call-" + (round * AT_ONCE + i) + "."));
            }
            for (int i = 0; i < AT_ONCE; i++) {
                succeeded += check(round * AT_ONCE + i, calls.get(i));
            }
        }
        assertThat(succeeded).isGreaterThan(ROUNDS * AT_ONCE / 4);
        assertThat(caller.client.underWay("c")).isZero();
        assertThat(acted.values()).containsOnly(1);
    }

    private int check(int call, CompletableFuture<UpstreamAnswer> future) throws Exception {
        if (future.handle((answer, failure) -> failure == null).get(30, TimeUnit.SECONDS)) {
            UpstreamAnswer answer = LoneClient.answer(future);
            boolean done = answer.status() == 200;
            assertThat(acted.getOrDefault(call, 0)).isEqualTo(done ? 1 : 0);
            return done ? 1 : 0;
        }
        if (LoneClient.failure(future).forwarded() == Forwarded.NO) {
            assertThat(acted).doesNotContainKey(call);
        }
        return 0;
    }

    private void converse(HandServer server, Socket socket) throws IOException {
        while (true) {
            int choice = choose(12);
            if (choice == 0) {
                socket.setSoLinger(true, 0);
                return;
            }
            String request = server.readRequest(socket);
            if (choice == 1) {
                write(socket, HandServer.status("429 Too Many", "Retry-After: 0\r\n", "busy"));
                continue;
            }
            act(request);
            if (choice == 2) {
                return;
            }
            if (choice == 3) {
                write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                return;
            }
            write(socket, HandServer.ok("good"));
        }
    }

    private void answer(FrameServer.Peer peer, int stream, String body) throws IOException {
        switch (choose(60)) {
            case 0 -> peer.reset(stream, REFUSED_STREAM);
            case 1 -> peer.goAway(Math.max(0, stream - 2));
            case 2 -> {
                act(body);
                peer.reset(stream, INTERNAL_ERROR);
            }
            case 3 -> {
                act(body);
                peer.goAway(stream);
                good(peer, stream);
            }
            default -> {
                act(body);
                good(peer, stream);
            }
        }
    }

    private static void good(FrameServer.Peer peer, int stream) throws IOException {
        peer.head(stream);
        peer.body(stream, "good");
    }

    private void act(String request) {
        acted.merge(Integer.parseInt(request.replaceAll("(?s).*call-([0-9]+)\\..*", "$1")), 1, Integer::sum);
    }

    /** Below 4: one of the ways to break. */
    private synchronized int choose(int bound) {
        return random.nextInt(bound);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes());
    }
}

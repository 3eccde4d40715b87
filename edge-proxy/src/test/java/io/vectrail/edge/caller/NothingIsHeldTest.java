package io.vectrail.edge.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.Release;
import io.vectrail.edge.exchange.RequestBody;
import io.vectrail.event.BodyState;
import io.vectrail.event.Decision;
import io.vectrail.runtime.config.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the listener took for a request it holds until the request is over, and no longer, though clients read slowly or not. */
class NothingIsHeldTest {

    private static final int REQUEST_BYTES = 1 << 20;

    /** More than the buffers of two sockets hold: such an answer is never written at once. */
    private static final int ANSWER_BYTES = 32 << 20;

    private final List<WeakReference<byte[]>> bodies = new CopyOnWriteArrayList<>();

    /** The channel of its exchange holds each, so none is gone before its exchange is. */
    private final List<WeakReference<RequestBody>> readers = new CopyOnWriteArrayList<>();

    private final List<Executor> ioThreads = new CopyOnWriteArrayList<>();
    private CallerListener listener;

    @BeforeEach
    void start() {
        listener = listening(Duration.ofMinutes(10));
    }

    @AfterEach
    void stop() {
        listener.drain();
        listener.close();
    }

    @Test
    void nothingOfARequestIsHeldOnceItIsAnsweredThoughItsConnectionStaysOpen() throws Exception {
        try (Socket caller = connect()) {
            for (int i = 1; i <= 3; i++) {
                ask(caller);
                awaitAnswerUnderWay(caller, i);
                InputStream in = caller.getInputStream();
                assertThat(head(in)).startsWith("HTTP/1.1 200");
                in.skipNBytes(ANSWER_BYTES);
            }
            assertThat(bodies).hasSize(3);
            awaitNothingHeld();
        }
    }

    @Test
    void nothingOfARequestIsHeldOnceItsClientHungUpOnTheAnswer() throws Exception {
        try (Socket caller = connect()) {
            ask(caller);
            awaitAnswerUnderWay(caller, 1);
        }
        awaitNothingHeld();
    }

    @Test
    void whoeverDoesNotReadItsAnswerIsCutOffAndNothingOfItIsHeld() throws Exception {
        listener.drain();
        listener.close();
        listener = listening(Duration.ofSeconds(1));
        try (Socket caller = connect()) {
            ask(caller);
            awaitAnswerUnderWay(caller, 1);
            awaitNothingHeld();
        }
    }

    private CallerListener listening(Duration idle) {
        ByteSize memory = new ByteSize(64 << 20);
        Duration drain = Duration.ofSeconds(1);
        CallerListener fresh = new CallerListener(
                new ListenerSettings(
                        "127.0.0.1", 0, 1, 100, 100, 100, memory, 64 * 1024, idle, Duration.ofSeconds(30), drain, null),
                null,
                Clock.systemUTC(),
                UUID::randomUUID);
        fresh.start(this::answer);
        return fresh;
    }

    private CompletionStage<Release> answer(Arrival arrival) {
        ioThreads.add(arrival.ioThread());
        readers.add(new WeakReference<>(arrival.body()));
        return arrival.body().read(REQUEST_BYTES).thenApply(body -> {
            bodies.add(new WeakReference<>(body));
            return new Release(
                    200,
                    new Headers(List.of()),
                    new byte[ANSWER_BYTES],
                    BodyState.VERBATIM,
                    Decision.ALLOW,
                    0,
                    0,
                    false,
                    null,
                    List.of(),
                    List.of());
        });
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void ask(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(("POST / HTTP/1.1\r\nHost: edge\r\nContent-Length: " + REQUEST_BYTES + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[REQUEST_BYTES]);
        out.flush();
    }

    /** Until the I/O thread wrote as much of it as the sockets take, and went on to something else. */
    private void awaitAnswerUnderWay(Socket caller, int requests) throws Exception {
        InputStream in = caller.getInputStream();
        Awaitility.await().until(() -> in.available() > 0 && ioThreads.size() == requests);
        CompletableFuture.runAsync(() -> {}, ioThreads.getLast()).get(20, TimeUnit.SECONDS);
        assertThat(listener.underWay()).isEqualTo(1);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private void awaitNothingHeld() {
        Awaitility.await().until(() -> listener.underWay() == 0 && listener.bodyBytes() == 0);
        Awaitility.await().until(() -> {
            System.gc();
            return Stream.concat(bodies.stream(), readers.stream()).allMatch(held -> held.get() == null);
        });
    }
}

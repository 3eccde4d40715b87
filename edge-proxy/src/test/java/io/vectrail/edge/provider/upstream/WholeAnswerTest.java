package io.vectrail.edge.provider.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.Targets;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.event.Forwarded;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1.1: a connection serves the next call only after one whole final answer, and nothing behind it. */
class WholeAnswerTest {

    @AutoClose
    private final LoneClient caller = new LoneClient();

    @ParameterizedTest
    @ValueSource(strings = {"101 Switching", "102 Processing", "103 Early Hints", "199 Odd"})
    void anInterimAnswerIsNobodysAndTheNextCallDoesNotGetTheLateOne(String interim) throws Exception {
        try (HandServer server = new HandServer(socket -> {})) {
            server.converses(socket -> {
                String mine = server.readRequest(socket).replaceAll("(?s).*\r\n\r\n", "");
                if (mine.equals("first")) {
                    write(socket.getOutputStream(), "HTTP/1.1 " + interim + "\r\nLink: </a>\r\n\r\n");
                    // Until it is closed: a call that came meanwhile would get what follows.
                    if (socket.getInputStream().read() < 0) {
                        return;
                    }
                }
                write(socket.getOutputStream(), HandServer.ok(mine));
            });
            Targets targets = LoneClient.targets(server.url());
            UpstreamFailedException failed = LoneClient.failure(caller.call(targets, "first"));
            assertThat(failed.code()).isEqualTo(RefusalCode.UPSTREAM_UNREADABLE);
            assertThat(failed.forwarded()).isEqualTo(Forwarded.YES);
            assertThat(failed.attempts()).isEqualTo(1);
            assertThat(text(caller.call(targets, "second"))).isEqualTo("second");
            assertThat(server.accepted).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aContinueThatNobodyAskedForIsReadOver(boolean inOnePacket) throws Exception {
        try (HandServer server = new HandServer(socket -> {})) {
            server.converses(socket -> {
                while (true) {
                    server.readRequest(socket);
                    String interim = "HTTP/1.1 100 Continue\r\n\r\n";
                    if (inOnePacket) {
                        write(socket.getOutputStream(), interim + HandServer.ok("good"));
                    } else {
                        write(socket.getOutputStream(), interim);
                        write(socket.getOutputStream(), HandServer.ok("good"));
                    }
                }
            });
            Targets targets = LoneClient.targets(server.url());
            assertThat(text(caller.call(targets))).isEqualTo("good");
            assertThat(text(caller.call(targets))).isEqualTo("good");
        }
    }

    @Test
    void whatComesBehindAnAnswerIsNotTheNextCalls() throws Exception {
        try (HandServer server = new HandServer(socket -> {})) {
            server.converses(socket -> {
                String mine = server.readRequest(socket).replaceAll("(?s).*\r\n\r\n", "");
                write(socket.getOutputStream(), HandServer.ok(mine) + HandServer.ok("behind " + mine));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(5))
                        .until(() -> socket.getInputStream().read() < 0);
            });
            LoneClient one = new LoneClient(
                    Resolver.SYSTEM, new UpstreamSettings(1, 10, Duration.ofSeconds(3), Duration.ofSeconds(90)));
            try (one) {
                Targets targets = LoneClient.targets(server.url());
                CompletableFuture<UpstreamAnswer> first = one.call(targets, "first");
                CompletableFuture<UpstreamAnswer> second = one.call(targets, "second");
                CompletableFuture<UpstreamAnswer> third = one.call(targets, "third");
                assertThat(text(first)).isEqualTo("first");
                assertThat(text(second)).isEqualTo("second");
                assertThat(text(third)).isEqualTo("third");
            }
        }
    }

    @Test
    void anAnswerWithTwoLengthsIsNotRead() throws Exception {
        try (HandServer server = new HandServer(socket -> {})) {
            server.converses(socket -> {
                server.readRequest(socket);
                write(
                        socket.getOutputStream(),
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 4\r\n\r\nabcd");
                socket.getInputStream().read();
            });
            Targets targets = LoneClient.targets(server.url());
            UpstreamFailedException failed = LoneClient.failure(caller.call(targets));
            assertThat(failed.forwarded()).isEqualTo(Forwarded.YES);
            assertThat(failed.code()).isEqualTo(RefusalCode.UPSTREAM_UNREADABLE);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> server.accepted.getFirst().isClosed());
        }
    }

    private static String text(CompletableFuture<UpstreamAnswer> call) throws Exception {
        return new String(LoneClient.answer(call).body(), StandardCharsets.US_ASCII);
    }

    private static void write(OutputStream out, String text) throws Exception {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}

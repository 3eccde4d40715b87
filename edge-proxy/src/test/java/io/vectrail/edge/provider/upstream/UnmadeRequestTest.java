package io.vectrail.edge.provider.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.BlockingHandler;
import io.vectrail.document.Targets;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.event.Forwarded;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Requests whose head cannot be made once there is a connection for them: the deadline is far away. */
class UnmadeRequestTest {

    @AutoClose
    private final LoneClient caller =
            new LoneClient().within(Duration.ofMinutes(5)).atMost(40);

    @Test
    void endsAtOnceGivesItsPlaceBackAndLeavesTheConnectionToOthers() throws Exception {
        try (HandServer server = HandServer.answering(HandServer.ok("good"))) {
            refusesAndGoesOn(LoneClient.targets(server.url()));
            assertThat(server.accepted).hasSize(1);
            assertThat(server.asked).hasSize(2);
        }
    }

    @Test
    void leavesTheStreamOfAnHttp2ConnectionToOthers() throws Exception {
        Set<Object> peers = ConcurrentHashMap.newKeySet();
        Undertow server = Undertow.builder()
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .addHttpListener(0, "127.0.0.1", new BlockingHandler(exchange -> {
                    peers.add(exchange.getSourceAddress());
                    exchange.getOutputStream().write(exchange.getInputStream().readAllBytes());
                }))
                .build();
        server.start();
        try {
            int port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
            refusesAndGoesOn(LoneClient.http2("http://127.0.0.1:" + port, null));
            assertThat(peers).hasSize(1);
        } finally {
            server.stop();
        }
    }

    private void refusesAndGoesOn(Targets targets) throws Exception {
        LoneClient.answer(caller.call(targets));
        long held = caller.memory.held();
        caller.shows((target, request) -> {
            throw new IllegalArgumentException("hush");
        });
        for (int i = 0; i < 120; i++) {
            UpstreamFailedException failed = LoneClient.failure(caller.call(targets));
            assertThat(failed.code()).isEqualTo(RefusalCode.INTERNAL_ERROR);
            assertThat(failed.forwarded()).isEqualTo(Forwarded.NO);
            assertThat(failed.attempts()).isEqualTo(1);
            assertThat(failed).hasMessageNotContaining("hush");
        }
        List<CompletableFuture<?>> together = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            together.add(caller.call(targets).handle((answer, failure) -> answer));
        }
        for (CompletableFuture<?> call : together) {
            assertThat(call.get(20, TimeUnit.SECONDS)).isNull();
        }
        assertThat(caller.client.underWay("c")).isZero();
        assertThat(caller.memory.held()).isEqualTo(held);
        caller.shows(LoneClient::shown);
        assertThat(LoneClient.answer(caller.call(targets)).status()).isEqualTo(200);
    }
}

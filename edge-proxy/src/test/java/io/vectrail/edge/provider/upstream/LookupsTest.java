package io.vectrail.edge.provider.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.event.Forwarded;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A resolver that does not answer for some names. */
class LookupsTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch answers = new CountDownLatch(1);
    private LoneClient caller;
    private HandServer server;

    @BeforeEach
    void start() throws Exception {
        caller = new LoneClient(
                this::look, new UpstreamSettings(256, 1000, Duration.ofSeconds(1), Duration.ofSeconds(90)));
        server = HandServer.answering(HandServer.ok("good"));
    }

    @AfterEach
    void stop() throws Exception {
        answers.countDown();
        caller.close();
        server.close();
    }

    @Test
    void aNameThatHangsTakesNoOtherNamesTimeHoweverManyCallsNeedIt() throws Exception {
        List<CompletableFuture<UpstreamAnswer>> hanging = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            hanging.add(caller.call(LoneClient.targets("http://hangs.invalid:" + server.port())));
        }
        for (int i = 0; i < Lookups.MOST / 2; i++) {
            hanging.add(caller.call(LoneClient.targets("http://hangs-" + i + ".invalid:" + server.port())));
        }
        UpstreamAnswer answer = LoneClient.answer(caller.call(LoneClient.targets(server.url())));
        assertThat(new String(answer.body())).isEqualTo("good");
        for (CompletableFuture<UpstreamAnswer> call : hanging) {
            UpstreamFailedException failed = LoneClient.failure(call);
            assertThat(failed.code()).isEqualTo(RefusalCode.UPSTREAM_UNREACHABLE);
            assertThat(failed).hasMessageContaining("none was found in time");
            assertThat(failed.forwarded()).isEqualTo(Forwarded.NO);
        }
        assertThat(asked).doesNotHaveDuplicates();
    }

    @Test
    void aLookupIsAbandonedWhenItsTimeIsOverAndAnotherTargetIsCalled() throws Exception {
        UpstreamAnswer answer = LoneClient.answer(
                caller.call(LoneClient.targets("http://hangs.invalid:" + server.port(), server.url())));
        assertThat(new String(answer.body())).isEqualTo("good");
        assertThat(answer.attempts()).isEqualTo(2);
    }

    @Test
    void moreNamesAtOnceThanMayBeLookedUpAreNotFoundUntilOthersAre() throws Exception {
        List<CompletableFuture<UpstreamAnswer>> hanging = new ArrayList<>();
        for (int i = 0; i < Lookups.MOST + 8; i++) {
            hanging.add(caller.call(LoneClient.targets("http://hangs-" + i + ".invalid:" + server.port())));
        }
        for (CompletableFuture<UpstreamAnswer> call : hanging) {
            assertThat(LoneClient.failure(call)).hasMessageContaining("none was found in time");
        }
        assertThat(asked).hasSize(Lookups.MOST).doesNotHaveDuplicates();
        answers.countDown();
        assertThat(LoneClient.answer(caller.call(LoneClient.targets(server.url())))
                        .status())
                .isEqualTo(200);
    }

    /** Names that begin so hang until the test ends. */
    private List<InetAddress> look(String host) throws UnknownHostException {
        if (!host.startsWith("hangs")) {
            return Resolver.SYSTEM.addresses(host);
        }
        asked.add(host);
        try {
            boolean _ = answers.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException(host);
    }
}

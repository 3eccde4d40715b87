package io.vectrail.edge.provider.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.Targets;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.event.Forwarded;
import io.vectrail.runtime.health.Condition;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several targets, some of them away. */
class FailOverTest {

    private LoneClient caller;
    private HandServer second;

    @BeforeEach
    void start() throws Exception {
        caller = new LoneClient();
        second = HandServer.answering(HandServer.ok("second"));
    }

    @AfterEach
    void stop() throws Exception {
        caller.close();
        second.close();
    }

    @Test
    void theFirstTargetIsPreferredWhileItAnswers() throws Exception {
        try (HandServer first = HandServer.answering(HandServer.ok("first"))) {
            Targets targets = LoneClient.targets(first.url(), second.url());
            for (int i = 0; i < 3; i++) {
                UpstreamAnswer answer = LoneClient.answer(caller.call(targets));
                assertThat(new String(answer.body())).isEqualTo("first");
                assertThat(answer.attempts()).isEqualTo(1);
                assertThat(answer.targets()).containsExactly(URI.create(first.url()));
            }
            assertThat(first.accepted).hasSize(1);
            assertThat(second.accepted).isEmpty();
        }
    }

    @Test
    void aTargetThatIsAwayIsPassedOverAtOnceAndSetAsideWhenItStaysAway() throws Exception {
        Targets targets = LoneClient.targets(HandServer.nobody(), second.url());
        for (int i = 0; i < TargetStanding.MOST_FAILURES; i++) {
            UpstreamAnswer answer = LoneClient.answer(caller.call(targets));
            assertThat(new String(answer.body())).isEqualTo("second");
            assertThat(answer.attempts()).isEqualTo(2);
            assertThat(answer.targets()).containsExactly(URI.create(second.url()));
        }
        assertThat(LoneClient.answer(caller.call(targets)).attempts()).isEqualTo(1);
        assertThat(caller.client.counts(targets).retries(RetryReason.CONNECT)).isEqualTo(3);
        assertThat(caller.client.aside("c")).isEqualTo(1);
        assertThat(caller.client.condition())
                .isInstanceOfSatisfying(
                        Condition.Degraded.class,
                        degraded -> assertThat(degraded.detail())
                                .contains("connection c")
                                .contains(targets.uris().getFirst().toString()));
    }

    @Test
    void aTargetThatComesBackIsFoundByOneCallAndPreferredAgain() throws Exception {
        HandServer first = HandServer.answering(HandServer.ok("first"));
        Targets targets = LoneClient.targets(first.url(), second.url());
        first.converses(socket -> socket.setSoLinger(true, 0));
        for (int i = 0; i < TargetStanding.MOST_FAILURES; i++) {
            caller.call(targets).handle((answer, failure) -> answer).get();
        }
        assertThat(caller.client.aside("c")).isEqualTo(1);
        first.converses(socket -> {
            first.readRequest(socket);
            socket.getOutputStream().write(HandServer.ok("back").getBytes());
        });
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> new String(LoneClient.answer(caller.call(targets)).body()), "back"::equals);
        assertThat(caller.client.aside("c")).isZero();
        assertThat(caller.client.condition()).isInstanceOf(Condition.Up.class);
        first.close();
    }

    @Test
    void theOnlyTargetIsTriedAgainAfterPausesAndOnceEachCallWhileItIsSetAside() throws Exception {
        Targets targets = LoneClient.targets(HandServer.nobody());
        UpstreamFailedException failed = LoneClient.failure(caller.call(targets));
        assertThat(failed.code()).isEqualTo(RefusalCode.UPSTREAM_UNREACHABLE);
        assertThat(failed.forwarded()).isEqualTo(Forwarded.NO);
        assertThat(failed.attempts()).isEqualTo(TargetStanding.MOST_FAILURES);
        assertThat(failed.nanos()).isGreaterThan(Duration.ofMillis(300).toNanos());
        assertThat(failed.targets()).isEmpty();
        assertThat(LoneClient.failure(caller.call(targets)).attempts()).isEqualTo(1);
    }

    @Test
    void theCredentialIsMadeForTheTargetThatGetsIt() throws Exception {
        LoneClient.answer(caller.call(LoneClient.targets(HandServer.nobody(), second.url() + "/prefix/")));
        assertThat(second.asked.getFirst())
                .startsWith("POST /prefix/v1/embeddings?v=1 HTTP/1.1")
                .contains("Authorization: for " + second.url() + "/prefix/v1/embeddings?v=1");
    }

    @Test
    void aCallThatBeganUnderTheDocumentBeforeGoesWhereThatSaid() throws Exception {
        try (HandServer first = HandServer.answering(HandServer.ok("first"))) {
            Targets before = LoneClient.targets(first.url());
            Targets after = LoneClient.targets(second.url());
            for (int i = 0; i < 3; i++) {
                assertThat(new String(LoneClient.answer(caller.call(before)).body()))
                        .isEqualTo("first");
                assertThat(new String(LoneClient.answer(caller.call(after)).body()))
                        .isEqualTo("second");
            }
            assertThat(first.accepted).hasSize(1);
            assertThat(second.accepted).hasSize(1);
            assertThat(caller.client.counts(after).attempts()).isEqualTo(6);
        }
    }

    @Test
    void nothingIsSentAgainOnceItMayHaveBeenActedOn() throws Exception {
        try (HandServer first = new HandServer(socket -> {})) {
            first.converses(first::readRequest);
            UpstreamFailedException failed =
                    LoneClient.failure(caller.call(LoneClient.targets(first.url(), second.url())));
            assertThat(failed.code()).isEqualTo(RefusalCode.UPSTREAM_UNREACHABLE);
            assertThat(failed.forwarded()).isEqualTo(Forwarded.MAYBE);
            assertThat(failed.attempts()).isEqualTo(1);
            assertThat(second.accepted).isEmpty();
        }
    }

    @Test
    void anAnswerThatBreaksOffIsKnownToHaveBegun() throws Exception {
        try (HandServer first = new HandServer(socket -> {})) {
            first.converses(socket -> {
                first.readRequest(socket);
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes());
            });
            UpstreamFailedException failed =
                    LoneClient.failure(caller.call(LoneClient.targets(first.url(), second.url())));
            assertThat(failed.forwarded()).isEqualTo(Forwarded.YES);
            assertThat(failed.attempts()).isEqualTo(1);
            assertThat(caller.memory.held()).isZero();
        }
    }

    @Test
    void aTargetThatTakesConnectionsAndNeverAnswersIsSetAsideAndTheDeadlineHolds() throws Exception {
        try (HandServer mute =
                new HandServer(socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()))) {
            Targets targets = LoneClient.targets(mute.url(), second.url());
            caller.within(Duration.ofMillis(200));
            for (int i = 0; i < TargetStanding.MOST_FAILURES; i++) {
                UpstreamFailedException failed = LoneClient.failure(caller.call(targets));
                assertThat(failed.code()).isEqualTo(RefusalCode.UPSTREAM_TIMEOUT);
                assertThat(failed.forwarded()).isEqualTo(Forwarded.MAYBE);
            }
            caller.within(Duration.ofSeconds(10));
            assertThat(new String(LoneClient.answer(caller.call(targets)).body()))
                    .isEqualTo("second");
        }
    }
}

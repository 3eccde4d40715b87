package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.Asked;
import io.vectrail.document.approval.Requirement;
import io.vectrail.document.approval.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who reads slowly costs little, and who reads far too slowly is let go. */
class LiveFeedTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

    @Test
    void manyChangesOfOneAreOneEventOfItsLatestState() {
        LiveFeed feed = new LiveFeed(approval -> true, alert -> true, () -> {});
        for (int i = 0; i < 10_000; i++) {
            feed.approvals().changed(approval("a", new State.Requested(List.of())));
        }
        feed.approvals().changed(approval("b", new State.Requested(List.of())));
        feed.approvals().changed(approval("a", new State.Expired(NOON)));
        assertThat(feed.wanted()).isTrue();
        assertThat(new String(feed.next(), StandardCharsets.UTF_8)).isEqualTo("""
                        event: approval
                        data: {"id":"a","state":"EXPIRED"}

                        event: approval
                        data: {"id":"b","state":"REQUESTED"}

                        """);
    }

    @Test
    void itEndsWhereMoreWaitsThanAnybodyCatchesUpWith() {
        LiveFeed feed = new LiveFeed(approval -> true, alert -> true, () -> {});
        for (int i = 0; i < 5_000; i++) {
            feed.approvals().changed(approval("a" + i, new State.Requested(List.of())));
        }
        assertThat(feed.wanted()).isFalse();
        assertThat(new String(feed.next(), StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("data")))
                .hasSizeLessThan(1_100);
    }

    @Test
    void whatSomebodyDoesNotSeeIsNotThere() {
        LiveFeed feed = new LiveFeed(approval -> approval.id().equals("b"), alert -> true, () -> {});
        feed.approvals().changed(approval("a", new State.Requested(List.of())));
        feed.approvals().changed(approval("b", new State.Requested(List.of())));
        assertThat(new String(feed.next(), StandardCharsets.UTF_8))
                .contains("\"b\"")
                .doesNotContain("\"a\"");
    }

    private static Approval approval(String id, State state) {
        Requirement anybody = new Requirement(
                "a-rule",
                "",
                List.of(),
                false,
                1,
                null,
                List.of(),
                null,
                false,
                List.of(),
                List.of(),
                Duration.ZERO,
                false);
        Asked asked = new Asked(
                "alice",
                List.of(),
                "openai",
                "m",
                "h",
                "x",
                NOON,
                NOON.plusSeconds(60),
                List.of(anybody),
                0,
                0,
                1,
                new TreeMap<>());
        return new Approval(id, asked, state, List.of());
    }
}

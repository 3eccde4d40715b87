package io.vectrail.edge.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.ApprovalLedger;
import io.vectrail.document.approval.Asked;
import io.vectrail.document.approval.Requirement;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** How much may wait, of one caller and of all. */
class HoldLimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    private final HoldLimits limits = new HoldLimits(new HoldSettings(4, 2, null, 3, 2), 1000);
    private final Waiting waiting = new Waiting();
    private final ApprovalLedger ledger = new ApprovalLedger();
    private long number;

    @Test
    void oneCallerLeavesTheOthersRoom() {
        hold("alice", 200);
        tooMany("take as much memory", () -> limits.checkHeld(waiting, "alice", 51));
        assertThatCode(() -> limits.checkHeld(waiting, "alice", 50)).doesNotThrowAnyException();
        assertThatCode(() -> limits.checkHeld(waiting, "bob", 250)).doesNotThrowAnyException();
        hold("alice", 1);
        tooMany("of this caller", () -> limits.checkHeld(waiting, "alice", 1));
        hold("bob", 1);
        hold("carol", 1);
        tooMany("of all callers", () -> limits.checkHeld(waiting, "dave", 1));
    }

    @Test
    void whatCanBeDecidedOnCountsAndWhatHasExpiredDoesNot() {
        ask("a", "alice");
        ask("b", "alice");
        tooMany("of this caller", () -> limits.checkOpen(ledger, "alice", NOW));
        assertThatCode(() -> limits.checkOpen(ledger, "bob", NOW)).doesNotThrowAnyException();
        ask("c", "bob");
        tooMany("of all callers", () -> limits.checkOpen(ledger, "carol", NOW));
        assertThatCode(() -> limits.checkOpen(ledger, "carol", NOW.plusSeconds(60)))
                .as("though nobody has closed them")
                .doesNotThrowAnyException();
    }

    private static void tooMany(String words, ThrowingCallable check) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, check);
        assertThat(refused.refusal().code()).isEqualTo(RefusalCode.TOO_MANY_HELD);
        assertThat(refused.refusal().message()).contains(words);
    }

    private void hold(String subject, long bytes) {
        Requests requests = new Requests("{ name: a, deny: { words: [b] }, action: approve }");
        Ask ask = Ask.of(requests.of(subject, "b"), NOW);
        waiting.add(new Held(
                number++, ask, "id", ask.needed(), Duration.ofMinutes(1), NOW, NOW, bytes, new CompletableFuture<>()));
    }

    private void ask(String id, String subject) {
        Requirement requirement = new Requirement(
                "rule",
                "hash",
                List.of(),
                false,
                1,
                null,
                List.of(),
                null,
                true,
                List.of(),
                List.of(),
                Duration.ZERO,
                false);
        ledger.begin(Approval.requested(
                id,
                new Asked(
                        subject,
                        List.of(),
                        "openai",
                        "m",
                        id,
                        id,
                        NOW,
                        NOW.plusSeconds(60),
                        List.of(requirement),
                        -1,
                        -1,
                        0,
                        Collections.emptySortedMap())));
    }
}

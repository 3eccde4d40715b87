package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.CaseKind;
import io.vectrail.event.RiskScore;
import io.vectrail.event.Topics;
import io.vectrail.replay.AlertSamples;
import io.vectrail.replay.ApprovalSamples;
import io.vectrail.replay.Engines;
import io.vectrail.replay.RiskSamples;
import io.vectrail.replay.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kill between any two inserts leaves neither a gap nor a duplicate. */
class KillTest {

    private static final Engines ENGINES = Engines.shared();
    private static final String ORIGIN = "topic, partition, offset";
    private static final Map<String, String> TABLES = Map.of(
            "exchanges", "id, subject, preview, inputs, " + ORIGIN,
            "inputs", "exchange, input, text, vector, " + ORIGIN,
            "bodies", "exchange, side, part, hex(sipHash128(bytes)), " + ORIGIN,
            "approvals",
                    "approval, id, kind, at, subject, rules, hex(sipHash128(value)), hex(sipHash128(outline)), "
                            + ORIGIN,
            "risk",
                    "exchange, subject, connection, session, at, half_life_millis, version, exchange_score, exchange_reasons,"
                            + " session_points, caller_points, caller_signals, caller_part_points, " + ORIGIN,
            "risk_callers FINAL", "version, subject, at, exchange, half_life_millis, caller_points",
            "alerts", "alert, id, kind, raised_at, subject, connections, level, hex(sipHash128(value)), " + ORIGIN,
            "cases", "alert, id, kind, at, actor, assignee, verdict, reason, webhook, step, " + ORIGIN,
            "chain", "id, edge, epoch, sequence, hex(previous_hash), hex(hash), " + ORIGIN);

    /** Thrown after an insert, and caught by nothing. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    @Test
    void anArchiveThatIsKilledAfterEachOfItsInsertsHoldsWhatOneHoldsThatNeverWas() {
        List<String> before = ENGINES.ends();
        List<RecordMetadata> last = publish();
        try (ArchiveRun calm = new ArchiveRun(ENGINES).from(before);
                ArchiveRun killed = new ArchiveRun(ENGINES).from(before)) {
            calm.start();
            last.forEach(calm::awaitArchived);
            int kills = killUntilDone(killed, last);

            assertThat(kills)
                    .as("the kills came between the steps of one slice, too")
                    .isGreaterThan(4);
            TABLES.forEach((table, columns) -> same(table, killed.dump(table, columns), calm.dump(table, columns)));
        }
    }

    /** Those of its step that are stored at the same time are stored then. */
    @ParameterizedTest
    @ValueSource(strings = "exchanges")
    void norDoesAKillBeforeOneOfThoseThatAreStoredAtOnceDoHarm(String table) {
        killedBefore(table);
    }

    @Tag("heavy") // a dozen more databases
    @ParameterizedTest
    @ValueSource(
            strings = {"bodies", "inputs", "chain", "approvals", "alerts", "cases", "risk", "risk_callers", "positions"
            })
    void ofWhicheverTable(String table) {
        killedBefore(table);
    }

    private static void killedBefore(String table) {
        List<String> before = ENGINES.ends();
        List<RecordMetadata> last = publish();
        try (ArchiveRun calm = new ArchiveRun(ENGINES).from(before);
                ArchiveRun killed = new ArchiveRun(ENGINES).from(before)) {
            List<String> untouched = killed.dump(table, "*");
            killed.start(new Inserts() {
                @Override
                public void begins(String next) {
                    if (next.equals(table)) {
                        throw new Killed();
                    }
                }

                @Override
                public void ended(String stored) {}
            });
            Awaitility.await("killed")
                    .atMost(ArchiveRun.PATIENCE)
                    .dontCatchUncaughtExceptions()
                    .until(() -> !killed.alive());
            killed.stop();
            assertThat(killed.dump(table, "*")).isEqualTo(untouched);
            killed.start();
            calm.start();
            last.forEach(calm::awaitArchived);
            last.forEach(killed::awaitArchived);

            TABLES.forEach((name, columns) -> same(name, killed.dump(name, columns), calm.dump(name, columns)));
        }
    }

    @Tag("heavy") // half a minute
    @Test
    void anInsertThatFailsIsFollowedByAnotherAttemptFromWhatIsStored() {
        List<String> before = ENGINES.ends();
        List<RecordMetadata> last = publish();
        AtomicInteger inserts = new AtomicInteger();
        try (ArchiveRun calm = new ArchiveRun(ENGINES).from(before);
                ArchiveRun failing = new ArchiveRun(ENGINES).from(before)) {
            calm.start();
            failing.start(table -> {
                // Every other insert is done, and then looks as if it had failed.
                if (inserts.incrementAndGet() % 2 == 0) {
                    throw new ArchiveException(ArchiveException.Kind.AWAY, "the answer was lost", null);
                }
            });
            last.forEach(calm::awaitArchived);
            last.forEach(failing::awaitArchived);

            assertThat(failing.meter("vectrail.archive.retries")).isPositive();
            TABLES.forEach((table, columns) -> same(table, failing.dump(table, columns), calm.dump(table, columns)));
        }
    }

    private static void same(String table, List<String> rows, List<String> expected) {
        assertThat(rows).as(table).doesNotHaveDuplicates();
        Set<String> missing = new TreeSet<>(expected);
        rows.forEach(missing::remove);
        Set<String> added = new TreeSet<>(rows);
        expected.forEach(added::remove);
        assertThat(missing).as("missing in " + table).isEmpty();
        assertThat(added).as("should not be in " + table).isEmpty();
    }

    private static int killUntilDone(ArchiveRun run, List<RecordMetadata> last) {
        for (int kills = 0; kills < 60; kills++) {
            AtomicInteger inserts = new AtomicInteger();
            run.start(table -> {
                // Migrations are none of these: they do not tell.
                if (inserts.incrementAndGet() == 1) {
                    throw new Killed();
                }
            });
            Awaitility.await("killed, or done with all")
                    .dontCatchUncaughtExceptions()
                    .atMost(ArchiveRun.PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptionsInstanceOf(ArchiveException.class)
                    .until(() -> !run.alive() || last.stream().allMatch(run::isArchived));
            run.stop();
            if (inserts.get() == 0) {
                return kills;
            }
            assertThat(run.condition("ingest").detail()).startsWith("ended; restart the service");
        }
        throw new AssertionError("it never got done");
    }

    /** Lives that go over the end of a month, with something between that nobody can read. */
    private static List<RecordMetadata> approvals(String subject, Instant beforeMidnight) {
        List<RecordMetadata> last = new ArrayList<>();
        for (Instant at : List.of(beforeMidnight, beforeMidnight.plusMillis(20), beforeMidnight.minusSeconds(60))) {
            ApprovalEvent requested = ApprovalSamples.requested(
                    Samples.exchange(subject, at, "waits"), ApprovalSamples.requirement("rule", "privacy", 1));
            ENGINES.publish(requested);
            ENGINES.publish(Topics.APPROVALS.name(), requested.getApproval(), Engines.utf8("no event at all"));
            last.add(ENGINES.publish(
                    ApprovalSamples.step(requested, ApprovalKind.APPROVED, Duration.ofMinutes(5), "ann", "privacy")));
        }
        return last;
    }

    /** Of two months, late ones, of two scorings, with something between that nobody can read. */
    private static List<RecordMetadata> scores(String subject, Instant beforeMidnight) {
        List<RecordMetadata> last = new ArrayList<>();
        int score = 10;
        for (Instant at : List.of(beforeMidnight, beforeMidnight.plusMillis(20), beforeMidnight.minusSeconds(60))) {
            RiskScore live = RiskSamples.score(Samples.exchange(subject, at, "scored"), score++, 2 * score);
            last.add(ENGINES.publish(live));
            ENGINES.publish(Topics.RISK.name(), subject, Engines.utf8("no event at all"));
            live.setVersion("again");
            last.add(ENGINES.publish(live));
        }
        return last;
    }

    /** Alerts and what was done with them, over the end of a month, with something between that nobody can read. */
    private static List<RecordMetadata> alerts(Instant beforeMidnight) {
        List<RecordMetadata> last = new ArrayList<>();
        for (Instant at : List.of(beforeMidnight, beforeMidnight.plusMillis(20), beforeMidnight.minusSeconds(60))) {
            AlertSamples.Sample sample = AlertSamples.at(at);
            ENGINES.publish(sample.raised());
            ENGINES.publish(Topics.ALERTS.name(), sample.id(), Engines.utf8("no event at all"));
            ENGINES.publish(Topics.CASES.name(), sample.id(), Engines.utf8("no event at all"));
            last.add(ENGINES.publish(sample.step(CaseKind.ACKNOWLEDGED).build()));
            last.add(ENGINES.publish(sample.escalated()));
        }
        return last;
    }

    /** Two months, both partitions, bodies inline and in chunks, none at all, and one that nobody can read. */
    private static List<RecordMetadata> publish() {
        List<RecordMetadata> last = new ArrayList<>();
        Instant beforeMidnight = Instant.parse("2026-06-30T23:59:59.990Z");
        for (String subject : List.of("kill-a-" + UUID.randomUUID(), "kill-b-" + UUID.randomUUID())) {
            ENGINES.publish(Samples.exchange(subject, beforeMidnight, "one", "two"));
            Samples.Chunked chunked = Samples.chunked(subject, beforeMidnight.plusMillis(5), 50, "in chunks");
            chunked.chunks().forEach(chunk -> ENGINES.publish(subject, chunk));
            ENGINES.publish(chunked.exchange());
            ENGINES.publish(Samples.refusal(beforeMidnight.plusMillis(7)));
            ENGINES.publish(Samples.exchange(subject, beforeMidnight.plusMillis(20), "the next month"));
            ENGINES.publish(Topics.EXCHANGES.name(), subject, "no event at all".getBytes(StandardCharsets.UTF_8));
            // Out of order, back into the month before.
            ENGINES.publish(Samples.exchange(subject, beforeMidnight.minusSeconds(60), "late"));
        }
        last.addAll(approvals("kill-held", beforeMidnight));
        last.addAll(scores("kill-scored-" + UUID.randomUUID(), beforeMidnight));
        last.addAll(alerts(beforeMidnight));
        // The subjects may lie in one partition; each has an end of its own.
        for (int partition = 0; partition < Engines.LAYOUT.partitions(); partition++) {
            AuditExchange end = Samples.exchange("kill-end", beforeMidnight, "the end");
            last.add(ENGINES.publish(Topics.EXCHANGES.name(), partition, "kill-end", ENGINES.framed(end)));
        }
        return last;
    }
}

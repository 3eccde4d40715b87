package io.vectrail.edge.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.edge.recorder.journal.EntryKind;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.JournalEntry;
import io.vectrail.edge.recorder.journal.JournalLimits;
import io.vectrail.edge.recorder.journal.JournalReader;
import io.vectrail.edge.recorder.journal.JournalSettings;
import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Authentication;
import io.vectrail.event.AvroBinary;
import io.vectrail.event.BodyState;
import io.vectrail.event.Decision;
import io.vectrail.event.Forwarded;
import io.vectrail.event.Outcome;
import io.vectrail.event.PolicyDecision;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RecordedCaller;
import io.vectrail.event.RecordedRequest;
import io.vectrail.runtime.config.ByteSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrangersTest {

    private static final List<String> CODES =
            List.of("unauthenticated", "rate_limited", "invalid_request", "request_too_large", "unknown_route");
    private static final int FLOOD = 1_000_000;
    private static final int SECONDS = 3_590;

    @TempDir
    Path folder;

    @Test
    void anHourOfFloodTakesNoMoreThanTheQuotaAndEveryRefusalIsCounted() throws IOException {
        try (Journal journal = Journal.open(JournalSettings.in(folder), Clock.systemUTC())) {
            Map<String, Long> sent = new HashMap<>();
            Strangers strangers = Strangers.stoppedClock(journal);
            for (int i = 0; i < FLOOD; i++) {
                String code = CODES.get(i % CODES.size());
                sent.merge(code, 1L, Long::sum);
                // Each another one, as if strangers could make them up.
                strangers.refused(refusal(code, REASON.substring(8) + i));
                if (i % (FLOOD / SECONDS) == 0) {
                    strangers.tick();
                }
            }
            strangers.close();
            // Nobody waited for the disk; the journal's close does.
            journal.appendEnd(EntryKind.ENDED, UUID.randomUUID(), new byte[1]).join();
            Map<String, Long> recorded = new HashMap<>();
            long bytes = 0;
            for (byte[] entry : entries(journal)) {
                AuditExchange event = AvroBinary.read(entry, AuditExchange.getClassSchema(), AuditExchange.class);
                recorded.merge(String.valueOf(event.getRefusalCode()), (long) event.getCount(), Long::sum);
                bytes += entry.length;
            }
            assertThat(strangers.dropped()).isZero();
            assertThat(recorded).isEqualTo(sent);
            assertThat(strangers.recordedSingly() + strangers.recordedCounted()).isEqualTo(FLOOD);
            assertThat(strangers.recordedSingly()).isLessThanOrEqualTo((SECONDS + 10L) * Strangers.SINGLY_A_SECOND);
            // At most one counted record of each reason and code for each minute beyond it.
            int most = Strangers.MOST_REASONS + CODES.size();
            assertThat(bytes).isLessThan(Strangers.QUOTA_BYTES_AN_HOUR + 61L * most * 4_000);
        }
    }

    @Test
    void whileKafkaIsAwayTheyLeaveHalfOfTheJournalToCallers() throws IOException {
        long mark = 8 << 20;
        JournalLimits limits = new JournalLimits(
                new ByteSize((128 << 20) + mark),
                new ByteSize(0),
                new ByteSize(256 << 10),
                Duration.ofHours(1),
                new ByteSize(64 << 20));
        try (Journal journal = Journal.open(new JournalSettings(folder, limits), Clock.systemUTC())) {
            Strangers strangers = Strangers.stoppedClock(journal);
            for (int second = 0; second < SECONDS; second++) {
                for (int i = 0; i < 2 * Strangers.SINGLY_A_SECOND; i++) {
                    strangers.refused(refusal(CODES.get(i % CODES.size()), REASON));
                }
                strangers.tick();
                if (second % 10 == 0) {
                    callersEntry(journal);
                }
            }
            strangers.close();
            callersEntry(journal);
            assertThat(strangers.recordedSingly() + strangers.recordedCounted())
                    .isEqualTo(2L * SECONDS * Strangers.SINGLY_A_SECOND);
            assertThat(journal.bytes()).isGreaterThan(mark / 2).isLessThan(mark * 3 / 4);
        }
    }

    @Test
    void aCountedRecordsReasonIsThatOfAllThatItCounts() throws IOException {
        Map<String, Long> recorded = flood(
                List.of("it has expired", "it was revoked"),
                List.of("unauthenticated", "rate_limited", "unauthenticated"));
        assertThat(recorded)
                .isEqualTo(Map.of(
                        "unauthenticated it has expired", 2_000L,
                        "unauthenticated it was revoked", 2_000L,
                        "rate_limited it has expired", 1_000L,
                        "rate_limited it was revoked", 1_000L));
    }

    @Test
    void reasonsBeyondTheBoundAreCountedByTheirCodeAloneAndNoneIsSaid() throws IOException {
        List<String> reasons = IntStream.range(0, 10 * Strangers.MOST_REASONS)
                .mapToObj(i -> "reason " + i)
                .toList();
        Map<String, Long> recorded = flood(reasons, List.of("unauthenticated", "rate_limited"));
        int beyond = reasons.size() - Strangers.MOST_REASONS / 2;
        assertThat(recorded)
                .hasSize(Strangers.MOST_REASONS + 2)
                .containsEntry("unauthenticated reason 0", 1_000L)
                .containsEntry("unauthenticated null", beyond * 1_000L)
                .containsEntry("rate_limited null", beyond * 1_000L);
    }

    /** A thousand refusals of each reason with each of the codes in one second; how many were counted of each, but for those recorded singly. */
    private Map<String, Long> flood(List<String> reasons, List<String> codes) throws IOException {
        try (Journal journal = Journal.open(JournalSettings.in(folder), Clock.systemUTC())) {
            Strangers strangers = Strangers.stoppedClock(journal);
            for (int i = 0; i < Strangers.SINGLY_A_SECOND; i++) {
                strangers.refused(refusal("unauthenticated", "singly"));
            }
            for (int i = 0; i < 1_000; i++) {
                for (String reason : reasons) {
                    codes.forEach(code -> strangers.refused(refusal(code, reason)));
                }
            }
            strangers.close();
            journal.appendEnd(EntryKind.ENDED, UUID.randomUUID(), new byte[1]).join();
            Map<String, Long> recorded = new HashMap<>();
            for (byte[] entry : entries(journal)) {
                AuditExchange event = AvroBinary.read(entry, AuditExchange.getClassSchema(), AuditExchange.class);
                if (event.getCount() > 1) {
                    Long before = recorded.put(
                            event.getRefusalCode() + " " + event.getRefusalReason(), (long) event.getCount());
                    assertThat(before).isNull();
                }
            }
            return recorded;
        }
    }

    /** Of all records. */
    private static List<byte[]> entries(Journal journal) throws IOException {
        List<byte[]> entries = new ArrayList<>();
        try (JournalReader reader = journal.reader(Position.START)) {
            for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                if (entry.payload().length > 1) {
                    entries.add(entry.payload());
                }
            }
        }
        return entries;
    }

    private static void callersEntry(Journal journal) {
        journal.append(EntryKind.REFUSED, UUID.randomUUID(), new byte[1]).join();
    }

    /** As large as a stranger can make one: path, agent and reason are cut to a length before. */
    private static AuditExchange refusal(String code, String reason) {
        RecordedBody body = new RecordedBody();
        body.setState(BodyState.UNREAD);
        RecordedRequest request = new RecordedRequest();
        request.setMethod("POST");
        request.setPath(PATH);
        request.setQuery(List.of());
        request.setHeaders(List.of());
        request.setBody(body);
        RecordedCaller caller = new RecordedCaller();
        caller.setSubject("anonymous");
        caller.setGroups(List.of());
        caller.setAddress("192.0.2.1");
        caller.setUserAgent(AGENT);
        caller.setAuthentication(Authentication.NONE);
        PolicyDecision decision = new PolicyDecision();
        decision.setOutcome(Decision.DENY);
        decision.setDocumentHash("");
        decision.setRules(List.of());
        AuditExchange event = new AuditExchange();
        event.setCodecSettings(List.of());
        event.setVectorFindings(List.of());
        event.setTargets(List.of());
        event.setId(new UUID(1, 2).toString());
        event.setEdge("edge");
        event.setEpoch("");
        event.setPreviousHash(ByteBuffer.allocate(0));
        event.setReceivedAt(Instant.EPOCH);
        event.setConnection("");
        event.setProvider("");
        event.setOperation("");
        event.setModel("");
        event.setCaller(caller);
        event.setRequest(request);
        event.setItems(List.of());
        event.setDecision(decision);
        event.setRefusalCode(code);
        event.setRefusalReason(reason);
        event.setOutcome(Outcome.REFUSED);
        event.setForwarded(Forwarded.NO);
        event.setCount(1);
        return event;
    }

    private static final String PATH = "/p".repeat(1024);
    private static final String REASON = "r".repeat(512);
    private static final String AGENT = "a".repeat(512);
}

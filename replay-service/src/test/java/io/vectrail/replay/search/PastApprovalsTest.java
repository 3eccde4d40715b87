package io.vectrail.replay.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.document.approval.ApprovalLedger;
import io.vectrail.document.approval.Requirement;
import io.vectrail.document.approval.State;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.AuditExchange;
import io.vectrail.replay.ApprovalSamples;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import io.vectrail.replay.archive.ArchiveRun;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.RequestTexts;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.search.CallerHistory.Approvals;
import io.vectrail.replay.search.CallerHistory.History;
import io.vectrail.replay.search.CallerHistory.Known;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Approvals out of the archive stand where the fold of the topic says, whatever was written to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PastApprovalsTest {

    private static final Engines ENGINES = Engines.shared();

    /** So that they lie in two months. */
    private static final Instant START = Instant.parse("2025-12-31T23:50:00Z");

    private static final String RUN = UUID.randomUUID().toString();
    private static final String CALLER = "history-" + RUN;
    private static final long SEED = 20_260_615;
    private static final int HISTORIES = 70;

    private static final List<ApprovalKind> STEPS = Arrays.stream(ApprovalKind.values())
            .filter(kind -> kind != ApprovalKind.UNKNOWN && kind != ApprovalKind.REQUESTED)
            .toList();

    private final Random random = new Random(SEED);
    private final ApprovalLedger ledger = new ApprovalLedger();
    private final Map<Integer, RecordMetadata> ends = new HashMap<>();

    /** No whole service, which would decide on what waits for too long. */
    private ArchiveRun archive;

    private ClickHouse clickHouse;
    private PastApprovals past;

    @BeforeAll
    void start() {
        archive = new ArchiveRun(ENGINES).from(ENGINES.ends()).start();
        clickHouse = archive.clickHouse();
        past = new PastApprovals(clickHouse, ENGINES.registry());
        for (int i = 0; i < HISTORIES; i++) {
            history(i).forEach(this::publish);
        }
        awaitArchived();
    }

    @AfterAll
    void stop() {
        archive.close();
    }

    /** Some that count, some that come too early or too late or twice, and some of people who may not. */
    private List<ApprovalEvent> history(int number) {
        AuditExchange held =
                held(number, number % 3 == 0 ? "search" : "ads", number % 5 == 0 ? "team-search" : "others");
        Requirement needed = ApprovalSamples.requirement("rule-" + number % 2, "privacy", 1 + random.nextInt(2));
        ApprovalEvent requested = ApprovalSamples.requested(held, needed);
        List<ApprovalEvent> events = new ArrayList<>();
        int steps = random.nextInt(12);
        for (int i = 0; i < steps; i++) {
            events.add(anyStep(requested));
        }
        events.add(random.nextInt(4) == 0 ? random.nextInt(events.size() + 1) : 0, requested);
        if (random.nextInt(8) == 0) {
            events.add(requested);
        }
        return events;
    }

    private static AuditExchange held(int number, String connection, String group) {
        // Two come at the same time.
        Instant at = START.plusSeconds(10L * (number / 2));
        AuditExchange held = Samples.exchange(CALLER, at, "text of " + number);
        held.setConnection(connection);
        held.getCaller().setGroups(List.of(group));
        return held;
    }

    private ApprovalEvent anyStep(ApprovalEvent requested) {
        ApprovalKind kind = STEPS.get(random.nextInt(STEPS.size()));
        String actor = List.of("ann", "bob", "cid", CALLER).get(random.nextInt(4));
        boolean used = kind == ApprovalKind.USED;
        return ApprovalSamples.step(requested, kind, Duration.ofHours(random.nextInt(30)))
                .setActor(actor)
                .setActorGroups(actor.equals("cid") ? List.of("legal") : List.of("privacy", "legal"))
                .setReason(random.nextBoolean() ? "" : "a \\ reason of \u0000 mine")
                .setExchange(used ? Samples.idAt(requested.getAt()) : null)
                .setCompleted(used && random.nextBoolean())
                .build();
    }

    private void publish(ApprovalEvent event) {
        RecordMetadata record = ENGINES.publish(event);
        var _ = ledger.take(new ApprovalEntry(event.getApproval(), event, record.partition(), record.offset()));
        ends.put(record.partition(), record);
    }

    private void awaitArchived() {
        ends.values().forEach(archive::awaitArchived);
    }

    @Test
    void eachHasTheLifeThatTheTopicsFoldHas() {
        assertThat(histories(any -> true))
                .hasSizeGreaterThanOrEqualTo(HISTORIES)
                .allSatisfy(approval -> {
                    PastApprovals.Past found =
                            past.find(approval.id(), Scope.EVERYTHING).orElseThrow();
                    assertThat(found.approval()).isEqualTo(approval);
                    assertThat(found.exchange().getId())
                            .isEqualTo(approval.asked().exchange());
                    assertThat(RequestTexts.of(found.exchange()))
                            .singleElement()
                            .asString()
                            .startsWith("text of ");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUESTED", "APPROVED", "REJECTED", "EXPIRED", "REVOKED"})
    void aListOfAStateHasThoseThatStandThere(String state) {
        List<Approval> expected = histories(approval -> approval.state().label().equals(state));
        assertThat(expected).as("seed " + SEED + " has some").isNotEmpty();
        List<Approval> listed = pages(new ApprovalFilter(state, CALLER, null, null, null, null), Scope.EVERYTHING, 7);
        assertThat(listed).extracting(Approval::id).containsExactlyElementsOf(ids(expected));
        assertThat(listed).extracting(Approval::state).containsExactlyElementsOf(states(expected));
        assertThat(listed)
                .extracting(Approval::asked)
                .containsExactlyElementsOf(
                        expected.stream().map(Approval::asked).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 500})
    void pagesFollowEachOther(int limit) {
        List<Approval> all = pages(filter(CALLER, null, null), Scope.EVERYTHING, limit);
        assertThat(ids(all)).containsExactlyElementsOf(ids(histories(any -> true)));
    }

    @Test
    void filtersAreJoined() {
        assertThat(ids(pages(filter("history-" + RUN.substring(0, 20) + "*", "search", null), Scope.EVERYTHING, 50)))
                .containsExactlyElementsOf(ids(histories(of("search"))));
        assertThat(ids(pages(filter(CALLER, "search", "rule-1"), Scope.EVERYTHING, 50)))
                .containsExactlyElementsOf(ids(histories(of("search")
                        .and(approval -> approval.asked()
                                .requirements()
                                .getFirst()
                                .rule()
                                .equals("rule-1")))));
        assertThat(pages(filter("history-", null, null), Scope.EVERYTHING, 50)).isEmpty();
        Instant from = START.plusSeconds(100);
        Instant to = START.plusSeconds(300);
        assertThat(ids(pages(new ApprovalFilter(null, CALLER, null, null, from, to), Scope.EVERYTHING, 50)))
                .hasSize(40)
                .containsExactlyElementsOf(
                        ids(histories(approval -> !approval.asked().at().isBefore(from)
                                && approval.asked().at().isBefore(to))));
    }

    @Test
    void aScopeHasThoseOfItsConnectionsAndGroupsAlone() {
        for (Scope scope : List.of(
                Scope.NOTHING,
                new Scope.Only(Set.of("search"), Set.of()),
                new Scope.Only(Set.of(), Set.of("team-search")),
                new Scope.Only(Set.of("search"), Set.of("team-search", "nobody")))) {
            List<Approval> seen = histories(approval -> lies(approval, scope));
            assertThat(ids(pages(filter(CALLER, null, null), scope, 20))).containsExactlyElementsOf(ids(seen));
            histories(any -> true)
                    .forEach(approval -> assertThat(past.find(approval.id(), scope))
                            .as(approval + " in " + scope)
                            .matches(found -> found.isPresent() == seen.contains(approval)));
        }
    }

    private static boolean lies(Approval approval, Scope scope) {
        return switch (scope) {
            case Scope.Everything _ -> true;
            case Scope.Nothing _ -> false;
            case Scope.Only(Set<String> connections, Set<String> groups) ->
                connections.contains(approval.asked().connection())
                        || approval.asked().callerGroups().stream().anyMatch(groups::contains);
        };
    }

    @Test
    void aSecondRequestOfTheSameIdLetsNobodySeeTheFirst() {
        ApprovalEvent first = requested("first-" + RUN, "ads");
        ApprovalEvent second = requested("second-" + RUN, "search");
        second.setApproval(first.getApproval());
        publish(first);
        publish(second);
        awaitArchived();
        Scope search = new Scope.Only(Set.of("search"), Set.of());
        assertThat(past.find(first.getApproval(), search)).isEmpty();
        assertThat(past.newestFirst(filter("second-" + RUN, null, null), search, null, 10)
                        .items())
                .isEmpty();
        assertThat(past.newestFirst(filter("first-" + RUN, null, null), Scope.EVERYTHING, null, 10)
                        .items())
                .singleElement()
                .extracting(Approval::id)
                .isEqualTo(first.getApproval());
    }

    @Test
    void aGrantThatIsUsedWithoutEndIsReadToWhereItStands() {
        ApprovalEvent requested = requested("busy-" + RUN, "ads");
        publish(requested);
        publish(ApprovalSamples.step(requested, ApprovalKind.APPROVED, Duration.ofMinutes(1), "ann", "privacy"));
        for (int i = 0; i < 1_100; i++) {
            publish(ApprovalSamples.step(requested, ApprovalKind.USED, Duration.ofMinutes(2))
                    .setExchange(Samples.idAt(START))
                    .setCompleted(i % 2 == 0)
                    .build());
        }
        publish(ApprovalSamples.step(requested, ApprovalKind.REVOKED, Duration.ofMinutes(3), "bob", "privacy"));
        awaitArchived();
        Approval expected = Objects.requireNonNull(ledger.find(requested.getApproval()));
        assertThat(expected.state()).isInstanceOf(State.Revoked.class);
        assertThat(past.find(requested.getApproval(), Scope.EVERYTHING)
                        .orElseThrow()
                        .approval())
                .isEqualTo(expected);
        assertThat(past.newestFirst(filter("busy-" + RUN, null, null), Scope.EVERYTHING, null, 10)
                        .items())
                .singleElement()
                .extracting(Approval::state)
                .isEqualTo(expected.state());
    }

    @Test
    void aPageIsShortRatherThanThatItLooksAtRequestsWithoutEnd() {
        PastApprovals hasty = new PastApprovals(clickHouse, ENGINES.registry(), 20);
        ApprovalFilter rejected = new ApprovalFilter("REJECTED", CALLER, null, null, null, null);
        List<Approval> expected = histories(approval -> approval.state() instanceof State.Rejected);
        Page<Approval> first = hasty.newestFirst(rejected, Scope.EVERYTHING, null, 19);
        assertThat(first.items()).hasSizeLessThan(19);
        assertThat(first.nextCursor()).isNotNull();
        assertThat(ids(pages(hasty, rejected, Scope.EVERYTHING, 19))).containsExactlyElementsOf(ids(expected));
    }

    @Test
    void aShortPageIsNotAskedForInManyQuestions() throws IOException {
        String caller = "decided-" + RUN;
        for (int i = 0; i < 20; i++) {
            ApprovalEvent requested = requested(caller, "ads", START.plusSeconds(i));
            publish(requested);
            publish(ApprovalSamples.step(requested, ApprovalKind.APPROVED, Duration.ofMinutes(1), "ann", "privacy"));
        }
        awaitArchived();
        try (CountedArchive counted = CountedArchive.of(clickHouse.database())) {
            PastApprovals asked = new PastApprovals(counted.clickHouse(), ENGINES.registry());
            ApprovalFilter none = new ApprovalFilter("REQUESTED", caller, null, null, null, null);
            assertThat(asked.newestFirst(none, Scope.EVERYTHING, null, 1).items())
                    .isEmpty();
            assertThat(counted.questions()).as("which, and their lives").isEqualTo(2);
        }
    }

    @Test
    void aCallersHistoryIsOfThirtyDaysAndOfTheScope() {
        String caller = "caller-" + RUN;
        Instant now = START.plus(Duration.ofDays(60));
        AuditExchange early = Samples.exchange(caller, now.minus(Duration.ofDays(50)), "long ago");
        archive.awaitArchived(ENGINES.publish(early));
        archive.awaitArchived(ENGINES.publish(Samples.exchange(caller, now.minus(Duration.ofDays(3)), "lately")));
        AuditExchange refused = Samples.refusal(now.minus(Duration.ofDays(2)));
        refused.getCaller().setSubject(caller);
        refused.setConnection("search");
        archive.awaitArchived(ENGINES.publish(refused));
        for (ApprovalKind kind :
                List.of(ApprovalKind.APPROVED, ApprovalKind.APPROVED, ApprovalKind.REJECTED, ApprovalKind.SEEN)) {
            ApprovalEvent requested = requested(caller, "ads", now.minus(Duration.ofDays(1)));
            publish(requested);
            publish(ApprovalSamples.step(requested, kind, Duration.ofMinutes(1), "ann", "privacy"));
        }
        publish(requested(caller, "ads", now.minus(Duration.ofDays(31))));
        ApprovalEvent expired = requested(caller, "search", now.minus(Duration.ofDays(5)));
        publish(expired);
        publish(ApprovalSamples.step(expired, ApprovalKind.EXPIRED, Duration.ofHours(24), "replay-service", "none"));
        awaitArchived();

        CallerHistory histories = new CallerHistory(clickHouse, Clock.fixed(now, ZoneOffset.UTC));
        assertThat(histories.of(caller, Scope.EVERYTHING).map(Known::history))
                .contains(new History(30, 2, 1, new Approvals(5, 2, 1, 1), early.getReceivedAt()));
        assertThat(histories
                        .of(caller, new Scope.Only(Set.of("search"), Set.of()))
                        .map(Known::history))
                .contains(new History(30, 1, 1, new Approvals(1, 0, 0, 1), refused.getReceivedAt()));
        assertThat(histories.of(caller + "*", Scope.EVERYTHING).map(Known::history))
                .contains(new History(30, 0, 0, new Approvals(0, 0, 0, 0), null));
    }

    private static ApprovalEvent requested(String subject, String connection) {
        return requested(subject, connection, START);
    }

    private static ApprovalEvent requested(String subject, String connection, Instant at) {
        AuditExchange held = Samples.exchange(subject, at, "held");
        held.setConnection(connection);
        return ApprovalSamples.requested(held, ApprovalSamples.requirement("rule", "privacy", 1));
    }

    private static Predicate<Approval> of(String connection) {
        return approval -> approval.asked().connection().equals(connection);
    }

    private static ApprovalFilter filter(String subject, @Nullable String connection, @Nullable String rule) {
        return new ApprovalFilter(null, subject, connection, rule, null, null);
    }

    /** Of those with random lives, the newest first. */
    private List<Approval> histories(Predicate<Approval> which) {
        return ledger.all().stream()
                .filter(approval -> approval.asked().subject().equals(CALLER))
                .filter(which)
                .sorted(Comparator.comparing(
                                (Approval approval) -> approval.asked().at())
                        .thenComparing(Approval::id)
                        .reversed())
                .toList();
    }

    private List<Approval> pages(ApprovalFilter filter, Scope scope, int limit) {
        return pages(past, filter, scope, limit);
    }

    private static List<Approval> pages(PastApprovals past, ApprovalFilter filter, Scope scope, int limit) {
        List<Approval> all = new ArrayList<>();
        Cursor cursor = null;
        do {
            Page<Approval> page = past.newestFirst(filter, scope, cursor, limit);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            cursor = page.nextCursor() == null
                    ? null
                    : Cursor.decode(page.nextCursor()).orElseThrow();
        } while (cursor != null);
        return all;
    }

    private static List<String> ids(List<Approval> approvals) {
        return approvals.stream().map(Approval::id).toList();
    }

    private static List<State> states(List<Approval> approvals) {
        return approvals.stream().map(Approval::state).toList();
    }
}

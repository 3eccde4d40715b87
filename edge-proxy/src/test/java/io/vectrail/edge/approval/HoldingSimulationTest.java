package io.vectrail.edge.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.document.approval.ApprovalLedger;
import io.vectrail.document.approval.Requirement;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Hold;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.ApprovalRequest;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.RecordedCaller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Edges that hold requests, people who decide, and a topic between them that each edge reads as far as it has come: in every order that a
 * seed makes. Edges are killed, and read the topic anew; journals fail. Whatever happens, nothing goes on without a decision that its edge has read and that
 * covers it, nothing waits for ever, and in the end all edges know the same.
 */
class HoldingSimulationTest {

    private static final int STEPS = 6_000;
    private static final Duration HOLD = Duration.ofMinutes(2);
    private static final Duration GRANT = Duration.ofMinutes(5);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 9218779035356L})
    void nothingGoesOnThatNobodyLet(long seed) {
        run(seed);
    }

    @Test
    void nothingGoesOnThatNobodyLetWithASeedOfThisRun() {
        run(System.nanoTime());
    }

    private static void run(long seed) {
        try {
            World world = new World(seed);
            for (int step = 0; step < STEPS; step++) {
                world.step();
            }
            world.end();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private static final class World extends Clock {

        private final Random random;
        private final Requests requests = new Requests("""
                { name: once, deny: { words: [once, both] }, action: approve, approvers: { groups: [privacy] }, hold: 2m, expire: 20m },
                { name: granting, deny: { words: [granting, both] }, action: approve, approvers: { groups: [privacy], count: 2 },
                  hold: 2m, expire: 20m, grant: 5m },
                { name: now, deny: { words: [now] }, action: approve, approvers: { groups: [privacy] }, hold: 0s, expire: 20m }
                """.replace("\n", " "));
        private final List<ApprovalEvent> topic = new ArrayList<>();
        private final List<Edge> edges = new ArrayList<>();
        private Instant now = Instant.parse("2026-11-30T10:00:00Z");
        private int wentOn;
        private int refused;

        World(long seed) {
            random = new Random(seed);
            for (int i = 0; i < 3; i++) {
                edges.add(new Edge());
            }
        }

        void step() {
            Edge edge = edges.get(random.nextInt(edges.size()));
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3, 4, 5 -> edge.ask();
                case 6, 7, 8 -> edge.ship();
                case 9, 10, 11, 12 -> edge.read(1 + random.nextInt(8));
                case 13, 14, 15, 16 -> decide();
                case 17 -> pass(Duration.ofSeconds(random.nextInt(200)));
                case 18 -> edge.finishOne();
                default -> {
                    if (random.nextInt(10) == 0) {
                        edges.set(edges.indexOf(edge), edge.killed());
                    } else if (random.nextInt(10) == 0) {
                        edge.readAnew();
                    } else {
                        edge.journalFails = random.nextInt(4) == 0;
                    }
                }
            }
            assertThat(edge.approvals.held()).isLessThanOrEqualTo(40);
        }

        private void pass(Duration time) {
            now = now.plus(time);
            edges.forEach(edge -> {
                edge.approvals.tick();
                edge.approvals.tidy();
                edge.checkPatience();
            });
        }

        /** Somebody says something about something, whether they may or not. */
        private void decide() {
            List<ApprovalEvent> asked = topic.stream()
                    .filter(event -> event.getKind() == ApprovalKind.REQUESTED)
                    .toList();
            if (asked.isEmpty()) {
                return;
            }
            ApprovalEvent about = asked.get(Math.max(0, asked.size() - 1 - random.nextInt(12)) % asked.size());
            List<ApprovalKind> kinds = List.of(
                    ApprovalKind.APPROVED,
                    ApprovalKind.APPROVED,
                    ApprovalKind.APPROVED,
                    ApprovalKind.CONSENTED,
                    ApprovalKind.CONSENTED,
                    ApprovalKind.REJECTED,
                    ApprovalKind.REVOKED,
                    ApprovalKind.EXPIRED);
            String who = List.of("bea", "carl", "dora", "caller-0").get(random.nextInt(4));
            topic.add(event(
                    about.getApproval(),
                    kinds.get(random.nextInt(kinds.size())),
                    who,
                    random.nextInt(8) == 0 ? "other" : "privacy"));
        }

        private ApprovalEvent event(String approval, ApprovalKind kind, String who, String group) {
            return new ApprovalEvent(
                    new UUID(random.nextLong(), random.nextLong()).toString(),
                    approval,
                    now,
                    kind,
                    who,
                    List.of(group),
                    "because",
                    null,
                    false,
                    null,
                    null);
        }

        /** All is shipped, all is read, and all time to wait has passed. */
        void end() {
            edges.forEach(edge -> {
                edge.journalFails = false;
                edge.ship();
            });
            edges.forEach(edge -> edge.read(Integer.MAX_VALUE));
            pass(HOLD);
            assertThat(wentOn).as("went on").isGreaterThan(10);
            assertThat(refused).as("refused").isGreaterThan(200);
            Edge fresh = new Edge();
            fresh.readAnew();
            Set<String> all = new HashSet<>();
            topic.forEach(event -> all.add(event.getApproval()));
            for (Edge edge : edges) {
                assertThat(edge.approvals.held()).isZero();
                for (String id : all) {
                    assertThat(label(edge, id)).as(id).isEqualTo(label(fresh, id));
                }
            }
        }

        private static @Nullable String label(Edge edge, String id) {
            var state = edge.approvals.state(id);
            return state == null ? null : state.label();
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        /** One edge, with its journal and what it has read of the topic. */
        private final class Edge implements Approvals.Recording {

            private final Approvals approvals = new Approvals(
                    new HoldLimits(new HoldSettings(40, 15, null, 200, 60), Long.MAX_VALUE),
                    this,
                    () -> new UUID(random.nextLong(), random.nextLong()),
                    World.this);
            private final Deque<ApprovalEvent> journal = new ArrayDeque<>();
            private final List<Asked> open = new ArrayList<>();
            private final List<Asked> goingOn = new ArrayList<>();
            private final Set<String> answered = new HashSet<>();
            private int read;
            private boolean journalFails;

            private record Asked(Exchange exchange, String text, Instant at, CompletableFuture<Word> word) {}

            void ask() {
                String text =
                        List.of("once", "granting", "both", "now").get(random.nextInt(4)) + " " + random.nextInt(3);
                Exchange exchange = requests.of("caller-" + random.nextInt(3), text);
                CompletableFuture<Word> word = approvals.ask(exchange).toCompletableFuture();
                Asked asked = new Asked(exchange, text, now, word);
                if (word.isDone()) {
                    check(asked);
                } else {
                    assertThat(text).doesNotStartWith("now");
                    open.add(asked);
                }
            }

            @Override
            public CompletionStage<Void> held(Exchange exchange, Hold hold) {
                if (journalFails) {
                    return CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
                }
                AuditExchange shown = new AuditExchange();
                shown.setId(exchange.arrival().id().toString());
                shown.setConnection("openai");
                shown.setModel("m");
                RecordedCaller caller = new RecordedCaller();
                caller.setSubject(exchange.caller().subject());
                caller.setGroups(List.of());
                shown.setCaller(caller);
                shown.setItems(List.of());
                ApprovalEvent event = event(
                        hold.approval(),
                        ApprovalKind.REQUESTED,
                        exchange.caller().subject(),
                        "");
                event.setRequest(new ApprovalRequest(
                        hold.request(),
                        hold.expires(),
                        hold.requirements().stream().map(Requirement::event).toList(),
                        shown));
                journal.add(event);
                return CompletableFuture.completedFuture(null);
            }

            void ship() {
                topic.addAll(journal);
                journal.clear();
            }

            void read(int most) {
                List<ApprovalEntry> next = new ArrayList<>();
                while (read < topic.size() && next.size() < most) {
                    next.add(entry(read++));
                }
                approvals.take(next);
                settle();
            }

            void readAnew() {
                ApprovalLedger ledger = new ApprovalLedger();
                for (read = 0; read < topic.size(); read++) {
                    ledger.take(entry(read));
                }
                ledger.forgetOver(now);
                approvals.swap(ledger);
                settle();
            }

            private ApprovalEntry entry(int offset) {
                ApprovalEvent event = topic.get(offset);
                return new ApprovalEntry(event.getApproval(), event, 0, offset);
            }

            /** What its disk holds is shipped by the next one of its name. */
            Edge killed() {
                Edge next = new Edge();
                next.journal.addAll(journal);
                next.readAnew();
                return next;
            }

            private void settle() {
                open.removeIf(asked -> {
                    if (asked.word().isDone()) {
                        check(asked);
                    }
                    return asked.word().isDone();
                });
            }

            void checkPatience() {
                settle();
                open.forEach(asked -> assertThat(asked.at().plus(HOLD)).isAfter(now));
            }

            void finishOne() {
                if (!goingOn.isEmpty()) {
                    Asked asked = goingOn.remove(random.nextInt(goingOn.size()));
                    String approval = ((Word.GoesOn) asked.word().join()).approval();
                    int status = random.nextInt(3) == 0 ? 502 : 200;
                    approvals.over(Requests.answered(asked.exchange(), approval, status));
                    if (status == 200) {
                        answered.add(approval);
                    }
                }
            }

            private void check(Asked asked) {
                if (asked.word().isCompletedExceptionally()) {
                    assertThat(asked.word().exceptionNow())
                            .isInstanceOfAny(RefusedException.class, IllegalStateException.class);
                    return;
                }
                switch (asked.word().join()) {
                    case Word.GoesOn on -> {
                        wentOn++;
                        assertLet(asked, on.approval());
                        goingOn.add(asked);
                    }
                    case Word.Refused no -> {
                        refused++;
                        assertThat(no.refusal().code())
                                .isIn(
                                        RefusalCode.APPROVAL_PENDING,
                                        RefusalCode.APPROVAL_REJECTED,
                                        RefusalCode.APPROVAL_TIMEOUT);
                    }
                }
            }

            /** By the records that this edge has read, looked at without what it makes of them. */
            private void assertLet(Asked asked, String approval) {
                List<List<ApprovalEvent>> lives = topic.subList(0, read).stream()
                        .filter(event -> event.getKind() == ApprovalKind.REQUESTED
                                && event.getActor()
                                        .equals(asked.exchange().caller().subject()))
                        .map(requested -> topic.subList(0, read).stream()
                                .filter(event -> event.getApproval().equals(requested.getApproval()))
                                .toList())
                        .toList();
                assertThat(lives).anyMatch(life -> life.getFirst().getApproval().equals(approval));
                for (String rule : asked.text().startsWith("both")
                        ? List.of("once", "granting")
                        : List.of(asked.text().substring(0, asked.text().indexOf(' ')))) {
                    assertThat(lives).as(rule).anyMatch(life -> lets(life, rule, asked));
                }
            }

            private boolean lets(List<ApprovalEvent> life, String rule, Asked asked) {
                ApprovalRequest request = Objects.requireNonNull(life.getFirst().getRequest());
                List<String> rules = request.getRequirements().stream()
                        .map(each -> each.getRule())
                        .toList();
                boolean same = request.getRequestHash()
                        .equals(Ask.of(asked.exchange(), now).request());
                boolean once = same
                        && now.isBefore(request.getExpiresAt())
                        && !answered.contains(life.getFirst().getApproval());
                boolean granted = rule.equals("granting")
                        && life.stream()
                                .anyMatch(event -> event.getKind() == ApprovalKind.APPROVED
                                        && event.getAt().plus(GRANT).isAfter(now));
                return rules.contains(rule)
                        && (once || granted)
                        && consents(life, request.getExpiresAt()) >= (rules.contains("granting") ? 2 : 1)
                        && life.stream()
                                .noneMatch(event ->
                                        event.getKind() == ApprovalKind.REVOKED && isAfterApproval(life, event));
            }

            private static long consents(List<ApprovalEvent> life, Instant expires) {
                return life.stream()
                        .filter(event ->
                                event.getKind() == ApprovalKind.APPROVED || event.getKind() == ApprovalKind.CONSENTED)
                        .filter(event -> event.getActorGroups().contains("privacy"))
                        .filter(event -> event.getAt().isBefore(expires))
                        .map(ApprovalEvent::getActor)
                        .filter(who -> !who.equals(life.getFirst().getActor()))
                        .distinct()
                        .count();
            }

            private static boolean isAfterApproval(List<ApprovalEvent> life, ApprovalEvent revocation) {
                int at = life.indexOf(revocation);
                ApprovalLedger before = new ApprovalLedger();
                for (int i = 0; i < at; i++) {
                    before.take(new ApprovalEntry(revocation.getApproval(), life.get(i), 0, i));
                }
                var known = before.find(revocation.getApproval());
                return known != null && known.state().label().equals("APPROVED");
            }
        }
    }
}

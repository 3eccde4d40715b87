package io.vectrail.replay.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AlertKind;
import io.vectrail.event.CaseEvent;
import io.vectrail.event.CaseKind;
import io.vectrail.event.Risk;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.RiskLevel;
import io.vectrail.event.RiskPart;
import io.vectrail.event.Verdict;
import io.vectrail.replay.AlertSamples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What an alert's records amount to. */
class LifeTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

    private final AlertSamples.Sample sample = AlertSamples.at(NOON);

    private Life after(SpecificRecord... steps) {
        return after(List.of(steps));
    }

    private Life after(List<SpecificRecord> steps) {
        Life life = Life.of(sample.id());
        for (SpecificRecord step : steps) {
            life = switch (step) {
                case RiskAlert alert -> life.take(alert).orElse(life);
                case CaseEvent event -> life.take(event).orElse(life);
                default -> throw new IllegalArgumentException();
            };
        }
        return life;
    }

    private CaseEvent closed(Verdict verdict) {
        return sample.step(CaseKind.CLOSED).setVerdict(verdict).setReason("so").build();
    }

    @Test
    void itIsRaisedEscalatesAndSubsides() {
        Facts facts = after(sample.raised(), sample.escalated(), sample.subsided())
                .alert()
                .orElseThrow()
                .facts();
        assertThat(facts.level()).as("the highest").isEqualTo(RiskLevel.CRITICAL);
        assertThat(facts.score()).isEqualTo(93);
        assertThat(facts.subsidedAt()).isEqualTo(facts.updatedAt());
        assertThat(facts.steps())
                .extracting(AlertStep::kind)
                .containsExactly(AlertKind.RAISED, AlertKind.ESCALATED, AlertKind.SUBSIDED);
    }

    @Test
    void whatIsNoWayOnChangesNothing() {
        RiskAlert raised = sample.raised();
        RiskAlert escalated = sample.escalated();
        RiskAlert subsided = sample.subsided();
        assertThat(after(escalated, subsided).alert()).as("not raised").isEmpty();
        assertThat(after(raised, raised, sample.raised())).isEqualTo(after(raised));
        assertThat(after(
                        raised,
                        sample.fact(AlertKind.ESCALATED, RiskLevel.HIGH, 80).build()))
                .as("to the same level")
                .isEqualTo(after(raised));
        assertThat(after(
                        raised,
                        sample.fact(AlertKind.UNKNOWN, RiskLevel.CRITICAL, 90).build()))
                .isEqualTo(after(raised));
        assertThat(after(raised, subsided, escalated, sample.subsided())).isEqualTo(after(raised, subsided));
        assertThat(after(raised, AlertSamples.at(NOON).escalated())).isEqualTo(after(raised));
    }

    @Test
    void peopleAcknowledgeAssignCloseAndReopen() {
        CaseEvent assigned = sample.step(CaseKind.ASSIGNED).setAssignee("bob").build();
        Case work = after(
                        sample.raised(),
                        sample.step(CaseKind.ACKNOWLEDGED).build(),
                        assigned,
                        closed(Verdict.CONFIRMED),
                        sample.step(CaseKind.REOPENED).setActor("carol").build())
                .work();
        assertThat(work.state()).isEqualTo(new CaseState.Open());
        assertThat(work.assignee()).isEqualTo("bob");
        assertThat(work.verdict()).isNull();
        assertThat(work.by()).isEqualTo("carol");
        assertThat(work.steps()).hasSize(4);
        Case again = after(closed(Verdict.EXPECTED)).work();
        assertThat(again.state()).as("at once").isEqualTo(new CaseState.Closed(Verdict.EXPECTED));
    }

    @Test
    void whatLeadsNowhereCountsForNothing() {
        CaseEvent acknowledged = sample.step(CaseKind.ACKNOWLEDGED).build();
        CaseEvent reopened = sample.step(CaseKind.REOPENED).build();
        assertThat(after(reopened)).isEqualTo(Life.of(sample.id()));
        assertThat(after(
                        acknowledged,
                        acknowledged,
                        sample.step(CaseKind.ACKNOWLEDGED).build()))
                .isEqualTo(after(acknowledged));
        assertThat(after(closed(Verdict.UNKNOWN), sample.step(CaseKind.CLOSED).build()))
                .as("without a verdict")
                .isEqualTo(Life.of(sample.id()));
        CaseEvent first = closed(Verdict.CONFIRMED);
        assertThat(after(first, closed(Verdict.EXPECTED), acknowledged)).isEqualTo(after(first));
        assertThat(after(
                        first, sample.step(CaseKind.ASSIGNED).setAssignee("bob").build()))
                .isEqualTo(after(first));
        assertThat(after(first, reopened, first, reopened))
                .as("each a second time")
                .isEqualTo(after(first, reopened));
        for (String nobody : new String[] {null, "", " \t", "x".repeat(257)}) {
            assertThat(after(sample.step(CaseKind.ASSIGNED).setAssignee(nobody).build()))
                    .isEqualTo(Life.of(sample.id()));
        }
        assertThat(after(
                        sample.step(CaseKind.UNKNOWN).build(),
                        sample.step(CaseKind.CLOSED)
                                .setVerdict(Verdict.CONFIRMED)
                                .setId("")
                                .build(),
                        sample.step(CaseKind.ACKNOWLEDGED)
                                .setAt(Instant.MAX.minusSeconds(1))
                                .build()))
                .isEqualTo(Life.of(sample.id()));
    }

    /** However the records of the two topics come between each other, and whatever else stands there. */
    @RepeatedTest(200)
    void bothHalvesAreIndependent(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<SpecificRecord> facts = new ArrayList<>();
        List<SpecificRecord> work = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            facts.add(some(facts, random, anyFact(random)));
            work.add(some(work, random, anyStep(random)));
        }
        Life expected = after(mixed(facts, work, new Random(0)));
        for (int i = 1; i <= 5; i++) {
            assertThat(after(mixed(facts, work, new Random(i)))).isEqualTo(expected);
        }
        List<SpecificRecord> workFirst = new ArrayList<>(work);
        workFirst.addAll(facts);
        assertThat(after(workFirst)).isEqualTo(expected);
        Life twice = expected;
        for (SpecificRecord step : facts) {
            twice = expected.facts() != null && isAmong(expected.facts().steps(), (RiskAlert) step)
                    ? twice.take((RiskAlert) step).orElse(twice)
                    : twice;
        }
        assertThat(twice).as("what counted, once more").isEqualTo(expected);
    }

    private static boolean isAmong(List<AlertStep> counted, RiskAlert step) {
        return counted.stream().anyMatch(each -> each.id().equals(step.getId()));
    }

    private static SpecificRecord some(List<SpecificRecord> before, Random random, SpecificRecord fresh) {
        return before.isEmpty() || random.nextInt(4) > 0 ? fresh : before.get(random.nextInt(before.size()));
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private SpecificRecord anyFact(Random random) {
        AlertKind kind = any(AlertKind.values(), random);
        RiskLevel level = any(RiskLevel.values(), random);
        return sample.fact(kind, level, random.nextDouble() * 120)
                .setAt(NOON.plusSeconds(random.nextInt(1_000)))
                .build();
    }

    private SpecificRecord anyStep(Random random) {
        CaseKind kind = any(CaseKind.values(), random);
        return sample.step(kind)
                .setAt(NOON.plusSeconds(random.nextInt(1_000)))
                .setActor("actor-" + random.nextInt(3))
                .setAssignee(random.nextBoolean() ? "bob" : null)
                .setVerdict(any(Verdict.values(), random))
                .build();
    }

    /** Each half in its own order. */
    private static List<SpecificRecord> mixed(List<SpecificRecord> facts, List<SpecificRecord> work, Random random) {
        List<Boolean> turns = new ArrayList<>(Collections.nCopies(facts.size(), true));
        turns.addAll(Collections.nCopies(work.size(), false));
        Collections.shuffle(turns, random);
        List<SpecificRecord> all = new ArrayList<>();
        int fact = 0;
        int step = 0;
        for (boolean ofFacts : turns) {
            all.add(ofFacts ? facts.get(fact++) : work.get(step++));
        }
        return all;
    }

    @Test
    void whatIsHugeOrNoNumberIsBounded() {
        RiskPart odd = RiskPart.newBuilder()
                .setSignal("s".repeat(10_000))
                .setStrength(Double.NaN)
                .setWeight(Double.POSITIVE_INFINITY)
                .setPoints(-5)
                .setReason("r".repeat(100_000))
                .build();
        RiskAlert huge =
                sample.fact(AlertKind.RAISED, RiskLevel.UNKNOWN, Double.NaN).build();
        huge.setRisk(Risk.newBuilder()
                .setScore(Double.NaN)
                .setLevel(RiskLevel.UNKNOWN)
                .setParts(Collections.nCopies(1_000, odd))
                .build());
        huge.setGroups(Collections.nCopies(100_000, "g".repeat(1_000)));
        huge.setExchanges(Collections.nCopies(5_000, huge.getExchanges().getFirst()));
        Life life = after(huge);
        Facts facts = life.alert().orElseThrow().facts();
        assertThat(facts.score()).isZero();
        assertThat(facts.parts()).hasSizeLessThan(50);
        assertThat(facts.parts().getFirst()).satisfies(part -> {
            assertThat(part.strength()).isZero();
            assertThat(part.weight()).isEqualTo(100);
            assertThat(part.points()).isZero();
            assertThat(part.reason()).hasSize(256);
        });
        assertThat(facts.exchanges()).hasSize(20);
        assertThat(facts.groups()).hasSize(1);
        assertThat(life.size()).isLessThan(100_000);
        huge.setSubject("x".repeat(5_000));
        assertThat(after(huge).alert()).isEmpty();
    }

    @Test
    void thousandsOfStepsAreBoundedAndTheLatestOnesCount() {
        List<SpecificRecord> steps = new ArrayList<>(List.of(sample.raised()));
        for (int i = 0; i < 5_000; i++) {
            steps.add(sample.step(CaseKind.ASSIGNED).setAssignee("a" + i).build());
        }
        steps.add(closed(Verdict.CONFIRMED));
        Case work = after(steps).work();
        assertThat(work.state()).isEqualTo(new CaseState.Closed(Verdict.CONFIRMED));
        assertThat(work.assignee()).isEqualTo("a4999");
        assertThat(work.steps()).hasSize(Case.MOST_STEPS);
    }
}

package io.vectrail.streams.risk.signal;

import static io.vectrail.streams.risk.signal.Life.DAY;
import static io.vectrail.streams.risk.signal.Life.HOUR;
import static io.vectrail.streams.risk.signal.Life.MINUTE;
import static io.vectrail.streams.risk.signal.Life.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.streams.profile.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tells how much a caller uses, when, and from where. */
class UsageSignalsTest {

    /** Three weeks of office hours, 20 texts an hour. */
    private static Life worker() {
        Life life = new Life();
        for (int day = 0; day < 21; day++) {
            for (int hour = 9; hour < 17; hour++) {
                life.call(START + day * DAY + hour * HOUR, 18 + (day * 7 + hour) % 5);
            }
        }
        return life;
    }

    private static final long NEXT_MONDAY = START + 21 * DAY;

    @Test
    void muchMoreThanUsualAtThisHourIsVolume() {
        assertThat(worker().call(NEXT_MONDAY + 10 * HOUR, 40).strength(new Volume()))
                .isZero();
        assertThat(worker().call(NEXT_MONDAY + 10 * HOUR, 5000).strength(new Volume()))
                .isGreaterThan(0.7);
    }

    @Test
    void volumeSaysNothingOfANewCaller() {
        assertThat(new Life().call(START, 5000).strength(new Volume())).isZero();
    }

    @Test
    void longerVectorsShowInBytesAlone() {
        Life life = worker().see(Life.sighting(
                NEXT_MONDAY + 10 * HOUR, Life.HOME, false, false, false, 20, 500L * 6144 * 20, Map.of(), List.of()));

        assertThat(life.strength(new VectorBytes())).isGreaterThan(0.7);
        assertThat(life.strength(new Volume())).isZero();
    }

    @Test
    void someMoreEachDayIsDrift() {
        Life life = new Life();
        for (int day = 0; day < 20; day++) {
            life.call(START + day * DAY, 1000 + day % 3 * 50);
        }
        assertThat(life.strength(new Drift())).isZero();
        for (int day = 20; day < 34; day++) {
            life.call(START + day * DAY, 1500);
        }
        assertThat(life.strength(new Drift())).isGreaterThan(0.9);
    }

    @Test
    void manyCallsAMinuteAreABurst() {
        Life life = worker();
        for (int i = 0; i < 30; i++) {
            life.call(NEXT_MONDAY + 10 * HOUR + i * 1500L, 1);
        }
        assertThat(life.strength(new Burst())).isZero();
        for (int i = 0; i < 600; i++) {
            life.call(NEXT_MONDAY + 11 * HOUR + i * 100L, 1);
        }
        assertThat(life.strength(new Burst())).isGreaterThan(0.9);
    }

    @Test
    void atNightSomebodyElseWorks() {
        assertThat(worker().call(NEXT_MONDAY + 11 * HOUR, 1).strength(new OffHours()))
                .isZero();
        assertThat(worker().call(NEXT_MONDAY + 3 * HOUR, 1).strength(new OffHours()))
                .isEqualTo(1);
    }

    @Test
    void whoWorksAroundTheClockHasNoOffHours() {
        Life life = new Life();
        for (int hour = 0; hour < 24 * 14; hour++) {
            life.call(START + hour * HOUR, 5);
        }
        assertThat(life.call(START + 14 * DAY + 3 * HOUR, 1).strength(new OffHours()))
                .isZero();
    }

    @Test
    void aTokenFromElsewhereIsInANewPlace() {
        Place elsewhere = new Place("main", "embeddings", "model", "curl", "203.0.113.0/24");

        assertThat(worker().from(NEXT_MONDAY + 10 * HOUR, Life.HOME).strength(new NewPlace()))
                .isZero();
        assertThat(worker().from(NEXT_MONDAY + 10 * HOUR, elsewhere).strength(new NewPlace()))
                .isGreaterThan(0.8);
        assertThat(new Life().from(START, elsewhere).strength(new NewPlace())).isZero();
    }

    @Test
    void refusalsCountWhereTheyAreALargePart() {
        Life life = worker();
        for (int i = 0; i < 3; i++) {
            life.see(Life.sighting(NEXT_MONDAY + 10 * HOUR, Life.HOME, true, true, false, 1, 0, Map.of(), List.of()));
        }
        assertThat(life.strength(new Refused())).isLessThan(0.5);
        for (int i = 0; i < 30; i++) {
            life.see(Life.sighting(
                    NEXT_MONDAY + 10 * HOUR + i * MINUTE, Life.HOME, true, true, false, 1, 0, Map.of(), List.of()));
        }
        assertThat(life.strength(new Refused())).isEqualTo(1);
        assertThat(life.strength(new ShadowRefused())).isEqualTo(1);
        assertThat(worker().strength(new Refused())).isZero();
        assertThat(worker().strength(new ShadowRefused())).isZero();
    }

    @Test
    void whatPeopleRejectedCounts() {
        Life life = worker();
        assertThat(life.strength(new RejectedApprovals())).isZero();
        for (int i = 0; i < 3; i++) {
            life.see(Life.sighting(NEXT_MONDAY + 10 * HOUR, Life.HOME, true, false, true, 1, 0, Map.of(), List.of()));
        }
        assertThat(life.strength(new RejectedApprovals())).isEqualTo(1);
        assertThat(life.call(NEXT_MONDAY + 6 * DAY, 1).strength(new RejectedApprovals()))
                .isZero();
    }

    @Test
    void secretsInEachTextAreSensitiveContent() {
        Life life = worker();
        life.see(Life.sighting(
                NEXT_MONDAY + 10 * HOUR,
                Life.HOME,
                false,
                false,
                false,
                1,
                6144,
                Map.of("EMAIL_ADDRESS", 1),
                List.of()));
        assertThat(life.strength(new SensitiveContent())).isZero();
        for (int i = 0; i < 30; i++) {
            life.see(Life.sighting(
                    NEXT_MONDAY + 10 * HOUR, Life.HOME, false, false, false, 1, 6144, Map.of("SECRET", 4), List.of()));
        }
        assertThat(life.strength(new SensitiveContent())).isGreaterThan(0.7);
    }
}

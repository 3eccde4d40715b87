package io.vectrail.replay.alert.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.CaseKind;
import io.vectrail.event.Verdict;
import io.vectrail.replay.AlertSamples;
import io.vectrail.replay.alert.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Memory has the newest, and closed ones go first. */
class LivesTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

    @Test
    void thoseThatWereClosedGoFirstAndThenTheOldest() {
        Lives lives = new Lives(3);
        List<AlertSamples.Sample> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(AlertSamples.at(NOON.plusSeconds(i)));
        }
        lives.take(all.get(0).raised());
        lives.take(all.get(1).raised());
        lives.take(all.get(2).raised());
        lives.take(
                all.get(2).step(CaseKind.CLOSED).setVerdict(Verdict.CONFIRMED).build());
        lives.take(all.get(3).raised());
        assertThat(ids(lives))
                .containsExactlyInAnyOrder(
                        all.get(0).id(), all.get(1).id(), all.get(3).id());
        lives.take(all.get(4).raised());
        assertThat(ids(lives))
                .containsExactlyInAnyOrder(
                        all.get(1).id(), all.get(3).id(), all.get(4).id());
        assertThat(lives.notClosed()).isEqualTo(3);
    }

    @Test
    void whatPeopleDidWithSomethingUnknownIsBounded() {
        Lives lives = new Lives(3);
        for (int i = 0; i < 5_000; i++) {
            lives.take(AlertSamples.at(NOON).step(CaseKind.ACKNOWLEDGED).build());
        }
        AlertSamples.Sample late = AlertSamples.at(NOON);
        lives.take(late.step(CaseKind.ACKNOWLEDGED).build());
        assertThat(lives.all()).isEmpty();
        lives.take(late.raised());
        assertThat(lives.all())
                .singleElement()
                .satisfies(alert -> assertThat(alert.work().state().label()).isEqualTo("ACKNOWLEDGED"));
    }

    private static List<String> ids(Lives lives) {
        return lives.all().stream().map(Alert::id).toList();
    }
}

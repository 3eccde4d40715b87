package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.runtime.health.Condition;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** One hiccup makes nothing look ill, and what stands still does not look well. */
class IngestHealthTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Pulse clickHouse = new Pulse(nanos::get);
    private final Progress ingest = new Progress(nanos::get);

    @Test
    void aSingleCallThatFailsSaysNothingOfClickHouse() {
        clickHouse.felt();
        pass(Pulse.SILENCE.minusSeconds(1));
        clickHouse.missed("refused");

        assertThat(clickHouse.condition()).isInstanceOf(Condition.Up.class);
    }

    @Test
    void clickHouseIsAwayAfterASilenceEvenIfNoCallFailed() {
        assertThat(clickHouse.condition()).isInstanceOf(Condition.Down.class);
        clickHouse.felt();
        pass(Pulse.SILENCE);

        assertThat(clickHouse.condition()).isInstanceOf(Condition.Down.class);
        clickHouse.felt();
        assertThat(clickHouse.condition()).isInstanceOf(Condition.Up.class);
    }

    @Test
    void ingestThatIsBehindAndStoresNothingIsStuck() {
        ingest.behind(5, Duration.ofSeconds(1));
        ingest.stored();
        assertThat(ingest.condition()).isInstanceOf(Condition.Up.class);

        pass(Progress.STUCK.plusSeconds(1));
        ingest.failed("refused");
        ingest.behind(5, Duration.ofSeconds(47));
        assertThat(ingest.condition()).isInstanceOf(Condition.Degraded.class);
        assertThat(ingest.condition().detail())
                .contains("5 records behind", "47 s old", "last stored 46 s ago", "refused");
        ingest.stored();
        assertThat(ingest.condition()).isInstanceOf(Condition.Up.class);
    }

    @Test
    void ingestThatNothingComesForIsNotStuckHoweverLongAgoItStored() {
        ingest.stored();
        pass(Duration.ofHours(1));
        ingest.behind(0, Duration.ZERO);
        pass(Duration.ofSeconds(1));
        ingest.behind(3, Duration.ofSeconds(1));

        assertThat(ingest.condition()).isInstanceOf(Condition.Up.class);
    }

    @Test
    void ingestThatLooksAtKafkaNoMoreIsNotWell() {
        assertThat(ingest.condition()).isInstanceOf(Condition.Degraded.class);
        ingest.behind(0, Duration.ZERO);
        pass(Progress.STUCK.plusSeconds(1));

        assertThat(ingest.condition()).isInstanceOf(Condition.Degraded.class);
    }

    @Test
    void ingestThatIsFarBehindIsWorthALook() {
        ingest.stored();
        ingest.behind(Progress.LAG_WORTH_A_LOOK + 1, Duration.ofSeconds(2));

        assertThat(ingest.condition()).isInstanceOf(Condition.Degraded.class);
    }

    @Test
    void ingestThatEndedIsNotWellAgainWhateverItHadDoneLast() {
        ingest.ended("java.lang.StackOverflowError");
        ingest.stored();
        ingest.behind(0, Duration.ZERO);

        assertThat(ingest.condition()).isInstanceOf(Condition.Degraded.class);
        assertThat(ingest.condition().detail()).contains("restart the service", "StackOverflowError");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}

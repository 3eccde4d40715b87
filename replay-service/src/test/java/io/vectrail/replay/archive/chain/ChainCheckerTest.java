package io.vectrail.replay.archive.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.runtime.health.Condition;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an auditor is told of chains, whole and broken, and when. */
class ChainCheckerTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final StoredChains chains = new StoredChains();

    @AfterEach
    void close() {
        chains.close();
    }

    @Test
    void anUnbrokenChainIsVerifiedToItsEndInWhateverOrderItCame() {
        chains.store("e", "1", 4, 6).check();
        assertThat(chains.states()).as("the beginning may still come").containsExactly("e 1  0 0 6");

        chains.store("e", "1", 1, 3).store("e", "1", 7, 9).check();

        assertThat(chains.states()).containsExactly("e 1 BEGINNING 1 9 9");
        assertThat(chains.findings()).isEmpty();
        assertThat(chains.condition()).isInstanceOf(Condition.Up.class);
    }

    @Test
    void aMissingEventIsAGapAfterFiveMinutesAndHealsWhenItComes() {
        chains.store("e", "1", 1, 10).store("e", "1", 13, 15).check();
        chains.pass(FIVE_MINUTES.minusMillis(1));
        chains.check();
        assertThat(chains.findings()).isEmpty();
        assertThat(chains.states()).containsExactly("e 1 BEGINNING 1 10 15");

        chains.pass(Duration.ofMillis(1));
        chains.check();
        assertThat(chains.findings()).containsExactly("GAP 11 12 2 0");
        assertThat(chains.states()).as("what follows is verified").containsExactly("e 1 BEGINNING 1 15 15");
        assertThat(chains.condition()).isInstanceOf(Condition.Degraded.class);
        assertThat(chains.condition().detail()).contains("1 open gaps, of 2 events");
        assertThat(chains.gauge("vectrail.chain.missing")).isEqualTo(2);

        chains.store("e", "1", 12, 12).check();
        assertThat(chains.findings()).containsExactly("GAP 11 12 1 0");
        chains.store("e", "1", 11, 11).check();
        assertThat(chains.findings()).containsExactly("GAP 11 12 0 0 healed");
        assertThat(chains.condition()).isInstanceOf(Condition.Up.class);
        assertThat(chains.gauge("vectrail.chain.gaps")).isZero();
    }

    @Test
    void anEventThatFillsAGapWithoutFittingIsAChange() {
        chains.store("e", "1", 1, 2).store("e", "1", 4, 5).check();
        chains.pass(FIVE_MINUTES);
        chains.check().event("e", "1", 3, "h2", "another").check();

        assertThat(chains.findings()).containsExactly("GAP 3 3 0 0 healed", "CHANGE 4 4 0 1");
    }

    @Test
    void twoDifferentEventsAreAForkAndTheSameOneTwiceIsADuplicate() {
        chains.store("e", "1", 1, 6);
        chains.event("e", "1", 3, "h2", "fork").event("e", "1", 5, "h4", "h5").check();

        assertThat(chains.findings()).containsExactly("FORK 3 3 0 2", "DUPLICATE 5 5 0 2");
        assertThat(chains.states()).containsExactly("e 1 BEGINNING 1 6 6");
        assertThat(chains.condition().detail()).contains("1 forks", "1 repeated events");
    }

    @Test
    void whatComesAfterItsSequenceWasVerifiedIsCheckedToo() {
        chains.store("e", "1", 1, 3_000).check();
        chains.event("e", "1", 7, "h6", "fork").check();
        chains.event("e", "1", 2_000, "h1999", "h2000")
                .event("e", "1", 2_500, "wrong", "h2500")
                .check();

        assertThat(chains.findings())
                .containsExactly(
                        "FORK 7 7 0 2", "DUPLICATE 2000 2000 0 2", "CHANGE 2500 2500 0 1", "DUPLICATE 2500 2500 0 2");
    }

    @Test
    void aLinkThatDoesNotFitIsAChangeAndSoIsABeginningThatNamesAPredecessor() {
        chains.event("e", "1", 1, "something", "h1").store("e", "1", 2, 4);
        chains.event("e", "1", 5, "wrong", "h5").store("e", "1", 6, 7).check();

        assertThat(chains.findings()).containsExactly("CHANGE 1 1 0 1", "CHANGE 5 5 0 1");
        chains.pass(Duration.ofDays(30));
        assertThat(chains.check().condition())
                .as("this does not pass by itself")
                .isInstanceOf(Condition.Degraded.class);
    }

    @Test
    void aNewEpochOfAnEdgeThatHadAnotherIsToldForADay() {
        chains.store("e", "1", 1, 2).store("other", "9", 1, 1).check();
        assertThat(chains.findings()).isEmpty();

        chains.store("e", "2", 1, 1).check();
        assertThat(chains.findings()).containsExactly("EPOCH 0 0 0 0");
        assertThat(chains.condition().detail()).contains("1 new epochs");
        assertThat(chains.gauge("vectrail.chain.epochs")).isEqualTo(3);

        chains.pass(Duration.ofHours(25));
        assertThat(chains.check().condition()).isInstanceOf(Condition.Up.class);
    }

    @Test
    void aChainThatWasArchivedBeforeThisTableWasThereBeginsLater() {
        chains.database()
                .execute("INSERT INTO exchanges (id, time, edge, epoch, sequence) VALUES"
                        + " ('old', '2026-06-15 11:59:00', 'e', '1', 56)");
        chains.store("e", "1", 57, 60).check();
        chains.pass(FIVE_MINUTES);

        assertThat(chains.check().states()).containsExactly("e 1 LATER 57 60 60");
        assertThat(chains.findings()).isEmpty();
    }

    @Test
    void aChainWhoseBeginningKafkaDroppedBeginsLaterAndOneThatBeganAfterwardsDoesNot() {
        chains.database()
                .execute("INSERT INTO losses (topic, partition, first, next, at) VALUES"
                        + " ('vectrail.exchanges', 0, 0, 99, '2026-06-15 12:00:00.002')");
        chains.store("e", "1", 57, 60).store("e", "2", 3, 4).check();
        chains.pass(FIVE_MINUTES);

        assertThat(chains.check().states()).containsExactly("e 1 LATER 57 60 60", "e 2 BEGINNING 1 4 4");
        assertThat(chains.findings()).containsExactly("EPOCH 0 0 0 0", "GAP 1 2 2 0");
    }

    @Test
    void absurdSequencesAreToldAndHoldNothingUp() {
        chains.event("e", "1", 0, "", "zero")
                .event("e", "1", -5, "", "minus")
                .event("e", "1", Long.MIN_VALUE, "", "least");
        chains.store("e", "1", 1, 2).event("e", "1", Long.MAX_VALUE, "", "most").check();
        chains.pass(FIVE_MINUTES);
        chains.check().store("e", "1", 3, 5).event("e", "1", 4, "h3", "fork").check();

        assertThat(chains.findings())
                .containsExactly("INVALID 0 0 0 3", "GAP 3 9223372036854775806 9223372036854775801 0", "FORK 4 4 0 2");
        assertThat(chains.states()).containsExactly("e 1 BEGINNING 1 9223372036854775807 9223372036854775807");
    }

    @Test
    void anEdgeThatBeginsAnEpochWithEachEventHoldsNothingUp() {
        chains.database()
                .execute("INSERT INTO chain (edge, epoch, sequence, hash, topic, partition, offset)"
                        + " SELECT 'e', toString(number), 0, 'h', 'vectrail.exchanges', 0, number FROM numbers(12000)");
        chains.database()
                .execute("INSERT INTO positions (topic, partition, next) VALUES ('vectrail.exchanges', 0, 12000)");
        ChainChecker checker = new ChainChecker(
                new ChainRows(chains.database().clickHouse()),
                new ChainLedger(chains.database().clickHouse()));

        assertThat(checker.turn("true", Instant.now()).more())
                .as("more than one answer holds")
                .isTrue();
        assertThat(checker.turn("true", Instant.now()).findings()).isNotEmpty();
    }

    @Test
    void namesOfAnyTextAreData() {
        chains.store("e\\'s \\t\\\\ \\n", "", 1, 2).check();

        assertThat(chains.findings()).isEmpty();
        assertThat(chains.gauge("vectrail.chain.lag")).isZero();
        assertThat(new ChainKey("a\nb".repeat(100), "1").toString())
                .hasSizeLessThan(80)
                .doesNotContain("\n");
    }

    @Test
    void aCheckThatEndedBeforeItWroteHowFarItCameFindsTheSameAgainAndNothingTwice() {
        chains.store("e", "1", 1, 3)
                .event("e", "1", 2, "h1", "fork")
                .store("e", "2", 1, 1)
                .check();
        chains.database().execute("TRUNCATE TABLE chain_cursors");
        chains.check();
        chains.database().execute("TRUNCATE TABLE chain_states");
        chains.database().execute("TRUNCATE TABLE chain_cursors");
        chains.check();

        assertThat(chains.findings()).containsExactly("FORK 2 2 0 2", "EPOCH 0 0 0 0");
        assertThat(chains.states()).containsExactly("e 1 BEGINNING 1 3 3", "e 2 BEGINNING 1 1 1");
    }
}

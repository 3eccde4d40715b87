package io.vectrail.load.risk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.risk.RiskSettings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A short form of {@code vectrail bench risk}, by seeds that constants were chosen with: it tells of a change that spoils them. */
@Tag("heavy") // simulates weeks of callers
class SignalsTest {

    private static final int MOST_CALLS = 100;

    private final RiskSettings settings = RiskSettings.DEFAULT;

    static Stream<String> attacks() {
        return Attacks.bound().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void inversionAndExtractionOfANewAccountAreHighWithinAHundredCalls(String name) {
        TopicVectors vectors = new TopicVectors(256, TopicVectors.SLIGHT);
        Attack attack = requireNonNull(Attacks.bound().get(name));

        Attacks.Seen seen = Attacks.run(attack, Attacks.Owner.NOBODY, 11, 21, vectors, settings);

        assertThat(seen.high()).isBetween(1, MOST_CALLS);
        assertThat(seen.alert()).isEqualTo(seen.high());
    }

    @ParameterizedTest
    @ValueSource(strings = {"inversion, beam 4", "extraction, natural, 16 a call"})
    void alsoWhereAllVectorsLieOnOneSide(String name) {
        TopicVectors vectors = new TopicVectors(256, TopicVectors.STRONG);

        Attacks.Seen seen =
                Attacks.run(requireNonNull(Attacks.bound().get(name)), Attacks.Owner.PERSON, 11, 22, vectors, settings);

        assertThat(seen.high()).isBetween(1, MOST_CALLS);
    }

    /** Of one of these collections a quarter of all texts is nearly the same as another. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25})
    void alsoWhereTheTokenIsThatOfAJobWhoseTextsAreOftenAlike(long seed) {
        TopicVectors vectors = new TopicVectors(256, TopicVectors.SLIGHT);
        Attack guesses = requireNonNull(Attacks.bound().get("inversion, beam 1"));

        Attacks.Seen seen = Attacks.run(guesses, Attacks.Owner.INGESTION, 11, seed, vectors, settings);

        assertThat(seen.high()).isBetween(1, MOST_CALLS);
    }

    @Test
    void whoDoesTheirWorkIsNotAlertedOf() {
        List<Population.Outcome> outcomes =
                new Population(12, 40, 8).run(new TopicVectors(256, TopicVectors.SLIGHT), settings);

        assertThat(outcomes.stream().mapToLong(Population.Outcome::callerDays).sum())
                .isGreaterThan(100);
        assertThat(outcomes).flatExtracting(Population.Outcome::alerts).hasSizeLessThan(2);
    }
}

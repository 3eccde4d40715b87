package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nobody who sends slowly holds the places of all. */
class ReceptionsTest {

    private final Receptions receptions = new Receptions();

    @Test
    void oneCallerHasAFewPlaces() {
        for (int i = 0; i < Receptions.MOST_OF_ONE; i++) {
            assertThat(receptions.enter("slow")).isTrue();
        }
        assertThat(receptions.enter("slow")).isFalse();
        assertThat(receptions.enter("other")).isTrue();
        receptions.leave("slow");
        assertThat(receptions.enter("slow")).isTrue();
    }

    @Test
    void allHaveAHundred() {
        for (int i = 0; i < 100; i++) {
            assertThat(receptions.enter("caller-" + i)).isTrue();
        }
        assertThat(receptions.enter("one-more")).isFalse();
        receptions.leave("caller-7");
        assertThat(receptions.enter("one-more")).isTrue();
    }
}

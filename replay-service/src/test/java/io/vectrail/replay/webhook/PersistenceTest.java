package io.vectrail.replay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.replay.webhook.Persistence.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** It is tried again, less and less often, and not for ever. */
class PersistenceTest {

    private static final Instant BEGUN = Instant.parse("2026-06-15T12:00:00Z");
    private static final Answer.Failed AWAY = new Answer.Failed("answered with status 503", null);

    private final Random random = new Random(7);

    @Test
    void pausesDoubleUpToAMinuteAndEndAfterAQuarterOfAnHour() {
        Instant now = BEGUN;
        int failures = 0;
        while (true) {
            failures++;
            long own = Math.min(60_000, 1_000L << Math.min(failures - 1, 10));
            Next next = next(AWAY, failures, null, now);
            if (next instanceof Next.GiveUp over) {
                assertThat(over.reason()).isEqualTo("tried " + failures + " times: it answered with status 503");
                break;
            }
            Duration pause = Duration.between(now, ((Next.Again) next).at());
            assertThat(pause).isBetween(Duration.ofMillis(own / 2), Duration.ofMillis(own));
            now = now.plus(pause);
        }
        assertThat(Duration.between(BEGUN, now)).isBetween(Duration.ofMinutes(13), Duration.ofMinutes(15));
        assertThat(failures).isBetween(18, 40);
    }

    @Test
    void whoAsksToBeLeftAloneIsAndForFiveMinutesAtMost() {
        assertThat(next(asking(30), 1, null, BEGUN)).isEqualTo(new Next.Again(BEGUN.plusSeconds(30)));
        assertThat(next(asking(86_400), 1, null, BEGUN)).isEqualTo(new Next.Again(BEGUN.plusSeconds(300)));
        assertThat(((Next.Again) next(asking(0), 1, null, BEGUN)).at())
                .isBetween(BEGUN.plusMillis(500), BEGUN.plusMillis(1_000));
    }

    @Test
    void nobodyIsAskedForWhatCannotBeDecidedAnyMore() {
        assertThat(next(AWAY, 3, BEGUN.plusSeconds(1), BEGUN))
                .isEqualTo(new Next.GiveUp(
                        "nobody can decide on it any more; tried 3 times: it answered with status 503"));
        assertThat(next(AWAY, 1, BEGUN.plusSeconds(60), BEGUN)).isInstanceOf(Next.Again.class);
    }

    private static Answer.Failed asking(long seconds) {
        return new Answer.Failed("answered with status 429", Duration.ofSeconds(seconds));
    }

    private Next next(Answer.Failed failed, int failures, @Nullable Instant until, Instant now) {
        return Persistence.DEFAULT.after(failed, failures, BEGUN, until, now, random);
    }
}

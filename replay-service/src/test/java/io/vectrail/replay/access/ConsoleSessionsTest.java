package io.vectrail.replay.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsoleSessionsTest {

    private static final Instant START = Instant.parse("2026-11-30T08:00:00Z");

    private Instant now = START;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final ConsoleSessions sessions = new ConsoleSessions(
            new SessionSettings(Duration.ofMinutes(30), Duration.ofHours(8)), new SecureRandom(), clock);

    @Test
    void lastsAsLongAsSomebodyUsesItButNotForEver() {
        String secret = begin("alice", START.plus(Duration.ofDays(1)));
        for (int i = 0; i < 16; i++) {
            assertThat(sessions.of(secret, true)).as("after %d half hours", i).isPresent();
            now = now.plus(Duration.ofMinutes(29));
        }
        assertThat(sessions.of(secret, true).map(session -> session.person().expires()))
                .contains(START.plus(Duration.ofHours(8)));
        now = START.plus(Duration.ofHours(8));
        assertThat(sessions.of(secret, true)).isEmpty();
    }

    @Test
    void endsWhenNobodyUsesItWhateverAPageAsksByItself() {
        String secret = begin("alice", START.plus(Duration.ofDays(1)));
        for (int i = 0; i < 3; i++) {
            now = now.plus(Duration.ofMinutes(9));
            assertThat(sessions.of(secret, false)).isPresent();
        }
        now = START.plus(Duration.ofMinutes(30));
        assertThat(sessions.of(secret, true)).isEmpty();
        now = START;
        assertThat(sessions.of(secret, true)).as("it was forgotten").isEmpty();
    }

    @Test
    void endsWithWhatItWasBegunWith() {
        String secret = begin("alice", START.plus(Duration.ofMinutes(5)));
        now = START.plus(Duration.ofMinutes(5));
        assertThat(sessions.of(secret, true)).isEmpty();
    }

    @Test
    void outlivesAnIdToken() {
        String secret = sessions.begin(
                person("alice", START.plus(Duration.ofMinutes(5))), new ConsoleSession.Origin.OpenId("an.id.token"));
        now = START.plus(Duration.ofMinutes(20));
        assertThat(sessions.of(secret, true).map(session -> session.person().expires()))
                .contains(START.plus(Duration.ofHours(8)));
    }

    @Test
    void isGoneOnceItWasEnded() {
        String secret = begin("alice", START.plus(Duration.ofDays(1)));
        assertThat(sessions.end(secret)).isPresent();
        assertThat(sessions.of(secret, true)).isEmpty();
        assertThat(sessions.end(secret)).isEmpty();
    }

    @Test
    void isKnownByItsSecretAlone() {
        String secret = begin("alice", START.plus(Duration.ofDays(1)));
        assertThat(secret).hasSize(43).isNotEqualTo(begin("alice", START.plus(Duration.ofDays(1))));
        for (String other : List.of("", "x", secret + "A", secret.substring(1), "A".repeat(43), "A".repeat(100_000))) {
            assertThat(sessions.of(other, true)).isEmpty();
            assertThat(sessions.end(other)).isEmpty();
        }
    }

    @Test
    void oneMoreOfASubjectEndsTheOneThatWasUsedTheLongestAgo() {
        String others = begin("bob", START.plus(Duration.ofDays(1)));
        List<String> own = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            own.add(begin("alice", START.plus(Duration.ofDays(1))));
        }
        assertThat(sessions.of(own.getFirst(), true)).isPresent();
        String last = begin("alice", START.plus(Duration.ofDays(1)));
        assertThat(own.stream().map(secret -> sessions.of(secret, false)).map(Optional::isPresent))
                .as("the second was not used since it began")
                .startsWith(true, false, true)
                .filteredOn(present -> present)
                .hasSize(19);
        assertThat(sessions.of(last, true)).isPresent();
        assertThat(sessions.of(others, true)).isPresent();
    }

    @Test
    void oneMoreThanThereMayBeEndsTheOneThatWasUsedTheLongestAgo() {
        String first = begin("s", START.plus(Duration.ofDays(1)));
        for (int i = 0; i < 1_999; i++) {
            begin("s" + i, START.plus(Duration.ofDays(1)));
        }
        assertThat(sessions.of(first, false)).isPresent();
        String last = begin("last", START.plus(Duration.ofDays(1)));
        assertThat(sessions.of(first, false)).isEmpty();
        assertThat(sessions.of(last, false)).isPresent();
    }

    @Test
    void settingsAreBounded() {
        assertThat(SessionSettings.DEFAULT.idle()).isEqualTo(Duration.ofMinutes(30));
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionSettings(Duration.ofSeconds(59), null));
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionSettings(Duration.ofHours(13), null));
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionSettings(null, Duration.ofDays(8)));
    }

    private String begin(String subject, Instant expires) {
        return sessions.begin(person(subject, expires), new ConsoleSession.Origin.Token());
    }

    private static Person person(String subject, Instant expires) {
        return new Person(subject, List.of("auditors"), Grants.everywhere(Set.of(Role.AUDITOR)), null, null, expires);
    }
}

package io.vectrail.document.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IssuedKeyTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final KeyText TEXT = KeyText.fresh(new SecureRandom());

    @Test
    void itsOwnSecretFitsAndNoOtherAndItsEventSaysTheSame() {
        IssuedKey key = IssuedKey.of(key(Duration.ofDays(1)).event());
        assertThat(key.isOf(TEXT.secret())).isTrue();
        assertThat(key.isOf(KeyText.fresh(new SecureRandom()).secret())).isFalse();
        assertThat(key.event()).isEqualTo(key(Duration.ofDays(1)).event());
        assertThat(key.event().toString()).doesNotContain(TEXT.secret());
        IssuedKey revoked = key.revoked(NOW.plusSeconds(5), "paula");
        assertThat(IssuedKey.of(revoked.event()).revocation()).isEqualTo(revoked.revocation());
    }

    @Test
    void itIsTakenUntilItExpiresOrIsRevoked() {
        IssuedKey key = key(Duration.ofDays(1));
        Instant end = NOW.plus(Duration.ofDays(1));
        assertThat(key.state(end.minusMillis(1))).isEqualTo(IssuedKey.State.ACTIVE);
        assertThat(key.state(end)).isEqualTo(IssuedKey.State.EXPIRED);
        assertThat(key.ended(end.minusMillis(1))).isEmpty();
        assertThat(key.ended(end.plusSeconds(9))).contains(end);
        IssuedKey revoked = key.revoked(NOW.plusSeconds(5), "paula");
        assertThat(revoked.state(NOW)).isEqualTo(IssuedKey.State.REVOKED);
        assertThat(revoked.ended(end)).contains(NOW.plusSeconds(5));
        assertThat(revoked.revoked(NOW.plusSeconds(9), "peter")).isEqualTo(revoked);
    }

    @Test
    void aSubjectIsOneThatNoIssuerCouldGive() {
        assertThat(IssuedKey.subject("batch")).isEqualTo("key:batch").isEqualTo(IssuedKey.subject("key:batch"));
        refused("batch", List.of(), "begin with key:");
        refused("key:", List.of(), "1 to 256 characters");
        refused("key:a\u0000", List.of(), "control characters");
        refused("key:" + "a".repeat(257), List.of(), "1 to 256 characters");
        refused("key:anonymous", List.of(), "nobody knows");
    }

    @Test
    void groupsAndLifeAreBounded() {
        List<String> many = IntStream.range(0, 257).mapToObj(i -> "g" + i).toList();
        refused("key:a", many, "at most 256 groups");
        refused("key:a", List.of("g".repeat(257)), "1 to 256 characters");
        refused("key:a", List.of(" "), "1 to 256 characters");
        refused("key:a", List.of("g", "g"), "twice");
        refused(
                "key:a",
                IntStream.range(0, 17).mapToObj(i -> "g".repeat(240) + i).toList(),
                "4096 characters together");
        assertThatThrownBy(() -> key(Duration.ofSeconds(59))).hasMessageContaining("1 minute to 366 days");
        assertThatThrownBy(() -> key(Duration.ofDays(367))).hasMessageContaining("1 minute to 366 days");
    }

    @Test
    void ofEachKeyTheLastWordCountsButARevokedOneStaysSo() {
        IssuedKey key = key(Duration.ofDays(1));
        KeyLedger ledger = new KeyLedger();
        ledger.take(new KeyChange(key.id(), key));
        assertThat(ledger.snapshot()).containsOnlyKeys(key.id());
        ledger.take(new KeyChange(key.id(), key.revoked(NOW, "paula")));
        ledger.take(new KeyChange(key.id(), key));
        assertThat(Collections.singleton(ledger.find(key.id()))).containsExactly(key.revoked(NOW, "paula"));
        ledger.take(new KeyChange(key.id(), null));
        assertThat(ledger.all()).isEmpty();
    }

    @Test
    void moreThanAnybodyCanCreateAreNotKept() {
        KeyLedger ledger = new KeyLedger();
        IssuedKey key = key(Duration.ofDays(1));
        for (int i = 0; i <= KeyLedger.MOST_KEYS + 1_000; i++) {
            ledger.take(new KeyChange(String.format(Locale.ROOT, "%016x", i), key));
        }
        assertThat(ledger.all()).hasSize(KeyLedger.MOST_KEYS + 1_000);
        assertThat(ledger.overflowed()).isTrue();
    }

    private static IssuedKey key(Duration life) {
        return IssuedKey.create(TEXT, "key:batch", List.of("research"), "nightly", NOW, "paula", NOW.plus(life));
    }

    private static void refused(String subject, List<String> groups, String reason) {
        assertThatThrownBy(
                        () -> IssuedKey.create(TEXT, subject, groups, "", NOW, "paula", NOW.plus(Duration.ofDays(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}

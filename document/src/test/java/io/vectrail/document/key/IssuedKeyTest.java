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
    private static final KeyText TEXT = KeyText.fresh(KeyKind.CALLER, new SecureRandom());

    @Test
    void itsOwnSecretFitsAndNoOtherAndItsEventSaysTheSame() {
        IssuedKey key = IssuedKey.of(KeyKind.CALLER, key(Duration.ofDays(1)).event());
        assertThat(key.isOf(TEXT.secret())).isTrue();
        assertThat(key.isOf(KeyText.fresh(KeyKind.CALLER, new SecureRandom()).secret()))
                .isFalse();
        assertThat(key.event()).isEqualTo(key(Duration.ofDays(1)).event());
        assertThat(key.event().toString()).doesNotContain(TEXT.secret());
        IssuedKey revoked = key.revoked(NOW.plusSeconds(5), "paula");
        assertThat(IssuedKey.of(KeyKind.CALLER, revoked.event()).revocation()).isEqualTo(revoked.revocation());
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
        assertThat(IssuedKey.person(IssuedKey.subject("a/b", "nightly"))).isEqualTo("a/b");
        assertThat(IssuedKey.person("paula/x")).isEqualTo("paula/x");
        refused("batch", List.of(), "begin with key:");
        refused("key:", List.of(), "1 to 256 characters");
        refused("key:a\u0000", List.of(), "control characters");
        refused("key:" + "a".repeat(257), List.of(), "1 to 256 characters");
        refused("key:anonymous", List.of(), "nobody knows");
    }

    @Test
    void anApiTokenSaysWhoIsBehindIt() {
        assertThat(IssuedKey.subject("hr:alice", "nightly")).isEqualTo("token:hr:alice/nightly");
        assertThat(token("token:paula/nightly", "nightly", "paula").state(NOW)).isEqualTo(IssuedKey.State.ACTIVE);
        refused("token:peter/nightly", "nightly", "paula", "who created it");
        refused("token:paula/weekly", "nightly", "paula", "who created it");
        refused("key:paula/nightly", "nightly", "paula", "who created it");
        refused("token:paula/", "", "paula", "1 to 64 of a-z");
        refused("token:paula/a/b", "a/b", "paula", "1 to 64 of a-z");
        refused("token:paula/Nightly", "Nightly", "paula", "1 to 64 of a-z");
        refused("token:paula/" + "a".repeat(65), "a".repeat(65), "paula", "1 to 64 of a-z");
        refused("token:/nightly", "nightly", "", "its creator must be");
        refused("token:token:paula/a/b", "b", "token:paula/a", "its creator must be");
    }

    @Test
    void whatOneTopicSaysIsNothingOnTheOther() {
        assertThatThrownBy(() -> IssuedKey.of(
                        KeyKind.CALLER, token("token:paula/a", "a", "paula").event()))
                .hasMessageContaining("begin with key:");
        assertThatThrownBy(
                        () -> IssuedKey.of(KeyKind.API, key(Duration.ofDays(1)).event()))
                .hasMessageContaining("who created it");
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
        KeyLedger ledger = new KeyLedger(KeyKind.CALLER);
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
        KeyLedger ledger = new KeyLedger(KeyKind.CALLER);
        IssuedKey key = key(Duration.ofDays(1));
        for (int i = 0; i <= KeyKind.CALLER.most() + 1_000; i++) {
            ledger.take(new KeyChange(String.format(Locale.ROOT, "%016x", i), key));
        }
        assertThat(ledger.all()).hasSize(KeyKind.CALLER.most() + 1_000);
        assertThat(ledger.overflowed()).isTrue();
    }

    private static IssuedKey key(Duration life) {
        return IssuedKey.create(TEXT, "key:batch", List.of("research"), "nightly", NOW, "paula", NOW.plus(life));
    }

    private static IssuedKey token(String subject, String name, String by) {
        KeyText text = KeyText.fresh(KeyKind.API, new SecureRandom());
        return IssuedKey.create(text, subject, List.of(), name, NOW, by, NOW.plus(Duration.ofDays(1)));
    }

    private static void refused(String subject, String name, String by, String reason) {
        assertThatThrownBy(() -> token(subject, name, by))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static void refused(String subject, List<String> groups, String reason) {
        assertThatThrownBy(
                        () -> IssuedKey.create(TEXT, subject, groups, "", NOW, "paula", NOW.plus(Duration.ofDays(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}

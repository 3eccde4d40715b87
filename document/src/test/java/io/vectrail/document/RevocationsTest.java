package io.vectrail.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevocationsTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void aTokenIsRevokedByItsId() {
        Revocations revocations = new Revocations(List.of(new WrittenRevocation("t1", null, null)));
        assertThat(revocations.revoked("alice", "t1", NOON)).isTrue();
        assertThat(revocations.revoked("alice", "t2", NOON)).isFalse();
        assertThat(revocations.revoked("alice", null, NOON)).isFalse();
        assertThat(revocations.revoked("t1", null, NOON)).isFalse();
    }

    @Test
    void aSubjectIsRevokedForGoodOrUpToATime() {
        Revocations revocations = new Revocations(List.of(
                new WrittenRevocation(null, "alice", null),
                new WrittenRevocation(null, "bob", NOON),
                new WrittenRevocation(null, "bob", NOON.minusSeconds(60))));
        assertThat(revocations.revoked("alice", "t1", NOON.plusSeconds(1_000_000)))
                .isTrue();
        assertThat(revocations.revoked("bob", "t1", NOON.minusSeconds(1))).isTrue();
        assertThat(revocations.revoked("bob", "t1", NOON)).isFalse();
        assertThat(revocations.revoked("bob", "t1", null)).isTrue();
        assertThat(revocations.revoked("carol", null, null)).isFalse();
    }
}

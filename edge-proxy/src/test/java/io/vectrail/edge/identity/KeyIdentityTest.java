package io.vectrail.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.key.IssuedKey;
import io.vectrail.document.key.KeyText;
import io.vectrail.edge.identity.KeyIdentity.Judgement;
import io.vectrail.edge.key.CallerKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose key it is, and what whoever has only a part of it learns. */
class KeyIdentityTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String NOT_ACCEPTED = "the key is not accepted";

    private final SecureRandom random = new SecureRandom();
    private final KeyText text = KeyText.fresh(random);
    private final IssuedKey key =
            IssuedKey.create(text, "key:batch", List.of("research"), "", NOW, "paula", NOW.plus(Duration.ofDays(1)));

    @Test
    void theWholeKeyIsAcceptedUntilItExpires() {
        assertThat(judge(key, NOW, text.text())).isEqualTo(new Judgement.Accepted(key));
        assertThat(judge(key, NOW.plus(Duration.ofDays(1)), text.text()))
                .isEqualTo(new Judgement.Refused(NOT_ACCEPTED + ": it has expired; ask for another one"));
    }

    @Test
    void whoeverDoesNotHaveTheSecretIsAlwaysToldTheSame() {
        Judgement refused = new Judgement.Refused(NOT_ACCEPTED);
        IssuedKey revoked = key.revoked(NOW, "paula");
        String wrong = new KeyText(text.id(), KeyText.fresh(random).secret()).text();
        assertThat(judge(key, NOW, wrong)).isEqualTo(refused);
        assertThat(judge(revoked, NOW, wrong)).isEqualTo(refused);
        assertThat(judge(key, NOW.plus(Duration.ofDays(2)), wrong)).isEqualTo(refused);
        assertThat(judge(key, NOW, KeyText.fresh(random).text())).isEqualTo(refused);
        assertThat(judge(key, NOW, "vtk_" + text.id())).isEqualTo(refused);
        assertThat(judge(revoked, NOW, text.text()))
                .isEqualTo(new Judgement.Refused(NOT_ACCEPTED + ": it was revoked"));
    }

    private static Judgement judge(IssuedKey known, Instant now, String text) {
        return new KeyIdentity(new CallerKeys(Map.of(known.id(), known)), Clock.fixed(now, ZoneOffset.UTC)).judge(text);
    }
}

package io.vectrail.document.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.Revocations;
import io.vectrail.document.key.KeyVerifier.Reason;
import io.vectrail.document.key.KeyVerifier.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose key it is, and what whoever has only a part of it learns. */
class KeyVerifierTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Verdict UNKNOWN = new Verdict.Refused(Reason.UNKNOWN);
    private static final Verdict REVOKED = new Verdict.Refused(Reason.REVOKED);

    private final SecureRandom random = new SecureRandom();

    @ParameterizedTest
    @EnumSource
    void theWholeKeyIsAcceptedUntilItExpires(KeyKind kind) {
        KeyText text = KeyText.fresh(kind, random);
        IssuedKey key = key(text);
        assertThat(judge(key, NOW, text.text())).isEqualTo(new Verdict.Accepted(key));
        assertThat(judge(key, NOW.plus(Duration.ofDays(1)), text.text()))
                .isEqualTo(new Verdict.Refused(Reason.EXPIRED));
    }

    @ParameterizedTest
    @EnumSource
    void whoeverDoesNotHaveTheSecretIsAlwaysToldTheSame(KeyKind kind) {
        KeyText text = KeyText.fresh(kind, random);
        IssuedKey key = key(text);
        IssuedKey revoked = key.revoked(NOW, "paula");
        String wrong = new KeyText(kind, text.id(), KeyText.fresh(kind, random).secret()).text();
        assertThat(judge(key, NOW, wrong)).isEqualTo(UNKNOWN);
        assertThat(judge(revoked, NOW, wrong)).isEqualTo(UNKNOWN);
        assertThat(judge(key, NOW.plus(Duration.ofDays(2)), wrong)).isEqualTo(UNKNOWN);
        assertThat(judge(key, NOW, KeyText.fresh(kind, random).text())).isEqualTo(UNKNOWN);
        assertThat(judge(key, NOW, kind.begin() + text.id())).isEqualTo(UNKNOWN);
        assertThat(judge(revoked, NOW, text.text())).isEqualTo(REVOKED);
    }

    @Test
    void aKeyOfTheOtherKindIsNoneWhateverItsIdAndSecret() {
        KeyText text = KeyText.fresh(KeyKind.CALLER, random);
        String other = new KeyText(KeyKind.API, text.id(), text.secret()).text();
        assertThat(judge(key(text), NOW, other)).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "API, subject: paula, true",
        "API, subject: token:paula/batch, true",
        "API, 'subject: paula, issuedBefore: 2026-11-30T12:00:01Z', true",
        "API, 'subject: paula, issuedBefore: 2026-11-30T11:59:59Z', false",
        "API, subject: peter, false",
        "CALLER, subject: key:batch, true",
        // A key of a caller outlives whoever handed it out.
        "CALLER, subject: paula, false",
    })
    void theDocumentTakesBackItsSubjectAndOfAnApiTokenWhoeverIsBehindIt(KeyKind kind, String entry, boolean revoked) {
        KeyText text = KeyText.fresh(kind, random);
        IssuedKey key = key(text);
        assertThat(judge(key, NOW, text.text(), entry)).isEqualTo(revoked ? REVOKED : new Verdict.Accepted(key));
        assertThat(judge(key, NOW, text.text(), "token: " + text.id())).isEqualTo(REVOKED);
    }

    private static IssuedKey key(KeyText text) {
        String subject = switch (text.kind()) {
            case CALLER -> IssuedKey.subject("batch");
            case API -> IssuedKey.subject("paula", "batch");
        };
        return IssuedKey.create(
                text, subject, List.of("research"), "batch", NOW, "paula", NOW.plus(Duration.ofDays(1)));
    }

    private static Verdict judge(IssuedKey known, Instant now, String text) {
        return judge(known, now, text, "subject: nobody");
    }

    private static Verdict judge(IssuedKey known, Instant now, String text, String revoked) {
        String document = "version: 1\nconnections: []\nrevoked: [{" + revoked + "}]\n";
        return new KeyVerifier(known.kind(), Map.of(known.id(), known)::get, Clock.fixed(now, ZoneOffset.UTC))
                .judge(text, Revocations.in(document.getBytes(StandardCharsets.UTF_8)));
    }
}

package io.vectrail.edge.identity;

import io.vectrail.document.key.IssuedKey;
import io.vectrail.document.key.KeyText;
import io.vectrail.edge.key.CallerKeys;
import java.time.Clock;

/**
 * Identifies a caller by a key that was created for it. Whoever does not have the whole of it learns nothing: a key that nobody knows and one with a
 * wrong secret are refused with the same words and after the same work; that it expired or was revoked is told to its owner alone.
 */
public final class KeyIdentity {

    private static final String NOT_ACCEPTED = "the key is not accepted";

    private final CallerKeys keys;
    private final Clock clock;

    public KeyIdentity(CallerKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** What came of looking at a key. */
    sealed interface Judgement {

        /** It is one, and in time. */
        record Accepted(IssuedKey key) implements Judgement {}

        /** The reason never quotes it. */
        record Refused(String reason) implements Judgement {}
    }

    /** Whether a credential is a key rather than a token. */
    static boolean isKey(String credential) {
        return KeyText.isMeantBy(credential);
    }

    Judgement judge(String credential) {
        KeyText text = KeyText.parse(credential).orElse(null);
        if (text == null) {
            return new Judgement.Refused(NOT_ACCEPTED);
        }
        IssuedKey key = keys.find(text.id());
        if (key == null) {
            IssuedKey.compareWithNone(text.secret());
            return new Judgement.Refused(NOT_ACCEPTED);
        }
        if (!key.isOf(text.secret())) {
            return new Judgement.Refused(NOT_ACCEPTED);
        }
        return switch (key.state(clock.instant())) {
            case ACTIVE -> new Judgement.Accepted(key);
            case EXPIRED -> new Judgement.Refused(NOT_ACCEPTED + ": it has expired; ask for another one");
            case REVOKED -> new Judgement.Refused(NOT_ACCEPTED + ": it was revoked");
        };
    }
}

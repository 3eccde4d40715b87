package io.vectrail.document.key;

import io.vectrail.document.Revocations;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose key it is. Whoever does not have the whole of one learns nothing: one that nobody knows, one with a wrong secret and one that is not whole
 * are refused alike and after the same work; that it expired or was revoked is told to its owner alone. Thread-safe; waits for nothing.
 */
public final class KeyVerifier {

    private final KeyKind kind;
    private final Known known;
    private final Clock clock;

    /** @param known asked for each key, of which there may be others in the next moment */
    public KeyVerifier(KeyKind kind, Known known, Clock clock) {
        this.kind = kind;
        this.known = known;
        this.clock = clock;
    }

    /** The keys that there are, those that have ended among them. */
    public interface Known {
        @Nullable
        IssuedKey find(String id);
    }

    /** What came of looking at a key. */
    public sealed interface Verdict {

        /** It is one, in time, and nobody took it back. */
        record Accepted(IssuedKey key) implements Verdict {}

        record Refused(Reason reason) implements Verdict {}
    }

    /** Why it is refused. */
    public enum Reason {
        UNKNOWN,
        EXPIRED,
        REVOKED
    }

    /** @param revocations of the document in force */
    public Verdict judge(String credential, Revocations revocations) {
        KeyText text =
                KeyText.parse(credential).filter(whole -> whole.kind() == kind).orElse(null);
        if (text == null) {
            IssuedKey.compareWithNone(credential);
            return new Verdict.Refused(Reason.UNKNOWN);
        }
        IssuedKey key = known.find(text.id());
        if (key == null) {
            IssuedKey.compareWithNone(text.secret());
            return new Verdict.Refused(Reason.UNKNOWN);
        }
        if (!key.isOf(text.secret())) {
            return new Verdict.Refused(Reason.UNKNOWN);
        }
        return switch (key.state(clock.instant())) {
            case ACTIVE ->
                key.isRevokedBy(revocations) ? new Verdict.Refused(Reason.REVOKED) : new Verdict.Accepted(key);
            case EXPIRED -> new Verdict.Refused(Reason.EXPIRED);
            case REVOKED -> new Verdict.Refused(Reason.REVOKED);
        };
    }
}

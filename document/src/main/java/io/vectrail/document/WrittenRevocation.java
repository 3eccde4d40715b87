package io.vectrail.document;

import io.vectrail.runtime.config.Problems;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Of whom nothing is taken any more, as written: one token, or all of a subject.
 *
 * @param token a token's id (its jti claim)
 * @param subject as it is recorded, with its issuer's prefix
 * @param issuedBefore of the subject those alone that were issued before; null: all
 */
record WrittenRevocation(
        @Nullable String token,
        @Nullable String subject,
        @Nullable Instant issuedBefore) {

    private static final int MOST_CHARACTERS = 512;

    void check(Problems problems) {
        problems.check((token == null) != (subject == null), "needs either token or subject");
        problems.at("token").check(fits(token), "must have 1 to " + MOST_CHARACTERS + " characters");
        problems.at("subject").check(fits(subject), "must have 1 to " + MOST_CHARACTERS + " characters");
        problems.at("issuedBefore").check(issuedBefore == null || subject != null, "goes with subject");
    }

    private static boolean fits(@Nullable String name) {
        return name == null || (!name.isBlank() && name.length() <= MOST_CHARACTERS);
    }
}

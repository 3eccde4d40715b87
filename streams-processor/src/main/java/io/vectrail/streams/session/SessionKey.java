package io.vectrail.streams.session;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose sessions and where: sessions of one key never overlap.
 *
 * @param subject the caller's subject, 1 to 1024 characters
 * @param connection the connection's name, at most 1024 characters; empty for a caller that asked for none that exists
 * @param name the name that the caller gave, 1 to 1024 characters; null where pauses delimit sessions
 */
record SessionKey(
        String subject, String connection, @Nullable String name) {

    /** Far above what an edge lets pass, and far below what a store's key may take. */
    private static final int LONGEST = 1024;

    SessionKey {
        Objects.requireNonNull(connection);
        if (subject.isEmpty()) {
            throw new IllegalArgumentException("the caller's subject is empty");
        }
        if (name != null && name.isEmpty()) {
            throw new IllegalArgumentException("a session's name is empty");
        }
        if (subject.length() > LONGEST || connection.length() > LONGEST || (name != null && name.length() > LONGEST)) {
            throw new IllegalArgumentException(
                    "subject, connection or session name is longer than " + LONGEST + " characters");
        }
    }
}

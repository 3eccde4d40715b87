package io.vectrail.streams.session;

import io.vectrail.streams.intake.DerivedId;

/** A session's id, derived from subject, connection, name and the first exchange that was seen of it. */
final class SessionId {

    private SessionId() {}

    static String of(Visit visit) {
        SessionKey key = visit.key();
        // A name is never empty, so that an empty one stands for none.
        return DerivedId.of(key.subject(), key.connection(), key.name() == null ? "" : key.name(), visit.exchange());
    }
}

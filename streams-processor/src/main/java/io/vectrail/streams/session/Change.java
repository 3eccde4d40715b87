package io.vectrail.streams.session;

import java.util.List;

/** What an exchange did to the sessions of its key. Says whole what is to be stored, removed and published. */
sealed interface Change {

    /** The session that the exchange is in now: store it and publish it. */
    Session session();

    /** Sessions as they were stored, whose entries are to be removed because no session starts there any more. */
    List<Session> vacated();

    /** Ids that are no session any more: publish a tombstone for each. */
    List<String> absorbed();

    /** The exchange is the first of its session. */
    record Started(Session session) implements Change {
        @Override
        public List<Session> vacated() {
            return List.of();
        }

        @Override
        public List<String> absorbed() {
            return List.of();
        }
    }

    /** The exchange lies in a session, or stretches it at one end. */
    record Extended(Session before, Session session) implements Change {
        @Override
        public List<Session> vacated() {
            return before.start().equals(session.start()) ? List.of() : List.of(before);
        }

        @Override
        public List<String> absorbed() {
            return List.of();
        }
    }

    /** The exchange fills the pause between two sessions; the earlier one's id stays. */
    record Merged(Session earlier, Session later, Session session) implements Change {
        @Override
        public List<Session> vacated() {
            return List.of(later);
        }

        @Override
        public List<String> absorbed() {
            return List.of(later.id());
        }
    }
}

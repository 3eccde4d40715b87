package io.vectrail.streams.session;

import io.vectrail.event.AuditSession;
import io.vectrail.event.EventSerde;
import io.vectrail.streams.intake.RegistryPatience;
import io.vectrail.streams.store.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The sessions of this partition, ordered so that an exchange's neighbours lie beside each other. */
final class SessionStore {

    private final KeyValueStore<Bytes, byte[]> entries;
    private final EventSerde<AuditSession> sessions;
    private final RegistryPatience patience;
    private final Sweep sweep;

    SessionStore(KeyValueStore<Bytes, byte[]> entries, EventSerde<AuditSession> sessions, RegistryPatience patience) {
        this.entries = entries;
        this.sessions = sessions;
        this.patience = patience;
        this.sweep = new Sweep(entries);
    }

    /**
     * The stored sessions that the exchange joins, latest first; at most two, since stored sessions are disjoint and more
     * than a gap apart. Going backwards from a gap after the exchange, the first session that does not join or that
     * starts no later than the exchange is the last to look at: those before it end even earlier.
     */
    List<Session> neighbours(Visit visit) {
        Duration gap = SessionRule.gap(visit.key());
        Bytes from = Bytes.wrap(SessionEntry.of(visit.key(), Instant.EPOCH));
        Bytes to = Bytes.wrap(SessionEntry.of(visit.key(), visit.at().plus(gap)));
        List<Session> found = new ArrayList<>(2);
        try (KeyValueIterator<Bytes, byte[]> backwards = entries.reverseRange(from, to)) {
            while (backwards.hasNext()) {
                Session session = read(backwards.next().value);
                if (!SessionRule.joins(session, visit)) {
                    break;
                }
                found.add(session);
                if (!session.start().isAfter(visit.at())) {
                    break;
                }
            }
        }
        return found;
    }

    void apply(Change change) {
        change.vacated().forEach(session -> entries.delete(entry(session)));
        Session session = change.session();
        entries.put(entry(session), write(session));
    }

    /**
     * Forgets sessions that ended before the horizon. Looks at {@code most} entries, from where the last call stopped, so
     * that one call takes a bounded time and the whole store is seen in turns.
     *
     * @return how many were forgotten
     */
    int forget(Instant horizon, int most) {
        // The start of a session stands in its key: only those that began before the horizon need to be decoded.
        return sweep.next(
                most,
                (key, value) -> SessionEntry.start(key).isBefore(horizon)
                        && read(value).end().isBefore(horizon));
    }

    private static Bytes entry(Session session) {
        return Bytes.wrap(SessionEntry.of(session.key(), session.start()));
    }

    private Session read(byte[] value) {
        return SessionEvents.session(patience.ask(() -> sessions.read(value)));
    }

    private byte[] write(Session session) {
        return patience.ask(() -> sessions.framed(sessions.binary(SessionEvents.event(session))));
    }
}

package io.vectrail.streams.scoring;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.event.EventSerde;
import io.vectrail.event.Topic;
import io.vectrail.streams.intake.RegistryPatience;
import io.vectrail.streams.risk.Strengths;
import io.vectrail.streams.state.SessionState;
import io.vectrail.streams.store.Sweep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What is left of the signals of this partition's sessions, by id. A session without any has no entry. */
final class SessionRiskStore {

    /** Named after the changelog, as {@link CallerStore#FORM}. */
    static final Topic<SessionState> FORM =
            new Topic<>("vectrail-sessions-risk-sessions-changelog", SessionState.class, Map.of());

    /** As long as sessions themselves are remembered, and a day. */
    private static final long KEPT = Duration.ofDays(31).toMillis();

    private final KeyValueStore<Bytes, byte[]> entries;
    private final EventSerde<SessionState> serde;
    private final RegistryPatience patience;
    private final Sweep sweep;

    SessionRiskStore(KeyValueStore<Bytes, byte[]> entries, EventSerde<SessionState> serde, RegistryPatience patience) {
        this.entries = entries;
        this.serde = serde;
        this.patience = patience;
        this.sweep = new Sweep(entries);
    }

    /** Of a session and those that it has absorbed, which are taken out. */
    Strengths get(String id, List<String> absorbed, RiskSettings settings) {
        Strengths all = read(entries.get(key(id)));
        for (String other : absorbed) {
            all = all.or(read(entries.delete(key(other))), settings);
        }
        return all;
    }

    void put(String id, Strengths session) {
        if (session.bySignal().isEmpty()) {
            return;
        }
        SessionState state = CallerForm.stored(session);
        entries.put(key(id), patience.ask(() -> serde.framed(serde.binary(state))));
    }

    /**
     * Looks at so many entries.
     *
     * @return how many sessions were forgotten
     */
    int forget(long streamTime, int most) {
        return sweep.next(most, (_, value) -> read(value).at() + KEPT < streamTime);
    }

    private Strengths read(byte @Nullable [] stored) {
        return stored == null ? Strengths.NONE : CallerForm.session(patience.ask(() -> serde.read(stored)));
    }

    private static Bytes key(String id) {
        return Bytes.wrap(id.getBytes(StandardCharsets.UTF_8));
    }
}

package io.vectrail.streams.scoring;

import io.vectrail.event.EventSerde;
import io.vectrail.event.Topic;
import io.vectrail.streams.intake.RegistryPatience;
import io.vectrail.streams.profile.Profile;
import io.vectrail.streams.state.CallerState;
import io.vectrail.streams.store.Sweep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** What is remembered of the callers of this partition, by subject. */
final class CallerStore {

    /** Not a topic that anybody else reads: the schema's subject in the registry is named after the changelog. */
    static final Topic<CallerState> FORM =
            new Topic<>("vectrail-sessions-risk-callers-changelog", CallerState.class, Map.of());

    /** What is remembered of one caller takes no more, in bytes, as it is stored, which a test shows of a full one: a million callers fit into 10 GiB of disk. */
    static final int MOST_BYTES = 10 << 10;

    /** A caller that is forgotten counts as unknown; what lies here longer than this is nothing but room. */
    static final long KEPT = Profile.FORGOTTEN_AFTER + Duration.ofDays(7).toMillis();

    private static final int MOST_LATE = 32;

    private final KeyValueStore<Bytes, byte[]> entries;
    private final EventSerde<CallerState> serde;
    private final RegistryPatience patience;
    private final Sweep sweep;

    /** Of the callers of late what their bytes say: reading them is a good part of an exchange's time. What is held counts where it is of the very bytes that are stored. Less than a megabyte for each partition. */
    private final Map<String, Held> late = new LinkedHashMap<>(MOST_LATE, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Held> eldest) {
            return size() > MOST_LATE;
        }
    };

    private record Held(byte[] stored, Remembered remembered) {}

    CallerStore(KeyValueStore<Bytes, byte[]> entries, EventSerde<CallerState> serde, RegistryPatience patience) {
        this.entries = entries;
        this.serde = serde;
        this.patience = patience;
        this.sweep = new Sweep(entries);
    }

    Remembered get(String subject) {
        byte[] stored = entries.get(key(subject));
        if (stored == null) {
            return Remembered.NOTHING;
        }
        Held held = late.get(subject);
        return held != null && Arrays.equals(held.stored, stored)
                ? held.remembered
                : CallerForm.remembered(read(stored));
    }

    void put(String subject, Remembered remembered) {
        CallerState state = CallerForm.stored(remembered);
        byte[] stored = patience.ask(() -> serde.framed(serde.binary(state, MOST_BYTES)));
        entries.put(key(subject), stored);
        late.put(subject, new Held(stored, remembered));
    }

    /**
     * Looks at so many entries.
     *
     * @return how many callers were forgotten
     */
    int forget(long streamTime, int most) {
        return sweep.next(most, (_, value) -> read(value).getLast() + KEPT < streamTime);
    }

    private CallerState read(byte[] stored) {
        return patience.ask(() -> serde.read(stored));
    }

    private static Bytes key(String subject) {
        return Bytes.wrap(subject.getBytes(StandardCharsets.UTF_8));
    }
}

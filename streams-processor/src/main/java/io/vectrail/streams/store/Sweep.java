package io.vectrail.streams.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Takes what is old out of a store, a part of it at a time, so that one look takes a bounded time and the whole store is seen in turns. */
public final class Sweep {

    private final KeyValueStore<Bytes, byte[]> entries;
    private @Nullable Bytes sweptTo;

    public Sweep(KeyValueStore<Bytes, byte[]> entries) {
        this.entries = entries;
    }

    /**
     * Looks at so many entries, from where the last call stopped.
     *
     * @param old whether an entry, by its key and value, is to go
     * @return how many went
     */
    public int next(int most, BiPredicate<byte[], byte[]> old) {
        List<Bytes> gone = new ArrayList<>();
        Bytes next = null;
        try (KeyValueIterator<Bytes, byte[]> all = entries.range(sweptTo, null)) {
            for (int seen = 0; all.hasNext(); seen++) {
                if (seen == most) {
                    next = all.peekNextKey();
                    break;
                }
                KeyValue<Bytes, byte[]> entry = all.next();
                // A range through the record cache comes upon entries that were deleted in it.
                if (entry.value != null && old.test(entry.key.get(), entry.value)) {
                    gone.add(entry.key);
                }
            }
        }
        gone.forEach(entries::delete);
        sweptTo = next;
        return gone.size();
    }
}

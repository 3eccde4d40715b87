package io.vectrail.document.key;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the records that were read so far amount to: of each key the last, but that one that was revoked stays so. For one thread. */
public final class KeyLedger {

    /** One that gives way to another may be read of after it. */
    private static final int OVERLAP = 1_000;

    private final int mostRead;
    private final Map<String, IssuedKey> keys = new HashMap<>();
    private boolean overflowed;

    /** Of keys of this kind. */
    public KeyLedger(KeyKind kind) {
        this.mostRead = kind.most() + OVERLAP;
    }

    public void take(KeyChange change) {
        IssuedKey key = change.key();
        IssuedKey known = keys.get(change.id());
        if (key == null) {
            keys.remove(change.id());
        } else if (known == null && keys.size() >= mostRead) {
            overflowed = true;
        } else if (known == null || known.revocation() == null) {
            keys.put(change.id(), key);
        }
    }

    public @Nullable IssuedKey find(String id) {
        return keys.get(id);
    }

    public Collection<IssuedKey> all() {
        return keys.values();
    }

    /** By id, as it stands now. */
    public Map<String, IssuedKey> snapshot() {
        return Map.copyOf(keys);
    }

    /** Whether there were more than anybody could have created here. */
    public boolean overflowed() {
        return overflowed;
    }
}

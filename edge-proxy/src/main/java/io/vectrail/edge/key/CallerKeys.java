package io.vectrail.edge.key;

import io.vectrail.document.key.IssuedKey;
import io.vectrail.document.key.KeyVerifier;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys that there are, those that have ended among them. Thread-safe. */
public final class CallerKeys implements KeyVerifier.Known {

    private volatile Map<String, IssuedKey> byId;

    public CallerKeys(Map<String, IssuedKey> byId) {
        this.byId = Map.copyOf(byId);
    }

    @Override
    public @Nullable IssuedKey find(String id) {
        return byId.get(id);
    }

    int size() {
        return byId.size();
    }

    void swap(Map<String, IssuedKey> next) {
        byId = next;
    }
}

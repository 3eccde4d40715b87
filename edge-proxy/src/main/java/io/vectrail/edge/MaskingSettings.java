package io.vectrail.edge;

import io.vectrail.policy.rule.MaskKey;
import java.nio.charset.StandardCharsets;

/**
 * Masks that are keyed hashes. Edges that shall make the same tokens need the same key.
 *
 * @param key at least 16 bytes of UTF-8, such as 32 random hexadecimal digits; from {@code ${file:…}} or {@code ${env:…}}
 */
record MaskingSettings(String key) {

    MaskingSettings {
        if (key == null) {
            throw new IllegalArgumentException("masking.key is missing");
        }
        var _ = new MaskKey(key.getBytes(StandardCharsets.UTF_8));
    }

    MaskKey maskKey() {
        return new MaskKey(key.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "MaskingSettings";
    }
}

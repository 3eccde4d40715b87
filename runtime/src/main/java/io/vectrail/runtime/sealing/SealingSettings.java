package io.vectrail.runtime.sealing;

import java.nio.file.Path;

/**
 * Where a program finds the keys of sealed credentials.
 *
 * @param keyset file with Tink's JSON: the private keyset for whoever opens, the public one for whoever seals
 */
public record SealingSettings(Path keyset) {

    public SealingSettings {
        if (keyset == null) {
            throw new IllegalArgumentException("sealing.keyset is missing; ./vectrail keyset new makes one");
        }
    }
}

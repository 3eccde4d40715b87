package io.vectrail.local.command;

import io.vectrail.local.platform.SealingKeys;
import io.vectrail.local.process.PlatformException;
import java.io.IOException;
import java.util.List;

/** Runs what seals and makes keysets, on this process's own input and output. */
final class Sealing {
    private Sealing() {}

    static SealingKeys keys() {
        return new SealingKeys(Surroundings.asked().home(), Surroundings.checkout());
    }

    static int run(SealingKeys keys, List<String> arguments) throws InterruptedException {
        try {
            return new ProcessBuilder(keys.command(arguments))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new PlatformException("What seals cannot be started: " + e.getMessage(), e);
        }
    }
}

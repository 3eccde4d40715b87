package io.vectrail.local.command;

import io.vectrail.local.issuer.Issuer;
import io.vectrail.local.platform.Settings;
import io.vectrail.local.process.PlatformException;
import java.nio.file.Path;
import java.time.Clock;

/** The local issuer, once the platform has been started. */
final class LocalTokens {
    private LocalTokens() {}

    static Issuer issuer(Settings settings) {
        return Issuer.open(folder(settings), settings.issuer(), Clock.systemUTC());
    }

    /** Where its keys are. @throws PlatformException when there are none yet */
    static Path folder(Settings settings) {
        Path folder = settings.home().folder().resolve("issuer");
        if (!Issuer.exists(folder)) {
            throw new PlatformException("There are no keys in " + folder + " yet: run ./vectrail up first.");
        }
        return folder;
    }
}

package io.vectrail.local.command;

import io.vectrail.local.engine.Checkout;
import io.vectrail.local.platform.Settings;

/** What a command finds around it. */
final class Surroundings {
    private Surroundings() {}

    static Checkout checkout() {
        return Checkout.find();
    }

    /** What the environment asks for. */
    static Settings asked() {
        return Settings.of(System.getenv(), checkout().root());
    }

    /** Where the platform of this home listens: as it was last started, whatever the environment says now. */
    static Settings present() {
        Settings asked = asked();
        return asked.lastStarted().orElse(asked);
    }

    /** How the person called the launcher. */
    static String launcher() {
        return System.getProperty("vectrail.command", "./vectrail");
    }
}

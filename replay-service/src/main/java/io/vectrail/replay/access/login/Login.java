package io.vectrail.replay.access.login;

import io.vectrail.replay.access.ConsoleSession;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signing in to the console at a provider, which a browser is sent to and comes back from, and out. Thread-safe. */
public sealed interface Login permits OpenIdLogin, SamlLogin {

    /** How long somebody may take at the provider. */
    Duration LONGEST = Duration.ofMinutes(10);

    /** What the console calls the provider. */
    String name();

    /** The path at which a login begins. */
    String path();

    /** The path at which it ends, with what the browser was given at the first. */
    String finishPath();

    /** Where browsers see this service. */
    URI url();

    /**
     * A login that begins.
     *
     * @param address where the browser goes
     * @param cookie what it keeps meanwhile
     */
    record Begun(URI address, String cookie) {}

    /**
     * Begins a login.
     *
     * @param next the console's page that is wanted
     * @throws IOException when the provider does not answer, or cannot be asked
     */
    Begun begin(String next) throws IOException, InterruptedException;

    /**
     * What came of a login.
     *
     * @param query with which the browser came back
     * @param kept the cookie that it was given; empty where it has none
     */
    LoginOutcome finish(Map<String, List<String>> query, Optional<String> kept) throws InterruptedException;

    /** Where a browser goes to be signed out at the provider, too; empty where that is not so, or cannot be now. */
    Optional<URI> signOut(ConsoleSession.Origin origin) throws InterruptedException;
}

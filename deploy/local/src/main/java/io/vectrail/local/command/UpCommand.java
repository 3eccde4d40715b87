package io.vectrail.local.command;

import io.vectrail.local.platform.Overview;
import io.vectrail.local.platform.Port;
import io.vectrail.local.platform.Role;
import io.vectrail.local.platform.Settings;
import io.vectrail.local.platform.Shutdown;
import io.vectrail.local.platform.Startup;
import io.vectrail.local.process.PlatformException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the platform; in the foreground it stays, and Ctrl-C stops all in order. */
@Command(name = "up", description = "Start whatever is not running, wait until it is healthy, and say what to try.")
final class UpCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(500);

    private enum Phase {
        STARTING,
        FOLLOWING,
        DONE
    }

    @Option(names = "--detach", description = "Return as soon as all is healthy; ./vectrail down stops it.")
    private boolean detach;

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);
    private final PrintStream out = System.out;

    @Override
    public Integer call() {
        Settings settings = Surroundings.asked();
        Startup startup = new Startup(settings, Surroundings.checkout(), out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(settings, startup), "stop in order"));
        long begin = System.nanoTime();
        out.println("Vectrail keeps its data in " + settings.home().folder());
        try {
            startup.all();
        } catch (PlatformException e) {
            // Nothing is left for the hook to stop, unless it is what cut the start short: then it ends this process.
            if (!phase.compareAndSet(Phase.STARTING, Phase.DONE)) {
                waitForTheHook();
            }
            throw e;
        }
        out.print(
                WhatToTry.text(settings, Surroundings.launcher(), Duration.ofNanos(System.nanoTime() - begin), detach));
        out.flush();
        if (detach) {
            phase.set(Phase.DONE);
            return 0;
        }
        phase.set(Phase.FOLLOWING);
        follow(new Overview(settings, Clock.systemUTC()));
        phase.compareAndSet(Phase.FOLLOWING, Phase.DONE);
        return 0;
    }

    /** Until nothing runs any more (`down` in another terminal), saying once what ended without having been asked to. */
    private void follow(Overview overview) {
        Set<Role> suspected = EnumSet.noneOf(Role.class);
        Set<Role> told = EnumSet.noneOf(Role.class);
        while (phase.get() == Phase.FOLLOWING) {
            if (!overview.anyRunning()) {
                out.println("Nothing runs any more.");
                return;
            }
            for (Role role : Role.values()) {
                if (!overview.endedByItself(role)) {
                    suspected.remove(role);
                    told.remove(role);
                } else if (!suspected.add(role) && told.add(role)) { // at the second look: a stop forgets it in between
                    out.println(role.program() + " has ended: see ./vectrail logs " + role.program()
                            + "; ./vectrail up in another terminal starts it again");
                }
            }
            pause();
        }
    }

    private void interrupted(Settings settings, Startup startup) {
        switch (phase.getAndSet(Phase.DONE)) {
            case STARTING -> {
                out.println("Stopping what was started …");
                startup.cutShort();
                Runtime.getRuntime().halt(1);
            }
            case FOLLOWING -> {
                out.println("Stopping in order …");
                new Shutdown(settings, out::println).all();
                Runtime.getRuntime().halt(0);
            }
            case DONE -> {}
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void waitForTheHook() {
        try {
            Thread.sleep(Duration.ofMinutes(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The lines at the end of a start. */
    static final class WhatToTry {
        private static final Duration TOKEN_LIFE = Duration.ofHours(12);

        private WhatToTry() {}

        static String text(Settings settings, String launcher, Duration took, boolean detached) {
            String user = System.getProperty("user.name", "alice");
            String token = LocalTokens.issuer(settings).token(user, List.of("research"), TOKEN_LIFE);
            String body =
                    "{\"model\":\"text-embedding-3-small\",\"input\":\"the night train to Vienna leaves at nine\"}";
            return String.format(
                    Locale.ROOT,
                    """

                    Vectrail is up after %.1f s. Try it:

                      curl -s %s/openai/v1/embeddings -H "Authorization: Bearer %s" -H "Content-Type: application/json" -d '%s'

                      %s search Vienna

                    Console   %s/   sign in with the passcode that this prints: %s passcode
                    SDKs      base URL %s/openai/v1, API key: a token
                    Stop      %s

                    """,
                    took.toMillis() / 1000.0,
                    settings.url(Port.EDGE),
                    token,
                    body,
                    launcher,
                    settings.url(Port.REPLAY),
                    launcher,
                    settings.url(Port.EDGE),
                    detached ? launcher + " down" : "Ctrl-C, or " + launcher + " down");
        }
    }
}

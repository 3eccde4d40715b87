package io.vectrail.load.chaos;

import io.vectrail.load.chaos.Findings.Wrong;
import io.vectrail.local.platform.Role;
import io.vectrail.local.testkit.Platform;
import io.vectrail.local.testkit.fault.DiskFaults;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** One run: a platform of its own, its rounds, and one line of what came of it. */
final class ChaosRun {

    /** The demo upstream's place is taken by the harness's own. */
    private static final Set<Role> ROLES = EnumSet.complementOf(EnumSet.of(Role.UPSTREAM));

    private static final Duration TOKEN_LIFE = Duration.ofHours(24);

    private final ChaosOptions options;
    private final Consumer<String> out;
    private final Findings findings = new Findings();
    private final AtomicReference<Ledger> ledger = new AtomicReference<>();
    private long requests;

    private ChaosRun(ChaosOptions options, Consumer<String> out) {
        this.options = options;
        this.out = out;
    }

    private record Totals(int kills, int faults, long recorded, long interrupted, long late) {}

    /** What came of it: the line, and whether nothing was found. */
    record Result(String line, boolean passed) {}

    /** Takes as long as it takes; {@code out} gets the plan, a line for each round, and what was found. */
    static Result run(ChaosOptions options, Consumer<String> out) throws IOException, InterruptedException {
        return new ChaosRun(options, out).run();
    }

    private Result run() throws IOException, InterruptedException {
        Plan plan = options.plan();
        for (int round = 0; round < plan.rounds().size(); round++) {
            out.accept("round " + (round + 1) + ": " + plan.rounds().get(round));
        }
        long start = System.nanoTime();
        Platform platform = Platform.withFaultyEdge();
        EventLog events = new EventLog(platform.home().resolve("events.log"), Clock.systemUTC());
        ledger.set(new Ledger(logs(platform), 0));
        Totals totals;
        try {
            platform.edgeDisk().set(DiskFaults.NONE);
            totals = rounds(plan, platform, events);
        } catch (IOException | RuntimeException | InterruptedException e) {
            ledger.get().close();
            out.accept("kept for whoever looks: " + platform.keep());
            throw e;
        }
        if (findings.none()) {
            platform.close();
        } else {
            ledger.get().close();
            findings.inWords().forEach(out);
            out.accept("kept for whoever looks: " + platform.keep());
        }
        return new Result(line(totals, start), findings.none());
    }

    private Totals rounds(Plan plan, Platform platform, EventLog events) throws IOException, InterruptedException {
        Path logs = logs(platform);
        try (LoggingUpstream _ = LoggingUpstream.start(
                        options.seed(), URI.create(platform.upstreamUrl()).getPort(), ledger);
                Round round = new Round(platform, ROLES, events)) {
            platform.start(ROLES);
            events.say("started");
            Callers callers = new Callers(
                    options.seed(),
                    URI.create(platform.edgeUrl()).getPort(),
                    subject -> platform.token(subject, List.of("research"), TOKEN_LIFE),
                    ledger);
            try (Striker striker = new Striker(platform, ROLES, events)) {
                for (int number = 0; number < plan.rounds().size() && findings.none(); number++) {
                    round(number, plan.rounds().get(number), callers, striker, round, logs);
                }
                return new Totals(
                        striker.kills(), striker.faults(), round.recorded(), round.interrupted(), round.late());
            }
        }
    }

    private static Path logs(Platform platform) {
        return platform.home().resolve("logs").resolve("chaos");
    }

    private void round(int number, List<Strike> strikes, Callers callers, Striker striker, Round round, Path logs)
            throws IOException, InterruptedException {
        Ledger fresh = new Ledger(logs, number + 1);
        ledger.get().close();
        ledger.set(fresh);
        int asked = options.requests() / options.rounds();
        long begin = System.nanoTime();
        boolean sent = load(new Pace(asked, strikes.size()), strikes, callers, striker);
        requests += fresh.told().size();
        double loaded = (System.nanoTime() - begin) / 1e9;
        Findings found = round.check(options.seed(), fresh);
        if (!sent) {
            found.add(Wrong.ASTRAY, "only " + fresh.told().size() + " of " + asked + " requests were sent");
        }
        findings.addAll(found);
        out.accept(String.format(
                Locale.ROOT,
                "round %d/%d: %d requests in %.0f s (%.0f/s), checked after %.0f s (%s), kills=%d faults=%d %s",
                number + 1,
                options.rounds(),
                fresh.told().size(),
                loaded,
                fresh.told().size() / loaded,
                (System.nanoTime() - begin) / 1e9 - loaded,
                round.waits(),
                striker.kills(),
                striker.faults(),
                found.line()));
        if (found.none()) {
            fresh.delete();
        }
        fresh.close();
    }

    /** Calls and strikes until all of both is done; whether all was sent. */
    private static boolean load(Pace pace, List<Strike> strikes, Callers callers, Striker striker)
            throws IOException, InterruptedException {
        FutureTask<Void> calling = new FutureTask<>(() -> {
            callers.run(pace);
            return null;
        });
        Thread.ofPlatform().name("load").start(calling);
        for (int i = 0; i < strikes.size(); i++) {
            pace.awaitStrike(i);
            striker.strike(strikes.get(i));
            pace.struck();
        }
        boolean sent = pace.finish();
        await(calling);
        return sent;
    }

    /** A load that ended early proves nothing. */
    private static void await(FutureTask<Void> calling) throws InterruptedException {
        try {
            calling.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load ended early", e.getCause());
        }
    }

    private String line(Totals totals, long start) {
        return String.format(
                Locale.ROOT,
                "chaos seed=%d kills=%d faults=%d requests=%d recorded=%d interrupted=%d late=%d %s in %.0fs",
                options.seed(),
                totals.kills(),
                totals.faults(),
                requests,
                totals.recorded(),
                totals.interrupted(),
                totals.late(),
                findings.line(),
                (System.nanoTime() - start) / 1e9);
    }
}

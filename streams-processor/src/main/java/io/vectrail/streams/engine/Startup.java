package io.vectrail.streams.engine;

import io.vectrail.runtime.health.Condition;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the steps to a running program in order, each until it succeeds: whatever it needs may start later than this
 * program does, and the health page says what it waits for.
 */
public final class Startup implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

    private static final Backoff PAUSE = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final List<Step> steps;
    private final StopSignal stop;
    private final Thread thread;

    /**
     * One thing to be done before the next.
     *
     * @param name the dependency, as the health page calls it
     * @param condition told while the step fails, and once it is done
     * @param action throws while it cannot be done
     * @param done what is so afterwards
     */
    public record Step(String name, DependencyCondition condition, Runnable action, String done) {}

    public Startup(List<Step> steps, StopSignal stop) {
        this.steps = List.copyOf(steps);
        this.stop = stop;
        this.thread = Thread.ofPlatform().name("startup").unstarted(this::run);
    }

    /** Returns at once; the steps are taken by a thread of their own. */
    public void begin() {
        thread.start();
    }

    /** Gives up the step in hand. */
    @Override
    public void close() {
        stop.stop();
        thread.interrupt();
        try {
            thread.join(CLOSE_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        for (Step step : steps) {
            if (!taken(step)) {
                return;
            }
        }
        LOG.info("started");
    }

    /** @return false when the program stops instead */
    private boolean taken(Step step) {
        String told = "";
        for (int failures = 1; !stop.stopped(); failures++) {
            try {
                step.action().run();
                step.condition().set(new Condition.Up(step.done()));
                return true;
            } catch (RuntimeException e) {
                String line = e.getMessage() == null ? Failures.line(e) : e.getMessage();
                step.condition().set(new Condition.Down(line));
                if (!line.equals(told)) {
                    LOG.atWarn()
                            .addKeyValue("dependency", step.name())
                            .addKeyValue("failure", line + " (" + Failures.line(e) + ")")
                            .log("not there yet, trying again");
                    told = line;
                }
            }
            if (stop.stopsWithin(PAUSE.after(failures))) {
                return false;
            }
        }
        return false;
    }
}

package io.vectrail.replay.archive.chain;

import io.micrometer.core.instrument.MeterRegistry;
import io.vectrail.replay.archive.ArchiveException;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.FencedException;
import io.vectrail.replay.archive.chain.ChainChecker.Outcome;
import io.vectrail.runtime.health.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the chains every two seconds, on a thread of its own. Of several instances the one that archives partition 0 of the
 * exchanges checks; all show what is known.
 */
public final class ChainCheck implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChainCheck.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int MOST_TURNS = 20;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final ChainChecker checker;
    private final ChainStatus status;
    private final Supplier<Optional<String>> permission;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("chain-check").daemon().factory());

    /** @param permission the condition under which this instance may write, where it is its turn to check */
    public ChainCheck(
            ClickHouse clickHouse,
            Supplier<Optional<String>> permission,
            Health health,
            MeterRegistry meters,
            Clock clock) {
        this.checker = new ChainChecker(new ChainRows(clickHouse), new ChainLedger(clickHouse));
        this.status = new ChainStatus(clickHouse, health, meters);
        this.permission = permission;
        this.clock = clock;
    }

    /** Returns at once; the health page says how it goes. */
    public void start() {
        var _ = thread.scheduleWithFixedDelay(this::check, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the check of the chains did not end; what it was writing is whole or not there");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void check() {
        try {
            for (int turn = 0; turn < MOST_TURNS && !thread.isShutdown() && turn(); turn++) {
                LOG.debug("there is more to check");
            }
            status.look(clock.instant());
        } catch (FencedException e) {
            LOG.info("another instance checks the chains now");
        } catch (ArchiveException e) {
            status.failed(String.valueOf(e.getMessage()));
            LOG.debug("the chains could not be checked", e);
        } catch (RuntimeException | VirtualMachineError e) {
            // What escapes here would end the checks without a word.
            status.failed(String.valueOf(e.getMessage()));
            LOG.error("the chains could not be checked", e);
        }
    }

    /** One turn, if it is this instance's to make. True when there is more to do at once. */
    boolean turn() {
        Optional<String> condition = permission.get();
        if (condition.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        Outcome outcome = checker.turn(condition.get(), now);
        outcome.findings().forEach(ChainCheck::log);
        return outcome.more();
    }

    private static void log(Finding finding) {
        switch (finding.kind()) {
            case GAP -> {
                if (finding.healedAt() != null) {
                    LOG.info(
                            "chain {}: the gap {} to {} is filled",
                            finding.key(),
                            finding.sequence(),
                            finding.through());
                } else {
                    LOG.warn(
                            "chain {}: {} events are missing from {} to {}",
                            finding.key(),
                            finding.missing(),
                            finding.sequence(),
                            finding.through());
                }
            }
            case FORK, DUPLICATE, CHANGE, EPOCH, INVALID ->
                LOG.warn("chain {}: {} at {}", finding.key(), finding.kind(), finding.sequence());
        }
    }
}

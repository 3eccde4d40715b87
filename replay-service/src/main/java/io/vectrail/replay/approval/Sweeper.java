package io.vectrail.replay.approval;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.Consent;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.replay.desk.StepPublisher;
import io.vectrail.replay.publish.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what time alone brings about: that nobody decided, that others may decide too, and that enough have consented where those who
 * consented at once did not know of each other. Each instance does; the first of them counts.
 */
final class Sweeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Whoever consented writes it at once; this is for those who did not come to that. */
    private static final Duration OVERDUE = Duration.ofSeconds(1);

    /** What was written and is not read yet is not written again so soon. */
    private static final Duration APART = Duration.ofSeconds(30);

    private static final Duration FORGETTING = Duration.ofMinutes(1);
    private static final int MOST_AT_ONCE = 100;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Board board;
    private final StepPublisher<ApprovalEvent> publisher;
    private final Clock clock;
    private final Thread thread =
            Thread.ofPlatform().name("approvals-sweeper").daemon().unstarted(this::run);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Map<Due, Instant> written = new HashMap<>();
    private Instant forgotAt = Instant.MIN;

    Sweeper(Board board, StepPublisher<ApprovalEvent> publisher, Clock clock) {
        this.board = board;
        this.publisher = publisher;
        this.clock = clock;
    }

    private record Due(String approval, ApprovalKind kind) {}

    void start() {
        thread.start();
    }

    private void run() {
        boolean well = true;
        try {
            while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    sweep();
                    well = true;
                } catch (UnavailableException e) {
                    if (well) {
                        LOG.warn("what is due of approvals is not written: {}", e.getMessage());
                    }
                    well = false;
                } catch (RuntimeException | VirtualMachineError e) {
                    // A thread that ended here would leave requests that wait for ever.
                    LOG.error("what is due of approvals is not written", e);
                }
            }
        } catch (InterruptedException e) {
            // It ends.
        }
    }

    private void sweep() {
        Instant now = clock.instant();
        if (!now.isBefore(forgotAt.plus(FORGETTING))) {
            board.forgetOver(now);
            forgotAt = now;
        }
        List<Approval> waiting = board.waiting();
        Set<String> still = new HashSet<>();
        waiting.forEach(approval -> still.add(approval.id()));
        written.keySet().removeIf(due -> !still.contains(due.approval()));
        List<ApprovalEvent> steps = new ArrayList<>();
        for (Approval approval : waiting) {
            due(approval, now).filter(step -> isNew(step, now)).ifPresent(steps::add);
            if (steps.size() == MOST_AT_ONCE) {
                break;
            }
        }
        if (!steps.isEmpty()) {
            publisher.publish(steps, List.of());
            steps.forEach(step -> written.put(new Due(step.getApproval(), step.getKind()), now));
        }
    }

    private boolean isNew(ApprovalEvent step, Instant now) {
        Instant last = written.get(new Due(step.getApproval(), step.getKind()));
        return last == null || !now.isBefore(last.plus(APART));
    }

    /** The step that time brings about. */
    private static Optional<ApprovalEvent> due(Approval approval, Instant now) {
        Optional<Consent> overdue = approval.overdue();
        if (overdue.isPresent()) {
            return overdue.filter(last -> !now.isBefore(last.at().plus(OVERDUE)))
                    .map(last -> Steps.approved(approval, last));
        }
        if (!now.isBefore(approval.asked().expires())) {
            return Optional.of(Steps.byItself(approval, ApprovalKind.EXPIRED, now));
        }
        return approval.escalates(now)
                ? Optional.of(Steps.byItself(approval, ApprovalKind.ESCALATED, now))
                : Optional.empty();
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            if (thread.isAlive() && !thread.join(STOP)) {
                thread.interrupt();
                thread.join(STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

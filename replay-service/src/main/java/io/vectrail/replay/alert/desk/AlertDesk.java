package io.vectrail.replay.alert.desk;

import io.vectrail.document.topic.Following;
import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.CaseEvent;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.TopicLayout;
import io.vectrail.event.Topics;
import io.vectrail.replay.alert.Alert;
import io.vectrail.replay.alert.topic.AlertTopics;
import io.vectrail.replay.desk.Awaited.Read;
import io.vectrail.replay.desk.StepPublisher;
import io.vectrail.replay.desk.StepWriter;
import io.vectrail.replay.desk.Watcher;
import io.vectrail.replay.publish.UnavailableException;
import io.vectrail.runtime.health.Condition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Alerts, and what people do with them. Who was first is decided by the order in which Kafka has it and by nothing else: what somebody does
 * is written, read back, and told as what it came to. The newest are in memory; of another the archive says what it came to. Thread-safe.
 *
 * <pre>
 *   act ──judged──► written ──► read back ──counted──► done
 *            │                      └──somebody was before──► not allowed
 *            └──► not allowed
 * </pre>
 */
public final class AlertDesk implements AutoCloseable {

    /** What was raised before is not read at the start; the archive has it. */
    static final Duration WINDOW = Duration.ofDays(30);

    private static final String NOUN = "alert";
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int MOST_ATTEMPTS = 3;

    /** An archive that is well has a step within two seconds. */
    private static final Duration ARCHIVING = Duration.ofSeconds(10);

    private final Map<String, String> kafka;
    private final TopicLayout topics;
    private final SchemaRegistry registry;
    private final Archived archived;
    private final Clock clock;
    private final Board board = new Board();
    private final StepPublisher<CaseEvent> publisher;
    private final StepWriter<CaseEvent, Alert> writer;
    private final Following following;

    /**
     * Nothing is read before {@link #start}.
     *
     * @param archived alerts that memory does not have
     */
    public AlertDesk(
            Map<String, String> kafka, RegistrySettings registry, TopicLayout topics, Archived archived, Clock clock) {
        this.kafka = Map.copyOf(kafka);
        this.topics = topics;
        this.registry = new SchemaRegistry(registry);
        this.archived = archived;
        this.clock = clock;
        this.publisher = new StepPublisher<>(kafka, this.registry, Topics.CASES, CaseEvent::getAlert, NOUN);
        this.writer = new StepWriter<>(publisher, board.awaited(), NOUN);
        this.following = new Following("alerts", this::follow);
    }

    public void start() {
        following.start();
    }

    /** Whether those of memory are known. */
    public boolean known() {
        return board.known();
    }

    /** Those in memory, in no order; none before they were read. */
    public List<Alert> all() {
        return board.all();
    }

    /** One that is in memory. */
    public Optional<Alert> find(String id) {
        return board.find(id);
    }

    /** @return false when as many watch as may */
    public boolean watch(Watcher<Alert> watcher) {
        return board.watchers().add(watcher);
    }

    public void unwatch(Watcher<Alert> watcher) {
        board.watchers().remove(watcher);
    }

    /**
     * Writes what somebody does, and says whether it counts.
     *
     * @throws UnavailableException when that is not known
     */
    public Outcome act(Action action) {
        if (!board.known()) {
            throw new UnavailableException(
                    "which alerts there are is not known yet: " + following.trouble() + "; try again", null);
        }
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Alert alert = board.find(action.alert()).orElse(null);
            if (alert == null) {
                return archived.find(action.alert())
                        .<Outcome>map(old -> onOld(old, action))
                        .orElseGet(Outcome.Unknown::new);
            }
            CaseEvent step = action.step(now());
            if (alert.work().take(step).isEmpty()) {
                return new Outcome.NotAllowed(alert);
            }
            Read<Alert> read = write(action, step);
            Alert after = read.after() != null ? read.after() : found(action.alert());
            if (read.counted() && after != null) {
                return new Outcome.Done(after);
            }
        }
        throw new UnavailableException("others act on it at this moment; look at the alert, and try again", null);
    }

    private @Nullable Alert found(String id) {
        return board.find(id).or(() -> archived.find(id)).orElse(null);
    }

    private Read<Alert> write(Action action, CaseEvent step) {
        return writer.readBack(step.getId(), List.of(step), List.of(action.access(step)));
    }

    /** Memory does not have what was before it, and the archive does. */
    private Outcome onOld(Alert before, Action action) {
        CaseEvent step = action.step(now());
        if (before.work().take(step).isEmpty()) {
            return new Outcome.NotAllowed(before);
        }
        var _ = write(action, step);
        Alert after = archivedWith(step);
        if (!after.work().has(step.getId())) {
            return new Outcome.NotAllowed(after);
        }
        board.watchers().tell(List.of(after));
        return new Outcome.Done(after);
    }

    /** What stands before it in its partition is archived once it is. */
    private Alert archivedWith(CaseEvent step) {
        long until = System.nanoTime() + ARCHIVING.toNanos();
        while (!archived.holds(step.getAlert(), step.getId())) {
            if (System.nanoTime() > until) {
                throw late(null);
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw late(e);
            }
        }
        return archived.find(step.getAlert()).orElseThrow(() -> late(null));
    }

    private static UnavailableException late(@Nullable Exception cause) {
        return new UnavailableException(
                "it is recorded, and whether it counts is not known before the archive has it; look at the alert before"
                        + " you try again",
                cause);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** For the health page. */
    public Condition condition() {
        String why = following.trouble();
        if (!board.known()) {
            return new Condition.Degraded("which alerts there are is not known yet, and nobody acts on one: " + why);
        }
        return why != null
                ? new Condition.Degraded("nobody acts on an alert: " + why)
                : new Condition.Up(board.notClosed() + " alerts are not closed");
    }

    private void follow(Following following) {
        try (Admin admin = Admin.create(new HashMap<>(kafka))) {
            topics.ensure(admin, List.of(Topics.ALERTS, Topics.CASES, Topics.ACCESS));
        }
        Map<String, String> prompt = StepWriter.promptly(kafka);
        try (TopicReader<RiskAlert> alerts =
                        new TopicReader<>(Topics.ALERTS.name(), prompt, AlertTopics.alerts(registry));
                TopicReader<CaseEvent> cases =
                        new TopicReader<>(Topics.CASES.name(), prompt, AlertTopics.cases(registry))) {
            following.attended(() -> {
                alerts.wakeUp();
                cases.wakeUp();
            });
            board.show(loaded(alerts, cases));
            writer.prepared("alerts-prepare");
            while (following.wanted()) {
                following.succeeded();
                board.found(alerts.next(LOOK));
                board.worked(cases.next(LOOK));
                alerts.checkReachable();
                cases.checkReachable();
            }
        }
    }

    /** First what was found, so that what people did has something to be kept with. */
    private Board.Loading loaded(TopicReader<RiskAlert> alerts, TopicReader<CaseEvent> cases) {
        Board.Loading loading = new Board.Loading();
        Instant from = clock.instant().minus(WINDOW);
        alerts.since(from);
        cases.since(from);
        alerts.rest(loading::take);
        cases.rest(step -> board.load(loading, step));
        return loading;
    }

    @Override
    public void close() {
        following.close();
        publisher.close();
        registry.close();
    }
}

package io.vectrail.replay.approval;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.document.approval.ApprovalTopic;
import io.vectrail.document.approval.Consent;
import io.vectrail.document.topic.Following;
import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.AccessEvent;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalRequest;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.TopicLayout;
import io.vectrail.event.Topics;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * Requests that wait, and what people decide on them. Who was first is decided by the order in which Kafka has it and by nothing else: what
 * somebody decides is written, read back, and told as what it came to. Thread-safe.
 *
 * <pre>
 *   decide ──judged──► written ──► read back ──counted──► decided
 *              │                       └──somebody was before──► refused
 *              └──► refused
 * </pre>
 */
public final class ApprovalDesk implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final String NOUN = "approval";
    private static final int FORGOTTEN_EVERY = 10_000;
    private static final int MOST_ATTEMPTS = 3;

    private final Map<String, String> kafka;
    private final TopicLayout topics;
    private final SchemaRegistry registry;
    private final Clock clock;
    private final Board board = new Board();
    private final StepPublisher<ApprovalEvent> publisher;
    private final StepWriter<ApprovalEvent, Approval> writer;
    private final Sweeper sweeper;
    private final Requests requests;
    private final Judgement judgement;
    private final Viewers viewers = new Viewers();
    private final Following following;

    /**
     * Nothing is read before {@link #start}.
     *
     * @param owners tells who is behind a key
     */
    public ApprovalDesk(
            Map<String, String> kafka, RegistrySettings registry, TopicLayout topics, KeyOwners owners, Clock clock) {
        this.kafka = Map.copyOf(kafka);
        this.topics = topics;
        this.registry = new SchemaRegistry(registry);
        this.clock = clock;
        this.publisher = new StepPublisher<>(kafka, this.registry, Topics.APPROVALS, ApprovalEvent::getApproval, NOUN);
        this.writer = new StepWriter<>(publisher, board.awaited(), NOUN);
        this.sweeper = new Sweeper(board, publisher, clock);
        this.requests = new Requests(kafka, this.registry);
        this.judgement = new Judgement(owners);
        this.following = new Following("approvals", this::follow);
    }

    public void start() {
        following.start();
        sweeper.start();
    }

    /** Those that wait, the oldest first. @throws UnavailableException when they could not be read yet */
    public List<Approval> waiting() {
        checkKnown();
        return board.waiting();
    }

    /** One that can still be decided on or used. @throws UnavailableException when they could not be read yet */
    public Optional<Approval> find(String id) {
        checkKnown();
        return Optional.ofNullable(board.find(id));
    }

    /** Its request, with the texts; empty where its record is gone. @throws UnavailableException when it cannot be read now */
    public Optional<ApprovalRequest> request(Approval approval) {
        return requests.of(approval);
    }

    /** By what its decisions are judged. */
    public Judgement judgement() {
        return judgement;
    }

    /** By what time its decisions are judged. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** @return false when as many watch as may */
    public boolean watch(Watcher<Approval> watcher) {
        return board.watchers().add(watcher);
    }

    public void unwatch(Watcher<Approval> watcher) {
        board.watchers().remove(watcher);
    }

    /** Somebody who may decide on it looks at it, which is written the first time. @throws UnavailableException when that cannot be */
    public void seen(Approval approval, Consent by) {
        if (viewers.isFirst(approval, by.subject())) {
            try {
                publisher.publish(List.of(Steps.seen(approval, by)), List.of());
            } catch (UnavailableException e) {
                viewers.forget(approval, by.subject());
                throw e;
            }
        }
    }

    /**
     * Writes a decision, for the same request that another edge holds as well, and says whether it counts.
     *
     * @throws UnavailableException when that is not known
     */
    public Outcome decide(Decision decision) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Approval approval = find(decision.approval()).orElse(null);
            if (approval == null) {
                return new Outcome.Unknown();
            }
            Consent word = decision.word(now());
            Optional<Outcome.Refused> refused = against(approval, decision, word);
            if (refused.isPresent()) {
                return refused.get();
            }
            Read<Approval> read = write(approval, decision, word);
            Approval after = read.after() != null ? read.after() : board.find(approval.id());
            if (read.counted() && after != null) {
                return new Outcome.Decided(completed(after));
            }
            if (after == null) {
                return new Outcome.Unknown();
            }
            Optional<Outcome.Refused> late = against(after, decision, word);
            if (late.isPresent()) {
                return late.get();
            }
        }
        throw new UnavailableException("others decide at this moment; look at the approval, and try again", null);
    }

    private Optional<Outcome.Refused> against(Approval approval, Decision decision, Consent word) {
        return judgement.against(
                approval, decision.kind(), word, decision.actor().apiToken() != null);
    }

    private Read<Approval> write(Approval approval, Decision decision, Consent word) {
        ApprovalEvent own = Steps.of(approval, decision, word);
        List<ApprovalEvent> steps = new ArrayList<>(List.of(own));
        List<AccessEvent> accesses = new ArrayList<>(List.of(Steps.access(approval, decision, word, approval.id())));
        board.twins(approval, decision.kind()).stream()
                .filter(twin -> against(twin, decision, word).isEmpty())
                .forEach(twin -> {
                    steps.add(Steps.of(twin, decision, word));
                    accesses.add(Steps.access(twin, decision, word, approval.id()));
                });
        return writer.readBack(own.getId(), steps, accesses);
    }

    /** Where others consented at the same moment, and neither knew that this was enough. */
    private Approval completed(Approval approval) {
        return approval.overdue()
                .map(last -> {
                    ApprovalEvent step = Steps.approved(approval, last);
                    var _ = writer.readBack(step.getId(), List.of(step), List.of());
                    Approval after = board.find(approval.id());
                    return after == null ? approval : after;
                })
                .orElse(approval);
    }

    private void checkKnown() {
        if (!board.known()) {
            throw new UnavailableException(
                    "which requests wait is not known yet: " + following.trouble() + "; try again", null);
        }
    }

    /** For the health page. */
    public Condition condition() {
        String why = following.trouble();
        if (!board.known()) {
            return new Condition.Degraded("which requests wait is not known yet, and none is decided on: " + why);
        }
        return why != null
                ? new Condition.Degraded("no request that waits is decided on: " + why)
                : new Condition.Up(board.waiting().size() + " requests wait");
    }

    private void follow(Following following) {
        try (Admin admin = Admin.create(new HashMap<>(kafka))) {
            topics.ensure(admin, List.of(Topics.APPROVALS, Topics.ACCESS));
        }
        try (TopicReader<ApprovalEntry> topic = ApprovalTopic.open(StepWriter.promptly(kafka), registry)) {
            following.attended(topic::wakeUp);
            topic.since(clock.instant().minus(ApprovalTopic.WINDOW));
            board.show(loaded(topic));
            writer.prepared("approvals-prepare");
            while (following.wanted()) {
                following.succeeded();
                List<ApprovalEntry> entries = topic.next(LOOK);
                if (!entries.isEmpty()) {
                    board.take(entries);
                }
                topic.checkReachable();
            }
        }
    }

    private Board.Loading loaded(TopicReader<ApprovalEntry> topic) {
        Board.Loading loading = new Board.Loading();
        int[] read = {0};
        topic.rest(entry -> {
            board.load(loading, entry);
            if (++read[0] % FORGOTTEN_EVERY == 0) {
                loading.forgetOver(clock.instant());
            }
        });
        loading.forgetOver(clock.instant());
        return loading;
    }

    @Override
    public void close() {
        sweeper.close();
        following.close();
        requests.close();
        publisher.close();
        registry.close();
    }
}

package io.vectrail.edge.approval;

import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.document.approval.ApprovalTopic;
import io.vectrail.document.topic.Following;
import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.runtime.health.Condition;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * Follows {@code vectrail.approvals}: what is decided anywhere counts here at once. At each start it is read as far back as anything in it can
 * still count; until then, and while Kafka is away, what was read so far does.
 */
public final class ApprovalFollower implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ApprovalSettings settings;
    private final Approvals approvals;
    private final Clock clock;
    private final ApprovalClock ticking;
    private final Following following;
    private final CountDownLatch caughtUp = new CountDownLatch(1);

    public ApprovalFollower(ApprovalSettings settings, Approvals approvals, Clock clock) {
        this.settings = settings;
        this.approvals = approvals;
        this.clock = clock;
        this.ticking = new ApprovalClock(approvals);
        this.following = new Following("approvals", this::follow);
    }

    /** Follows from now on. */
    public void start() {
        ticking.start();
        following.start();
    }

    /** Waits until what Kafka has is known here; false when that is not so in time. */
    public boolean awaitCaughtUp(Duration patience) throws InterruptedException {
        return caughtUp.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For the health page. */
    public Condition condition() {
        String known =
                approvals.held() + " requests wait here for people, and " + approvals.open() + " can be decided on";
        String away = following.trouble();
        return away == null
                ? new Condition.Up(known)
                : new Condition.Degraded(known
                        + "; what was decided since is not known: Kafka or the registry cannot be" + " read: " + away);
    }

    private void follow(Following following) {
        try (Admin admin = Admin.create(new HashMap<>(settings.kafka()))) {
            settings.topics().ensure(admin, List.of(Topics.APPROVALS));
        }
        try (SchemaRegistry registry = new SchemaRegistry(settings.registry());
                TopicReader<ApprovalEntry> topic = ApprovalTopic.open(settings.kafka(), registry)) {
            following.attended(topic::wakeUp);
            approvals.swap(ApprovalTopic.load(topic, clock.instant()));
            while (following.wanted()) {
                following.succeeded();
                caughtUp.countDown();
                approvals.take(topic.next(LOOK));
                topic.checkReachable();
            }
        }
    }

    @Override
    public void close() {
        ticking.close();
        following.close();
    }
}

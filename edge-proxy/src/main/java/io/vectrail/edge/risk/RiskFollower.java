package io.vectrail.edge.risk;

import io.vectrail.document.topic.Following;
import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.runtime.health.Condition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * Follows {@code vectrail.callers}: what is scored anywhere counts here at once. The topic is read from its beginning at each start; while Kafka is
 * away, what was last read does, and decays.
 */
public final class RiskFollower implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final CallersSettings settings;
    private final RiskScores scores;
    private final Following following;
    private final CountDownLatch caughtUp = new CountDownLatch(1);

    public RiskFollower(CallersSettings settings, RiskScores scores) {
        this.settings = settings;
        this.scores = scores;
        this.following = new Following("risk", this::follow);
    }

    /** Follows from now on. */
    public void start() {
        following.start();
    }

    /** Waits until what Kafka has is known here; false when that is not so in time. */
    public boolean awaitCaughtUp(Duration patience) throws InterruptedException {
        return caughtUp.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For the health page. */
    public Condition condition() {
        return RiskHealth.condition(scores, following.trouble());
    }

    private void follow(Following following) {
        try (Admin admin = Admin.create(new HashMap<>(settings.kafka()))) {
            settings.topics().ensure(admin, List.of(Topics.CALLERS));
        }
        try (SchemaRegistry registry = new SchemaRegistry(settings.registry());
                TopicReader<Heard> topic = CallersTopic.open(settings.kafka(), registry)) {
            following.attended(topic::wakeUp);
            scores.load(topic::rest);
            long tidied = System.nanoTime();
            while (following.wanted()) {
                following.succeeded();
                caughtUp.countDown();
                topic.next(LOOK).forEach(scores::take);
                if (System.nanoTime() - tidied > LOOK.toNanos()) {
                    scores.tidy();
                    tidied = System.nanoTime();
                }
                topic.checkReachable();
            }
        }
    }

    @Override
    public void close() {
        following.close();
    }
}

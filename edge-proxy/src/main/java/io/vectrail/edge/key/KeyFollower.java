package io.vectrail.edge.key;

import io.vectrail.document.key.KeyChange;
import io.vectrail.document.key.KeyKind;
import io.vectrail.document.key.KeyLedger;
import io.vectrail.document.key.KeyTopic;
import io.vectrail.document.topic.Following;
import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code vectrail.keys}: what is created or revoked there counts here at once. The topic is read from its beginning at each start, and what
 * it says counts, whatever lies on the disk; until then, and while Kafka is away, what was last read does.
 */
public final class KeyFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFollower.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final KeySettings settings;
    private final LastKnown lastKnown;
    private final CallerKeys keys;
    private final Following following;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile boolean overflowed;
    private volatile @Nullable String diskTrouble;

    /**
     * Knows what was last read.
     *
     * @param folder where that lies
     */
    public KeyFollower(KeySettings settings, Path folder) {
        this.settings = settings;
        this.lastKnown = new LastKnown(folder);
        this.keys = new CallerKeys(lastKnown.recall());
        this.following = new Following("keys", this::follow);
    }

    /** Follows from now on. */
    public void start() {
        following.start();
    }

    /** What there is. */
    public CallerKeys keys() {
        return keys;
    }

    /** Waits until what Kafka has is known here; false when that is not so in time. */
    public boolean awaitCaughtUp(Duration patience) throws InterruptedException {
        return caughtUp.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For the health page. */
    public Condition condition() {
        String known = keys.size() + " keys";
        String away = following.trouble();
        if (away != null) {
            return new Condition.Degraded(known + " are known from before; what was created or revoked since is not: "
                    + "Kafka or the registry cannot be read: " + away);
        }
        if (overflowed) {
            return new Condition.Degraded("there are more keys than anybody can create, and further ones are not taken;"
                    + " see who may write to " + Topics.KEYS.name());
        }
        String disk = diskTrouble;
        return disk == null
                ? new Condition.Up(known)
                : new Condition.Degraded(known + " are known, and could not be kept on the disk: " + disk);
    }

    private void follow(Following following) {
        try (Admin admin = Admin.create(new HashMap<>(settings.kafka()))) {
            settings.topics().ensure(admin, List.of(Topics.KEYS));
        }
        try (SchemaRegistry registry = new SchemaRegistry(settings.registry());
                TopicReader<KeyChange> topic = KeyTopic.open(KeyKind.CALLER, settings.kafka(), registry)) {
            following.attended(topic::wakeUp);
            KeyLedger ledger = new KeyLedger(KeyKind.CALLER);
            topic.rest(ledger::take);
            take(ledger);
            while (following.wanted()) {
                following.succeeded();
                caughtUp.countDown();
                List<KeyChange> changes = topic.next(LOOK);
                changes.forEach(ledger::take);
                if (!changes.isEmpty() || diskTrouble != null) {
                    take(ledger);
                }
                topic.checkReachable();
            }
        }
    }

    private void take(KeyLedger ledger) {
        keys.swap(ledger.snapshot());
        overflowed = ledger.overflowed();
        try {
            lastKnown.keep(ledger.all());
            diskTrouble = null;
        } catch (IOException e) {
            if (diskTrouble == null) {
                LOG.error("the keys could not be kept on the disk: {}", e.getMessage());
            }
            diskTrouble = String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() {
        following.close();
    }
}

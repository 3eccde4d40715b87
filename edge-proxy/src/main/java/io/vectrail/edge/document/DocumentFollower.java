package io.vectrail.edge.document;

import io.vectrail.document.CheckedDocument;
import io.vectrail.document.DocumentReader;
import io.vectrail.document.revision.RevisionReader;
import io.vectrail.document.revision.Standing;
import io.vectrail.document.topic.Following;
import io.vectrail.edge.document.EdgeReports.Refused;
import io.vectrail.event.GatewayDocument;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code vectrail.config} and swaps the document in force for the one that was published last, as a whole. One that does not validate
 * here changes nothing: the last good one stays in force, the health page and {@code vectrail.edges} say why, and it is read again every few
 * seconds, since what it lacks, such as a credential's file, may come. The topic is read from its beginning at each start, and what
 * it says counts, whatever lies on the disk.
 */
public final class DocumentFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentFollower.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final FollowerSettings settings;
    private final DocumentReader documents;
    private final LastGood lastGood;
    private final Documents inForce;
    private final Clock clock;
    private final Following following;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile Supplier<JournalDepth> depth = () -> new JournalDepth(0, 0);
    private volatile Running running;
    private volatile @Nullable Refused refused;
    private volatile @Nullable String diskTrouble;
    private long triedAt;

    /**
     * Takes the last good document into force.
     *
     * @param folder of the last good document
     * @throws ConfigurationException when it was put there by hand and does not validate
     */
    public DocumentFollower(FollowerSettings settings, Path folder, DocumentReader documents, Clock clock) {
        this.settings = settings;
        this.documents = documents;
        this.lastGood = new LastGood(folder, documents);
        this.running = lastGood.recall();
        this.inForce = new Documents(running.document());
        this.clock = clock;
        this.following = new Following("document", this::follow);
    }

    /**
     * Follows from now on.
     *
     * @param journal what waits in it, for those who look after edges
     */
    public void start(Supplier<JournalDepth> journal) {
        depth = journal;
        following.start();
    }

    /** What is in force. */
    public Documents documents() {
        return inForce;
    }

    /** Waits until what Kafka has is in force; false when that is not so in time. */
    public boolean awaitCaughtUp(Duration patience) throws InterruptedException {
        return caughtUp.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For the health page. */
    public Condition condition() {
        Running now = running;
        Refused not = refused;
        String away = following.trouble();
        String disk = diskTrouble;
        if (now.document().connections().isEmpty()) {
            return new Condition.Down("there is no document yet, so that every request is refused; publish one with"
                    + " ./vectrail config apply"
                    + (not == null ? "" : ": revision " + not.revision() + " does not validate here: " + not.problem())
                    + (away == null ? "" : "; Kafka cannot be read: " + away));
        }
        if (not != null) {
            return new Condition.Degraded("revision " + not.revision() + " does not validate here, so that "
                    + now.document().hash() + " stays in force: " + not.problem());
        }
        if (away != null) {
            return new Condition.Degraded(
                    now.document().hash() + " is in force; whether there is a newer one is not known: " + away);
        }
        return disk == null
                ? new Condition.Up(now.document().hash())
                : new Condition.Degraded(
                        now.document().hash() + " is in force, and could not be kept on the disk: " + disk);
    }

    private void follow(Following following) {
        try (Admin admin = Admin.create(new HashMap<>(settings.kafka()))) {
            settings.topics().ensure(admin, List.of(Topics.CONFIG, Topics.EDGES));
        }
        try (SchemaRegistry registry = new SchemaRegistry(settings.registry());
                EdgeReports reports =
                        new EdgeReports(settings.edge(), settings.document(), settings.kafka(), registry, clock);
                RevisionReader opened = new RevisionReader(settings.document(), settings.kafka(), registry)) {
            following.attended(opened::wakeUp);
            Standing[] standing = {Standing.NOTHING};
            opened.rest(found -> standing[0] = standing[0].with(found.document()));
            while (following.wanted()) {
                take(standing[0]);
                following.succeeded();
                caughtUp.countDown();
                reports.tell(running, refused, depth.get());
                for (RevisionReader.Placed found : opened.next(LOOK)) {
                    standing[0] = standing[0].with(found.document());
                }
                opened.checkReachable();
            }
        }
    }

    /** Takes into force what was published, unless it is. */
    private void take(Standing standing) {
        GatewayDocument published = standing.inForce();
        boolean due = System.nanoTime() - triedAt >= AGAIN.toNanos();
        if (published == null || runs(standing)) {
            refused = null;
            if (published != null && diskTrouble != null && due) {
                triedAt = System.nanoTime();
                keep(published, standing.trial());
            }
            return;
        }
        Refused not = refused;
        if (not != null && recent(not, standing) && !due) {
            return;
        }
        triedAt = System.nanoTime();
        CheckedDocument document = read(published);
        if (document == null) {
            return;
        }
        GatewayDocument trial = standing.trial();
        CheckedDocument onTrial = trial == null ? null : read(trial);
        refused = trial == null || onTrial != null ? null : refused;
        Running next = new Running(
                document.beside(onTrial == null ? null : onTrial.onTrial()),
                published.getRevision(),
                trial == null || onTrial == null ? 0 : trial.getRevision());
        if (!next.equals(running)) {
            inForce.swap(next.document());
            running = next;
            LOG.info(
                    "revision {} is in force: {}",
                    next.revision(),
                    next.document().hash());
            keep(published, onTrial == null ? null : trial);
        }
    }

    /** Null when it does not validate here. */
    private @Nullable CheckedDocument read(GatewayDocument published) {
        CheckedDocument now = running.document();
        if (published.getHash().equals(now.hash())) {
            // The same text need not be read again: its patterns may have taken seconds.
            return now;
        }
        String problem;
        try {
            return documents.read("revision " + published.getRevision(), RevisionReader.bytes(published));
        } catch (ConfigurationException e) {
            problem = String.valueOf(e.getMessage());
        } catch (RuntimeException | VirtualMachineError e) {
            LOG.error("revision {} cannot be read", published.getRevision(), e);
            problem = "cannot be read: " + e.getClass().getSimpleName();
        }
        Refused not = refused;
        if (not == null || not.revision() != published.getRevision()) {
            LOG.error("revision {} does not validate here: {}", published.getRevision(), problem);
        }
        refused = new Refused(published.getRevision(), problem);
        return null;
    }

    private static boolean recent(Refused not, Standing standing) {
        GatewayDocument published = standing.inForce();
        return not.revision() == standing.revision()
                || (published != null && not.revision() == published.getRevision());
    }

    private boolean runs(Standing standing) {
        Running now = running;
        GatewayDocument published = standing.inForce();
        GatewayDocument trial = standing.trial();
        return published != null
                && published.getRevision() == now.revision()
                && published.getHash().equals(now.document().hash())
                && (trial == null ? 0 : trial.getRevision()) == now.trialRevision();
    }

    private void keep(GatewayDocument published, @Nullable GatewayDocument trial) {
        try {
            lastGood.keep(running, RevisionReader.bytes(published), trial == null ? null : RevisionReader.bytes(trial));
            diskTrouble = null;
        } catch (IOException | ConfigurationException e) {
            diskTrouble = String.valueOf(e.getMessage());
            LOG.error("the document in force could not be kept on the disk: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        following.close();
    }
}

package io.vectrail.replay.config;

import io.vectrail.document.DocumentCheck;
import io.vectrail.document.DocumentReader;
import io.vectrail.document.Revocations;
import io.vectrail.document.revision.RevisionReader;
import io.vectrail.document.revision.Standing;
import io.vectrail.document.risk.RiskSettings;
import io.vectrail.document.topic.Following;
import io.vectrail.event.GatewayDocument;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.TopicLayout;
import io.vectrail.event.Topics;
import io.vectrail.replay.publish.Actor;
import io.vectrail.replay.publish.UnavailableException;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.Problem;
import io.vectrail.runtime.digest.Sha256;
import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published document, its history and who runs it, as far as it was read from Kafka; checks and publishes others.
 * Thread-safe.
 */
public final class GatewayDocuments implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayDocuments.class);
    private static final Duration LOOK = Duration.ofMillis(250);

    /** Documents that wait to be checked: a large one takes seconds, and its author waits a minute at most. */
    private static final int MOST_WAITING = 8;

    private static final Duration CHECKED_WITHIN = Duration.ofMinutes(1);

    private final DocumentSettings settings;
    private final Map<String, String> kafka;
    private final TopicLayout topics;
    private final DocumentReader reader;
    private final SchemaRegistry registry;
    private final Publisher publisher;
    private final Clock clock;
    private final Following following;
    private final ExecutorService checks = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("check").daemon().factory());

    private final Object news = new Object();
    private volatile @Nullable State state;

    /**
     * Nothing is read before {@link #start}.
     *
     * @param sealed whether the edges can open sealed credentials
     * @param webhooks those that a document may name
     */
    public GatewayDocuments(
            DocumentSettings settings,
            Map<String, String> kafka,
            RegistrySettings registry,
            TopicLayout topics,
            boolean sealed,
            Set<String> webhooks,
            Clock clock) {
        this.settings = settings;
        this.kafka = Map.copyOf(kafka);
        this.topics = topics;
        this.reader = DocumentReader.checking(settings.allow(), sealed, settings.hashedMasks(), webhooks);
        this.registry = new SchemaRegistry(registry);
        this.publisher = new Publisher(settings.name(), kafka, this.registry, clock);
        this.clock = clock;
        this.following = new Following("documents", this::follow);
    }

    /** What was read so far. Each list is the newest first. */
    private record State(
            Standing standing,
            Revocations revocations,
            RiskSettings risk,
            List<Revision.Known> history,
            List<EdgeView> edges) {

        State {
            history = List.copyOf(history);
            edges = List.copyOf(edges);
        }
    }

    /**
     * What is published.
     *
     * @param inForce null where nothing was published
     * @param trial null where nothing is on trial
     * @param edges by name
     */
    public record Published(
            @Nullable GatewayDocument inForce, @Nullable GatewayDocument trial, List<EdgeView> edges) {}

    public void start() {
        following.start();
    }

    /** The document's name. */
    public String name() {
        return settings.name();
    }

    /** @throws UnavailableException when it could not be read yet */
    public Published published() {
        State now = read();
        return new Published(now.standing().inForce(), now.standing().trial(), now.edges());
    }

    /** Whom nothing is taken of, by the document in force. @throws UnavailableException when it could not be read yet */
    public Revocations revocations() {
        return read().revocations();
    }

    /** How scores are made, and what they are called, by the document in force. @throws UnavailableException when it could not be read yet */
    public RiskSettings risk() {
        return read().risk();
    }

    /** Every revision, the newest first. @throws UnavailableException when they could not be read yet */
    public List<Revision> history() {
        return read().history().stream().map(Revision.Known::revision).toList();
    }

    /** A revision with its text; empty when there is none of this number. */
    public Optional<GatewayDocument> revision(long number) {
        return read().history().stream()
                .filter(known -> known.revision().revision() == number)
                .findFirst()
                .map(this::text);
    }

    /**
     * Reads a document as the edges will, but for what they alone have.
     *
     * @return what is wrong with it; empty where nothing is
     * @throws UnavailableException when others are being checked, and it would wait too long
     */
    public List<Problem> check(byte[] content) {
        Future<List<Problem>> check = null;
        try {
            // Calls run on virtual threads, of which a few that compute for seconds would hold up all others.
            check = checks.submit(() -> switch (reader.check(content)) {
                case DocumentCheck.Valid valid -> List.<Problem>of();
                case DocumentCheck.Refused refused -> refused.problems();
            });
            return check.get(CHECKED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            throw new UnavailableException("other documents are being checked; try again", e);
        } catch (TimeoutException e) {
            check.cancel(true);
            throw new UnavailableException("the document could not be checked within a minute; try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("the check was cut short; try again", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a document could not be checked", e.getCause());
        }
    }

    /**
     * Publishes a document, unless another is there than its author knows of.
     *
     * @throws InvalidException when it does not validate; then nothing has changed
     * @throws UnavailableException when it cannot be published now
     */
    public Revision publish(Draft draft) throws ConflictException, InvalidException {
        List<Problem> problems = check(draft.content());
        if (!problems.isEmpty()) {
            throw new InvalidException(problems);
        }
        Revision published = Revision.of(publisher.publish(draft));
        awaitRead(published.revision());
        return published;
    }

    /** For the health page. */
    public Condition condition() {
        String why = following.trouble();
        State now = state;
        if (now == null) {
            return new Condition.Down(
                    "nobody is known as long as it is not known whose tokens were taken back: " + why);
        }
        if (why != null) {
            return new Condition.Degraded("documents can be neither published nor shown: " + why);
        }
        List<String> lagging = now.edges().stream()
                .filter(edge -> edge.state() != EdgeView.State.CURRENT)
                .map(edge -> edge.edge() + " " + edge.state().name().toLowerCase(Locale.ROOT))
                .toList();
        return lagging.isEmpty()
                ? new Condition.Up("revision " + now.standing().revision() + ", run by "
                        + now.edges().size() + " edges")
                : new Condition.Degraded("not every edge runs what was published: " + String.join(", ", lagging));
    }

    private State read() {
        State now = state;
        if (now == null) {
            throw new UnavailableException(
                    "what is published is not known yet: " + following.trouble() + "; try again", null);
        }
        return now;
    }

    private GatewayDocument text(Revision.Known known) {
        try (RevisionReader own = new RevisionReader(settings.name(), kafka, registry)) {
            return own.at(known.partition(), known.offset());
        } catch (RuntimeException e) {
            throw new UnavailableException("the revision cannot be read from Kafka; try again", e);
        }
    }

    /** So that whoever published something finds it there; for 5 s at most. */
    private void awaitRead(long revision) {
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        synchronized (news) {
            try {
                while (known() < revision && System.nanoTime() < until) {
                    news.wait(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private long known() {
        State now = state;
        return now == null ? 0 : now.standing().revision();
    }

    private void follow(Following following) {
        try (Admin admin = Admin.create(new HashMap<>(kafka))) {
            topics.ensure(admin, List.of(Topics.CONFIG, Topics.ACCESS, Topics.EDGES));
        }
        try (RevisionReader revisions = new RevisionReader(settings.name(), kafka, registry);
                EdgeStatuses edges = new EdgeStatuses(settings.name(), kafka, registry)) {
            following.attended(revisions::wakeUp);
            History history = new History();
            revisions.rest(history::add);
            publishFirst(history.standing());
            while (following.wanted()) {
                show(history, edges);
                following.succeeded();
                revisions.next(LOOK).forEach(history::add);
                revisions.checkReachable();
            }
        }
    }

    private void show(History history, EdgeStatuses edges) {
        List<EdgeView> views = edges.latest(clock.instant()).stream()
                .map(status -> EdgeView.of(status, history.standing(), clock.instant()))
                .toList();
        synchronized (news) {
            state = new State(
                    history.standing(),
                    revocations(history.standing()),
                    risk(history.standing()),
                    history.newestFirst(),
                    views);
            news.notifyAll();
        }
    }

    /** Those of the state before, as long as the document is the same, or is one of a later version that this one cannot read. */
    private Revocations revocations(Standing standing) {
        State before = state;
        GatewayDocument inForce = standing.inForce();
        if (inForce == null) {
            return before == null ? Revocations.NONE : before.revocations();
        }
        if (before != null && inForce.getHash().equals(before.standing().hash())) {
            return before.revocations();
        }
        try {
            return Revocations.in(RevisionReader.bytes(inForce));
        } catch (ConfigurationException e) {
            String why = "whom revision " + inForce.getRevision() + " revokes cannot be read: " + e.getMessage();
            if (before == null) {
                // Nobody is let in then, rather than those as well whom it names.
                throw new IllegalStateException(why);
            }
            LOG.error(why);
            return before.revocations();
        }
    }

    /** The same of risk, of which a document that cannot be read says nothing else than the one before it. */
    private RiskSettings risk(Standing standing) {
        State before = state;
        GatewayDocument inForce = standing.inForce();
        RiskSettings known = before == null ? RiskSettings.DEFAULT : before.risk();
        if (inForce == null
                || (before != null && inForce.getHash().equals(before.standing().hash()))) {
            return known;
        }
        return RiskSettings.of(RevisionReader.bytes(inForce)).orElse(known);
    }

    /** Publishes the first document where there is none, or a former first one. */
    private void publishFirst(Standing standing) {
        DocumentSettings.First first = settings.first();
        if (first == null || !(standing.hash().isEmpty() || standing.hash().equals(first.insteadOf()))) {
            return;
        }
        try {
            byte[] content = Files.readAllBytes(first.file());
            List<Problem> problems = check(content);
            if (!problems.isEmpty()) {
                LOG.error(
                        "the first document does not validate: {}",
                        problems.getFirst().text(first.file().toString()));
            } else if (!Sha256.hex(content).equals(standing.hash())) {
                publisher.publish(new Draft(content, false, standing.hash(), new Actor("first start", "", null), ""));
            }
        } catch (ConflictException e) {
            LOG.info("another instance has published a document meanwhile");
        } catch (IOException e) {
            LOG.error("the first document cannot be read: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        following.close();
        checks.shutdownNow();
        registry.close();
    }
}

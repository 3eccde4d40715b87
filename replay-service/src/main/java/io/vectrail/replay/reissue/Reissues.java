package io.vectrail.replay.reissue;

import io.vectrail.replay.archive.ArchiveException;
import io.vectrail.replay.key.KeyRing;
import io.vectrail.replay.search.ExchangeLookup;
import io.vectrail.replay.search.VectorComparison;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recorded requests that are sent again: one while somebody waits, or many as a job. One job runs at a time, and what is known of jobs is in memory
 * alone: what they sent is recorded as any exchange is, under the job's session. Thread-safe.
 */
public final class Reissues implements AutoCloseable {

    /** Exchanges of one job. */
    public static final int MOST_OF_JOB = 1_000;

    private static final int MOST_OF_ONE = 20;
    private static final int MOST = 200;
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Reissues.class);

    private final Reissuer reissuer;
    private final Clock clock;
    private final Map<String, Running> jobs = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Running> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().name("reissues").unstarted(this::work);

    public Reissues(
            ReissueSettings settings, ExchangeLookup lookup, VectorComparison comparison, KeyRing keys, Clock clock) {
        this.reissuer = new Reissuer(lookup, comparison, new AuditorKeys(keys, clock), new EdgeClient(settings, clock));
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    /**
     * Sends one again, and waits for what comes back.
     *
     * @throws ArchiveException when the archive is away
     */
    public Reissued now(String exchange, Auditor auditor) {
        return reissuer.again(exchange, auditor, session(UUID.randomUUID().toString()));
    }

    /**
     * Has a text embedded, as a recorded one was.
     *
     * @param forms exchanges, of which the first is taken that has one text
     * @throws ArchiveException when the archive is away
     */
    public Embedded embed(String text, List<String> forms, Auditor auditor) {
        return reissuer.embed(text, forms, auditor, session(UUID.randomUUID().toString()));
    }

    private static String session(String id) {
        return "reissue-" + id;
    }

    /** A job that goes on, or has ended. */
    private static final class Running {

        private final ReissueJob begun;
        private final List<String> exchanges;
        private final Auditor auditor;
        private final List<ReissueJob.Result> results = new ArrayList<>();
        private @Nullable Instant ended;
        private volatile boolean unwanted;

        private Running(ReissueJob begun, List<String> exchanges, Auditor auditor) {
            this.begun = begun;
            this.exchanges = List.copyOf(exchanges);
            this.auditor = auditor;
        }

        private synchronized void add(ReissueJob.Result result) {
            results.add(result);
        }

        private synchronized void end(Instant at) {
            ended = at;
        }

        private synchronized ReissueJob snapshot() {
            return new ReissueJob(
                    begun.id(), begun.owner(), begun.session(), begun.asked(), begun.exchanges(), results, ended);
        }
    }

    /**
     * Has these sent again, one after the other.
     *
     * @param exchanges 1 to {@value #MOST_OF_JOB}
     * @return the job; empty where somebody, or all together, have too many that have not ended
     */
    public synchronized Optional<ReissueJob> ask(List<String> exchanges, Auditor auditor) {
        String owner = auditor.actor().subject();
        makeRoom(owner);
        if (jobs.size() >= MOST || of(owner).size() >= MOST_OF_ONE) {
            return Optional.empty();
        }
        String id = UUID.randomUUID().toString();
        ReissueJob job = new ReissueJob(
                id,
                owner,
                session(id),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                exchanges.size(),
                List.of(),
                null);
        Running running = new Running(job, exchanges, auditor);
        jobs.put(id, running);
        waiting.add(running);
        return Optional.of(job);
    }

    /** The oldest that have ended make room for a new one: somebody's own, and anybody's where there are too many in all. */
    private void makeRoom(String owner) {
        List<ReissueJob> own = of(owner);
        own.reversed().stream()
                .filter(job -> job.ended() != null)
                .limit(Math.max(0, own.size() - MOST_OF_ONE + 1))
                .forEach(job -> jobs.remove(job.id()));
        jobs.values().stream()
                .map(Running::snapshot)
                .filter(job -> job.ended() != null)
                .sorted(Comparator.comparing(ReissueJob::asked))
                .limit(Math.max(0, jobs.size() - MOST + 1))
                .forEach(job -> jobs.remove(job.id()));
    }

    /** Somebody's, the latest first. */
    public List<ReissueJob> of(String owner) {
        return jobs.values().stream()
                .map(Running::snapshot)
                .filter(job -> job.owner().equals(owner))
                .sorted(Comparator.comparing(ReissueJob::asked)
                        .thenComparing(ReissueJob::id)
                        .reversed())
                .toList();
    }

    /** One of somebody's. */
    public Optional<ReissueJob> find(String id, String owner) {
        return Optional.ofNullable(jobs.get(id))
                .map(Running::snapshot)
                .filter(job -> job.owner().equals(owner));
    }

    /**
     * Ends it after the exchange that is under way, and forgets it.
     *
     * @return whether there was one of theirs
     */
    public boolean delete(String id, String owner) {
        boolean theirs = find(id, owner).isPresent();
        Running running = theirs ? jobs.remove(id) : null;
        if (running != null) {
            running.unwanted = true;
            waiting.remove(running);
        }
        return theirs;
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                run(waiting.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Running job) {
        for (String exchange : job.exchanges) {
            if (job.unwanted || Thread.currentThread().isInterrupted()) {
                break;
            }
            job.add(ReissueJob.Result.of(again(exchange, job)));
        }
        job.end(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private Reissued again(String exchange, Running job) {
        try {
            return reissuer.again(exchange, job.auditor, job.begun.session());
        } catch (ArchiveException e) {
            return new Reissued.Not(exchange, "", "the archive does not answer; try this one again");
        } catch (RuntimeException e) {
            // A thread that ended here would leave a service that sends nothing again any more.
            LOG.error("an exchange could not be sent again", e);
            return new Reissued.Not(exchange, "", "the service failed over it; its log says why");
        }
    }

    @Override
    public void close() {
        jobs.values().forEach(job -> job.unwanted = true);
        thread.interrupt();
        try {
            if (!thread.join(STOP)) {
                LOG.warn("a job did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reissuer.close();
    }
}

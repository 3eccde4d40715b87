package io.vectrail.replay.search;

import io.vectrail.replay.archive.ArchiveException;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.scope.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller did before, for whoever decides on a request of theirs, who does not wait long for it. Thread-safe. */
public final class CallerHistory {

    static final int DAYS = 30;

    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    /** Of the connections to an archive that hangs these may take so many, and leave the others to searches and ingest. */
    private static final int MOST_AT_ONCE = 8;

    private static final Logger LOG = LoggerFactory.getLogger(CallerHistory.class);
    private static final String COUNTS =
            "SELECT count() AS exchanges, countIf(outcome = 'REFUSED') AS refused FROM exchanges WHERE ";
    private static final String FIRST = "SELECT time FROM exchanges WHERE ";

    /**
     * A summary: the first record of each request that says that it was decided. Whether that counted, the fold alone knows, which has the
     * last word wherever one approval is shown; reading a thousand lives for three numbers would be too much.
     */
    private static final String APPROVALS = """
            SELECT count() AS requested, countIf(decision = 'APPROVED') AS approved, countIf(decision = 'REJECTED') AS rejected,
                countIf(decision = 'EXPIRED') AS expired
            FROM (SELECT approval,
                    argMinIf(toString(kind), (partition, offset), kind IN ('APPROVED', 'REJECTED', 'EXPIRED')) AS decision
                FROM approvals WHERE approval IN (SELECT approval FROM approvals WHERE
            """;

    private final ClickHouse clickHouse;
    private final Clock clock;
    private final CallerRisks risks;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    public CallerHistory(ClickHouse clickHouse, Clock clock) {
        this.clickHouse = clickHouse;
        this.clock = clock;
        this.risks = new CallerRisks(clickHouse, clock);
    }

    /**
     * What is known of a caller.
     *
     * @param risk their score now, 0 to 100; null where they have none, or it is not all of the scope
     */
    public record Known(History history, @Nullable Double risk) {}

    /**
     * A caller's. Field names are the API's.
     *
     * @param days that it is of, up to now
     * @param refused how many of the exchanges were
     * @param firstSeen when their first exchange came that is kept, however long ago; null where none is
     */
    public record History(
            int days,
            long exchanges,
            long refused,
            Approvals approvals,
            @Nullable Instant firstSeen) {}

    /**
     * What became of their requests that waited.
     *
     * @param requested all of them
     * @param approved those that were revoked later included
     */
    public record Approvals(long requested, long approved, long rejected, long expired) {}

    /** Counted of what lies in the scope; empty where the archive does not tell within 1.5 s, which keeps nobody from deciding. */
    public Optional<Known> of(String subject, Scope scope) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        FutureTask<Known> asked = new FutureTask<>(() -> {
            try {
                return ask(subject, scope);
            } finally {
                places.release();
            }
        });
        Thread.ofVirtual().name("caller-history").start(asked);
        try {
            return Optional.of(asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            // The thread that waits for the archive gives up its connection.
            asked.cancel(true);
            LOG.warn("what a caller did before is not known: the archive does not tell within {}", PATIENCE);
            return Optional.empty();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof ArchiveException)) {
                throw new IllegalStateException("what a caller did before cannot be asked", e.getCause());
            }
            LOG.warn(
                    "what a caller did before is not known: {}",
                    String.valueOf(e.getCause().getMessage()));
            return Optional.empty();
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Known ask(String subject, Scope scope) {
        OptionalDouble risk = risks.score(subject, scope);
        return new Known(history(subject, scope), risk.isPresent() ? risk.getAsDouble() : null);
    }

    private History history(String subject, Scope scope) {
        Instant from = clock.instant().minus(Duration.ofDays(DAYS));
        Approvals decided = approvals(subject, from, scope);
        Instant first = first(subject, scope);
        Conditions since =
                new Conditions().equal("subject", subject).from("time", from).within(scope);
        List<History> counted = clickHouse.query(
                COUNTS + since.where(),
                since.parameters(),
                row -> new History(DAYS, row.longNumber("exchanges"), row.longNumber("refused"), decided, first));
        return counted.getFirst();
    }

    /** In the order of the table, so that the first that is found ends it. */
    private @Nullable Instant first(String subject, Scope scope) {
        Conditions ever = new Conditions().equal("subject", subject).within(scope);
        return clickHouse
                .query(FIRST + ever.where() + " ORDER BY time, id LIMIT 1", ever.parameters(), row -> row.time("time"))
                .stream()
                .findFirst()
                .orElse(null);
    }

    private Approvals approvals(String subject, Instant from, Scope scope) {
        Conditions theirs = new Conditions()
                .require("kind = 'REQUESTED'")
                .equal("subject", subject)
                .from("at", from)
                .within(scope);
        return clickHouse
                .query(
                        APPROVALS + theirs.where() + ") GROUP BY approval)",
                        theirs.parameters(),
                        row -> new Approvals(
                                row.longNumber("requested"),
                                row.longNumber("approved"),
                                row.longNumber("rejected"),
                                row.longNumber("expired")))
                .getFirst();
    }
}

package io.vectrail.replay.archive.chain;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.chain.Finding.Kind;
import io.vectrail.runtime.health.Condition;
import io.vectrail.runtime.health.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the health page and the meters say of the chains: what is stored, whichever instance found it and whenever. A
 * finding never makes the service unready, since auditors are to look at it here.
 */
final class ChainStatus {

    /** How long after it was found something that harms nothing by itself is worth a look. */
    private static final Duration NEWS = Duration.ofHours(24);

    /** Longer than events can wait for one that is missing. */
    private static final Duration STALE = ChainChecker.PATIENCE.multipliedBy(2);

    private static final String COUNTS = """
            SELECT kind, count() AS total, countIf(kind = 'GAP' AND open > 0) AS unfilled, sumIf(open, kind = 'GAP') AS lacking,
                countIf(found >= fromUnixTimestamp64Milli({news:Int64}, 'UTC')) AS news
            FROM
            (
                SELECT kind, min(missing) AS open, min(found_at) AS found
                FROM chain_findings GROUP BY edge, epoch, kind, sequence
            )
            GROUP BY kind
            """;
    private static final String CHAINS = """
            SELECT count() AS chains, toInt64(least(sum(toFloat64(highest - good)), 9e18)) AS behind,
                maxIf(seen, highest > good) AS stuck, countIf(highest > good) AS working
            FROM
            (
                SELECT max(last) AS highest, max(verified) AS good, max(checked) AS seen
                FROM chain_states GROUP BY edge, epoch
            )
            """;

    private final ClickHouse clickHouse;
    private volatile Condition condition = new Condition.Up("not looked at yet");
    private volatile Counts counts = new Counts(0, 0, 0, 0, new EnumMap<>(Kind.class));

    ChainStatus(ClickHouse clickHouse, Health health, MeterRegistry meters) {
        this.clickHouse = clickHouse;
        health.register("chain", () -> condition);
        Gauge.builder("vectrail.chain.epochs", this, status -> status.counts.chains())
                .description("Chains that are known: one for each epoch of each edge")
                .register(meters);
        Gauge.builder("vectrail.chain.lag", this, status -> status.counts.behind())
                .description("Sequences that are known and not yet verified, over all chains")
                .register(meters);
        Gauge.builder("vectrail.chain.gaps", this, status -> status.counts.openGaps())
                .description("Gaps in chains that are not filled")
                .register(meters);
        Gauge.builder("vectrail.chain.missing", this, status -> status.counts.missing())
                .description("Events that are missing in those gaps")
                .register(meters);
        for (Kind kind : Kind.values()) {
            Gauge.builder("vectrail.chain.findings", this, status -> status.counts.total(kind))
                    .description("What was ever found in the chains, healed gaps included")
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }

    /** Of one kind: how many ever, and how many lately. */
    private record OfKind(long total, long news) {}

    private record Counts(long chains, long behind, long openGaps, long missing, Map<Kind, OfKind> kinds) {

        long total(Kind kind) {
            return kinds.getOrDefault(kind, new OfKind(0, 0)).total();
        }

        long news(Kind kind) {
            return kinds.getOrDefault(kind, new OfKind(0, 0)).news();
        }
    }

    /** Asks what is stored. @throws io.vectrail.replay.archive.ArchiveException when that cannot be had */
    void look(Instant now) {
        record Line(Kind kind, OfKind numbers, long unfilled, long lacking) {}
        record Sum(long chains, long behind, long working, Instant stuck) {}
        List<Line> lines = clickHouse.query(
                COUNTS,
                Map.of("news", now.minus(NEWS).toEpochMilli()),
                row -> new Line(
                        Kind.valueOf(row.text("kind")),
                        new OfKind(row.longNumber("total"), row.longNumber("news")),
                        row.longNumber("unfilled"),
                        row.longNumber("lacking")));
        Sum sum = clickHouse
                .query(
                        CHAINS,
                        Map.of(),
                        row -> new Sum(
                                row.longNumber("chains"),
                                row.longNumber("behind"),
                                row.longNumber("working"),
                                row.time("stuck")))
                .getFirst();
        Map<Kind, OfKind> kinds = new EnumMap<>(Kind.class);
        lines.forEach(line -> kinds.put(line.kind(), line.numbers()));
        counts = new Counts(
                sum.chains(),
                sum.behind(),
                lines.stream().mapToLong(Line::unfilled).sum(),
                lines.stream().mapToLong(Line::lacking).sum(),
                kinds);
        boolean stale = sum.working() > 0 && sum.stuck().isBefore(now.minus(STALE));
        condition = condition(counts, stale);
    }

    /** The check itself does not go on. */
    void failed(String why) {
        condition = new Condition.Degraded("the chains are not being checked: " + why);
    }

    private static Condition condition(Counts counts, boolean stale) {
        List<String> said = new ArrayList<>();
        say(said, counts.openGaps(), "open gaps, of " + counts.missing() + " events");
        say(said, counts.total(Kind.FORK), "forks");
        say(said, counts.total(Kind.CHANGE), "changed links");
        say(said, counts.news(Kind.EPOCH), "new epochs in the last 24 h");
        say(said, counts.news(Kind.DUPLICATE), "repeated events in the last 24 h");
        say(said, counts.news(Kind.INVALID), "chains with events without a place in the last 24 h");
        if (stale) {
            said.add("no instance checks, since none reads partition 0 of vectrail.exchanges");
        }
        String chains = counts.chains() + " chains, verified but for " + counts.behind() + " events";
        return said.isEmpty()
                ? new Condition.Up(chains)
                : new Condition.Degraded(String.join(", ", said) + "; " + chains + "; see /api/v1/chains");
    }

    private static void say(List<String> said, long count, String what) {
        if (count > 0) {
            said.add(count + " " + what);
        }
    }
}

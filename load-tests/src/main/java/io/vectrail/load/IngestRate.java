package io.vectrail.load;

import io.vectrail.local.platform.Role;
import io.vectrail.local.testkit.Platform;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * How many exchanges a second the replay service takes from Kafka into ClickHouse, with nothing else running: fills the topic on a platform of
 * its own, stops filling, then starts the service as {@code ./vectrail up} does and looks at the table of exchanges until all are there.
 *
 * <p>Arguments: {@code base64} (the default), {@code numbers}, {@code months}, or {@code search} (base64, with an auditor who searches
 * meanwhile), and how many exchanges.
 */
public final class IngestRate {

    private static final int EXCHANGES = 200_000;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Platform platform;
    private final ClickHouseQuestion clickHouse;
    private final int exchanges;

    IngestRate(Platform platform, int exchanges) {
        this.platform = platform;
        this.clickHouse = new ClickHouseQuestion(platform.clickHouseUrl());
        this.exchanges = exchanges;
    }

    public static void main(String... arguments) throws InterruptedException, ExecutionException {
        String variant = arguments.length > 0 ? arguments[0] : "base64";
        int exchanges = arguments.length > 1 ? Integer.parseInt(arguments[1]) : EXCHANGES;
        boolean searching = variant.equals("search");
        RecordedTraffic.Form form = searching
                ? RecordedTraffic.Form.BASE64
                : RecordedTraffic.Form.valueOf(variant.toUpperCase(Locale.ROOT));
        try (Platform platform = Platform.startOnly(Role.KAFKA, Role.REGISTRY, Role.CLICKHOUSE)) {
            FilledTopic.fill(platform.bootstrap(), platform.registryUrl(), form, exchanges);
            System.out.println(variant + ": " + new IngestRate(platform, exchanges).measure(searching));
        }
    }

    /** Rows that were seen, when, and what had been used by then. */
    private record Look(long rows, long nanos, Duration service, Duration clickHouse, Duration kafka) {

        double perSecondSince(Look before) {
            return (rows - before.rows) * 1e9 / (nanos - before.nanos);
        }

        double microsSince(Look before, Duration used, Duration usedBefore) {
            return used.minus(usedBefore).toNanos() / 1e3 / (rows - before.rows);
        }
    }

    /** Starts the service on an empty archive and stops it when all is stored. */
    String measure(boolean searching) throws InterruptedException {
        platform.start(EnumSet.of(Role.REPLAY));
        List<ProgramCost> programs = Stream.of(Role.REPLAY, Role.CLICKHOUSE, Role.KAFKA)
                .map(role -> ProgramCost.of(platform, role))
                .toList();
        SearchBeside search = searching ? SearchBeside.start(platform) : null;
        Look first = lookUntil(programs, 1);
        Look half = lookUntil(programs, exchanges / 2);
        Look last = lookUntil(programs, exchanges);
        String line = line(programs, first, half, last);
        if (search != null) {
            search.close();
            line += searched(search);
        }
        platform.stop(Role.REPLAY);
        return line;
    }

    private String line(List<ProgramCost> programs, Look first, Look half, Look last) {
        return String.format(
                Locale.ROOT,
                "%.0f exchanges/s from the first to the last row (%.0f in the second half), CPU each: service %.0f us, "
                        + "ClickHouse %.0f us, Kafka %.0f us; most resident: service %d MiB, ClickHouse %d MiB; stored %s",
                last.perSecondSince(first),
                last.perSecondSince(half),
                last.microsSince(first, last.service(), first.service()),
                last.microsSince(first, last.clickHouse(), first.clickHouse()),
                last.microsSince(first, last.kafka(), first.kafka()),
                programs.get(0).mostMebibytes(),
                programs.get(1).mostMebibytes(),
                clickHouse.run(
                        "SELECT concat(toString(count()), ' rows of exchanges, ', toString(uniqExact(id)), ' ids') "
                                + "FROM vectrail.exchanges"));
    }

    private static String searched(SearchBeside search) {
        return String.format(
                Locale.ROOT,
                "; %d searches meanwhile: p50 %.0f ms, p99 %.0f ms, %d not answered",
                search.latency().getTotalCount(),
                search.latency().getValueAtPercentile(50) / 1e6,
                search.latency().getValueAtPercentile(99) / 1e6,
                search.failed());
    }

    private Look lookUntil(List<ProgramCost> programs, long rows) {
        long until = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < until) {
            long seen = Long.parseLong(
                    clickHouse.ask("SELECT count() FROM vectrail.exchanges").orElse("0"));
            if (seen >= rows) {
                return new Look(
                        seen,
                        System.nanoTime(),
                        programs.get(0).processor(),
                        programs.get(1).processor(),
                        programs.get(2).processor());
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        throw new IllegalStateException("after " + LIMIT + " there are still not " + rows + " exchanges");
    }
}

package io.vectrail.load;

import io.vectrail.local.platform.Role;
import io.vectrail.local.testkit.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How many exchanges a second the streams processor scores: fills the topic on a platform of its own, stops filling, then starts the program as
 * {@code ./vectrail up} does and looks at its meters, once a second, until all are scored. It has one processing thread; what counts is the processor time of the
 * whole program for each exchange, collections, clients and compiler included, since the broker shares the machine. It is printed by tenths: the compiler works
 * on the first ones.
 *
 * <p>Arguments: {@code base64} (the default) or {@code numbers}, and how many exchanges.
 */
public final class ScoreRate {

    private static final int EXCHANGES = 100_000;
    private static final int TENTHS = 10;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Platform platform;
    private final ScoredCount count;

    private ScoreRate(Platform platform) {
        this.platform = platform;
        this.count = new ScoredCount(platform);
    }

    public static void main(String... arguments) throws InterruptedException, ExecutionException {
        String form = arguments.length > 0 ? arguments[0] : "base64";
        int exchanges = arguments.length > 1 ? Integer.parseInt(arguments[1]) : EXCHANGES;
        try (Platform platform = Platform.startOnly(Role.KAFKA, Role.REGISTRY)) {
            FilledTopic.fill(
                    platform.bootstrap(),
                    platform.registryUrl(),
                    RecordedTraffic.Form.valueOf(form.toUpperCase(Locale.ROOT)),
                    exchanges);
            System.out.println(form + ": " + new ScoreRate(platform).measure(exchanges));
        }
    }

    /** What was scored, when, and what had been used by then. */
    private record Look(long scored, long nanos, Duration program, Duration kafka) {

        double perSecondSince(Look before) {
            return (scored - before.scored) * 1e9 / (nanos - before.nanos);
        }

        double microsSince(Look before, Duration used, Duration usedBefore) {
            return used.minus(usedBefore).toNanos() / 1e3 / (scored - before.scored);
        }
    }

    private String measure(int exchanges) throws InterruptedException {
        platform.start(EnumSet.of(Role.STREAMS));
        ProgramCost program = ProgramCost.of(platform, Role.STREAMS);
        ProgramCost kafka = ProgramCost.of(platform, Role.KAFKA);
        Look first = lookUntil(program, kafka, 1);
        List<Look> tenths = new ArrayList<>(List.of(first));
        for (int tenth = 1; tenth <= TENTHS; tenth++) {
            tenths.add(lookUntil(program, kafka, (long) exchanges * tenth / TENTHS));
        }
        Look half = tenths.get(TENTHS / 2);
        Look last = tenths.getLast();
        return String.format(
                Locale.ROOT,
                "%.0f exchanges/s from the first to the last (%.0f in the second half), CPU each: program %.0f us (%.0f in the second"
                        + " half: %.0f a second on one core; by tenths %s), Kafka %.0f us; most resident %d MiB",
                last.perSecondSince(first),
                last.perSecondSince(half),
                last.microsSince(first, last.program(), first.program()),
                last.microsSince(half, last.program(), half.program()),
                1e6 / last.microsSince(half, last.program(), half.program()),
                IntStream.range(0, TENTHS)
                        .mapToObj(i -> String.format(
                                Locale.ROOT,
                                "%.0f",
                                tenths.get(i + 1)
                                        .microsSince(
                                                tenths.get(i),
                                                tenths.get(i + 1).program(),
                                                tenths.get(i).program())))
                        .collect(Collectors.joining(" ")),
                last.microsSince(first, last.kafka(), first.kafka()),
                program.mostMebibytes());
    }

    private Look lookUntil(ProgramCost program, ProgramCost kafka, long scored) throws InterruptedException {
        long seen = count.await(scored, LIMIT);
        return new Look(seen, System.nanoTime(), program.processor(), kafka.processor());
    }
}

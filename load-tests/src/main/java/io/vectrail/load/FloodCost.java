package io.vectrail.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/**
 * What a flood of invalid tokens, no two the same, costs a caller whose token is good, and the edge in memory. Rounds without the flood and
 * with it, at the rate that the caller reaches without, are interleaved. Callers, strangers, upstream and broker share the machine with the
 * edge, so what the caller keeps is less than it would be with an edge alone on it; the edge's own processor time for each is told, too.
 */
public final class FloodCost {

    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final int ROUNDS = 4;
    private static final int CONNECTIONS = 16;
    private static final int[] ADDRESSES = {1, 64};

    private final MeasuredEdge edge;
    private final byte[] request;

    private FloodCost(MeasuredEdge edge) {
        this.edge = edge;
        this.request = Embedding.throughTheEdge(edge.token());
    }

    public static void main(String... arguments) throws IOException, InterruptedException, ExecutionException {
        if (arguments.length > 0) {
            throw new WrongUsageException("flood takes no arguments");
        }
        try (Child upstream = Child.start(List.of("-Xmx128m"), FixedUpstream.class.getName());
                MeasuredEdge edge = MeasuredEdge.before(upstream.port())) {
            FloodCost cost = new FloodCost(edge);
            var _ = cost.alone(WARM_UP);
            for (int addresses : ADDRESSES) {
                cost.from(addresses);
            }
        }
        System.exit(0);
    }

    private void from(int addresses) throws IOException, InterruptedException, ExecutionException {
        Map<Integer, Long> answers = new TreeMap<>();
        var _ = flooded(alone(ROUND), addresses, WARM_UP, answers);
        long before = edge.liveBytes();
        List<Double> shares = new ArrayList<>();
        Duration good = Duration.ZERO;
        double goods = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            Duration start = edge.cpu();
            double alone = alone(ROUND);
            good = good.plus(edge.cpu().minus(start));
            goods += alone * ROUND.toSeconds();
            shares.add(flooded(alone, addresses, ROUND, answers) / alone);
        }
        double rate = goods / ROUNDS / ROUND.toSeconds();
        double perStranger = strangersAlone(rate, addresses);
        double perGood = good.toNanos() / 1e3 / goods;
        shares.sort(null);
        System.out.printf(
                Locale.ROOT,
                "from %d addresses, at %.0f/s: a good caller keeps %.0f %% (median; %.0f to %.0f)%n",
                addresses,
                rate,
                50 * (shares.get(ROUNDS / 2 - 1) + shares.get(ROUNDS / 2)),
                100 * shares.getFirst(),
                100 * shares.getLast());
        System.out.printf(
                Locale.ROOT,
                "  the edge's processor time: %.0f us for a good call, %.0f us for a stranger's: of an edge alone %.0f %%%n",
                perGood,
                perStranger,
                100 * perGood / (perGood + perStranger));
        System.out.println("  answers to strangers, by status (0: the connection was closed): " + answers);
        System.out.printf(
                Locale.ROOT,
                "  live on the edge's heap: %.1f MB before, %.1f MB after%n",
                before / 1e6,
                edge.liveBytes() / 1e6);
    }

    /** Processor time of the edge for each, in microseconds, while nobody else calls. */
    private double strangersAlone(double rate, int addresses) throws IOException, InterruptedException {
        Map<Integer, Long> answers = new TreeMap<>();
        Duration start = edge.cpu();
        try (Flood flood = Flood.start(edge.port(), edge.token(), addresses, rate)) {
            Thread.sleep(ROUND.toMillis());
            answers.putAll(flood.answers());
        }
        Duration took = edge.cpu().minus(start);
        answers.remove(0);
        return took.toNanos()
                / 1e3
                / answers.values().stream().mapToLong(Long::longValue).sum();
    }

    private double alone(Duration howLong) throws InterruptedException, ExecutionException {
        ClosedLoop.Result result = ClosedLoop.run(edge.port(), request, CONNECTIONS, howLong);
        if (result.failed() > 0) {
            throw new IllegalStateException(result.failed() + " answers to the good caller were no 200");
        }
        return result.perSecond();
    }

    private double flooded(double rate, int addresses, Duration howLong, Map<Integer, Long> answers)
            throws InterruptedException, ExecutionException {
        try (Flood flood = Flood.start(edge.port(), edge.token(), addresses, rate)) {
            double reached = alone(howLong);
            flood.answers().forEach((status, count) -> answers.merge(status, count, Long::sum));
            return reached;
        }
    }
}

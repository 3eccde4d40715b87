package io.vectrail.load;

import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import org.HdrHistogram.Histogram;

/**
 * As many connections as an edge holds, 50 of each of 100 callers: what they take of its memory and its threads, and of the rate of somebody
 * else whose requests pass. Rounds without them and with them are interleaved; between two rounds the callers hang up, and send the same
 * again, which joins what is still decidable. Of the last ones a few are decided on, and the time of all others ends.
 */
final class ManyHeld {

    private static final int SUBJECTS = 100;
    private static final int EACH = 50;
    private static final int HELD = SUBJECTS * EACH;
    private static final int ROUNDS = 4;
    private static final int CONNECTIONS = 16;
    private static final int APPROVED = 40;
    private static final int REJECTED = 10;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Platform platform;
    private final Approver approver;
    private final BlockingQueue<Long> arrivals;
    private final EdgeProcess edge;
    private final int port;
    private final byte[] passing;
    private final List<byte[]> requests;

    /**
     * What the edge takes.
     *
     * @param heap bytes that are live there
     * @param buffers bytes outside of it
     */
    private record Size(long heap, long buffers, long threads) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "heap %.1f MB, buffers %.1f MB, %d threads", heap / 1e6, buffers / 1e6, threads);
        }
    }

    /** @param arrivals when each call of those that are held reached the upstream */
    ManyHeld(Platform platform, Approver approver, BlockingQueue<Long> arrivals) {
        this.platform = platform;
        this.approver = approver;
        this.arrivals = arrivals;
        this.edge = new EdgeProcess(platform);
        this.port = URI.create(platform.edgeUrl()).getPort();
        this.passing = Embedding.throughTheEdge(platform.token("passing", "measured"));
        this.requests = requests();
    }

    /** @param hold how long a request waits */
    void measure(Duration hold) throws IOException, InterruptedException, ExecutionException {
        var _ = passing(WARM_UP);
        Size before = size();
        Passing without = new Passing();
        Passing with = new Passing();
        List<Double> shares = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            double alone = without.round();
            try (HeldCallers callers = hold(round)) {
                shares.add(with.round() / alone);
                if (round == 1) {
                    take(before, callers);
                }
                if (round == ROUNDS) {
                    end(callers, hold);
                }
            }
            awaitNothingOpen();
        }
        shares.sort(null);
        System.out.printf(
                Locale.ROOT,
                "somebody else keeps %.0f %% (median; %.0f to %.0f)%n  without them: %s%n  with %d held: %s%n",
                50 * (shares.get(ROUNDS / 2 - 1) + shares.get(ROUNDS / 2)),
                100 * shares.getFirst(),
                100 * shares.getLast(),
                without,
                HELD,
                with);
    }

    private void awaitNothingOpen() throws IOException, InterruptedException {
        for (String open : List.of("held", "under_way", "connections_open", "body_bytes")) {
            edge.await("vectrail_edge_" + open, 0, PATIENCE);
        }
    }

    private HeldCallers hold(int round) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HeldCallers callers = HeldCallers.send(port, requests);
        edge.await("vectrail_edge_held", HELD, Duration.ofSeconds(60));
        System.out.printf(
                Locale.ROOT, "round %d: %d held after %.1f s%n", round, HELD, (System.nanoTime() - start) / 1e9);
        edge.await("vectrail_edge_ship_lag_bytes", 0, PATIENCE);
        return callers;
    }

    private Size size() throws IOException, InterruptedException {
        return new Size(edge.liveBytes(), edge.bufferBytes(), edge.threads());
    }

    /** What stays when the callers have hung up is what is known of those that can be decided on. */
    private void take(Size before, HeldCallers callers) throws IOException, InterruptedException {
        Size with = size();
        callers.close();
        awaitNothingOpen();
        Size after = size();
        System.out.printf(
                Locale.ROOT,
                "the edge before: %s%n  with %d held: %s%n  once they hung up: %s%n",
                before,
                HELD,
                with,
                after);
        System.out.printf(
                Locale.ROOT,
                "  heap for each that waits %.0f bytes, for each that can be decided on %.0f%n",
                (with.heap() - after.heap()) / (double) HELD,
                (after.heap() - before.heap()) / (double) HELD);
    }

    private void end(HeldCallers callers, Duration hold) throws IOException, InterruptedException {
        arrivals.clear();
        Histogram listed = new Histogram(3);
        Histogram upstream = new Histogram(3);
        for (int i = 0; i < APPROVED + REJECTED; i++) {
            long asked = System.nanoTime();
            String id = approver.oldest().orElseThrow(() -> new IOException("nothing waits"));
            long decision = System.nanoTime();
            listed.recordValue(decision - asked);
            approver.decide(id, i < APPROVED ? "approve" : "reject");
            if (i < APPROVED) {
                upstream.recordValue(ApprovalTimes.next(arrivals, "the upstream") - decision);
            }
        }
        Percentiles.print("beside all of them, the list", listed);
        Percentiles.print("beside all of them, from the decision to the upstream", upstream);
        callers.await(HELD, hold.plusSeconds(30));
        System.out.println("answers to those that were held: " + callers.answers());
    }

    private ClosedLoop.Result passing(Duration howLong) throws InterruptedException, ExecutionException {
        ClosedLoop.Result result = ClosedLoop.run(port, passing, CONNECTIONS, howLong);
        if (result.failed() > 0) {
            throw new IllegalStateException(result.failed() + " answers to the caller whose requests pass were no 200");
        }
        return result;
    }

    private List<byte[]> requests() {
        List<byte[]> all = new ArrayList<>();
        for (int subject = 0; subject < SUBJECTS; subject++) {
            String token = platform.token("held-" + subject, "held");
            for (int i = 0; i < EACH; i++) {
                String body = "{\"model\":\"text-embedding-3-small\",\"input\":\"text number " + i + "\"}";
                all.add(("POST /watched/v1/embeddings HTTP/1.1\r\nHost: edge\r\nContent-Type: application/json\r\n"
                                + "Authorization: Bearer " + token + "\r\nContent-Length: " + body.length()
                                + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
            }
        }
        return all;
    }

    /** What became of somebody else's requests in some rounds. */
    private final class Passing {

        private final Histogram latency = new Histogram(3);
        private Duration cpu = Duration.ZERO;

        /** @return how many passed a second */
        private double round() throws IOException, InterruptedException, ExecutionException {
            Duration start = edge.cpu();
            ClosedLoop.Result result = passing(ROUND);
            cpu = cpu.plus(edge.cpu().minus(start));
            latency.add(result.latency());
            return result.perSecond();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.0f/s, p50 %.2f ms, p99 %.2f ms, %.0f us of the edge's processor time each",
                    latency.getTotalCount() / (double) (ROUNDS * ROUND.toSeconds()),
                    latency.getValueAtPercentile(50) / 1e6,
                    latency.getValueAtPercentile(99) / 1e6,
                    cpu.toNanos() / 1e3 / latency.getTotalCount());
        }
    }
}

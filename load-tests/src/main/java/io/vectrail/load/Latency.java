package io.vectrail.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * The time that the edge adds to a call at 30 % of the rate that saturates it: 1.3 KB prompt, 8 KB base64 response, journal
 * with fsync, shipper at work. Rounds through the edge and directly to the upstream, at one rate, are interleaved; what is
 * added is the difference of their percentiles. The first argument is another share of the saturation rate, in percent.
 */
public final class Latency {

    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration SATURATION = Duration.ofSeconds(10);
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final int ROUNDS = 6;

    /** What runs a few dozen times a second, as a transaction does, is still being compiled for a minute after the burst. */
    private static final int SETTLING_ROUNDS = 6;

    private static final int[] CONNECTIONS = {16, 64};
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};

    private final Histogram through = new Histogram(3);
    private final Histogram direct = new Histogram(3);
    private final Histogram told = new Histogram(3);
    private final Histogram lateness = new Histogram(3);
    private final MeasuredEdge edge;
    private long answered;
    private final int upstreamPort;
    private final byte[] throughTheEdge;
    private final byte[] toTheUpstream = Embedding.direct(MeasuredEdge.CREDENTIAL);

    private Latency(MeasuredEdge edge, int upstreamPort) {
        this.edge = edge;
        this.upstreamPort = upstreamPort;
        this.throughTheEdge = Embedding.throughTheEdge(edge.token());
    }

    public static void main(String... arguments) throws IOException, InterruptedException, ExecutionException {
        double share = arguments.length == 0 ? 0.3 : Integer.parseInt(arguments[0]) / 100.0;
        try (Child upstream = Child.start(List.of("-Xmx128m"), FixedUpstream.class.getName());
                MeasuredEdge edge = MeasuredEdge.before(upstream.port())) {
            new Latency(edge, upstream.port()).run(share);
        }
        System.exit(0);
    }

    private void run(double share) throws IOException, InterruptedException, ExecutionException {
        for (boolean filled : new boolean[] {false, true}) {
            System.out.printf(
                    Locale.ROOT,
                    "two forced writes, %s: %s%n",
                    filled ? "into zeros" : "growing",
                    line(forcedWrites(edge.folder().resolve("forced"), filled)));
        }
        closedLoop(edge.port(), throughTheEdge, 16, WARM_UP);
        closedLoop(upstreamPort, toTheUpstream, 16, WARM_UP.dividedBy(4));
        double saturation = 0;
        for (int connections : CONNECTIONS) {
            saturation = Math.max(saturation, closedLoop(edge.port(), throughTheEdge, connections, SATURATION));
        }
        double rate = saturation * share;
        System.out.printf(Locale.ROOT, "saturated at %.0f requests/s; measured at %.0f%n", saturation, rate);
        edge.awaitShipped(answered);
        for (int i = 0; i < SETTLING_ROUNDS; i++) {
            open(edge.port(), throughTheEdge, rate);
        }
        for (int round = 0; round < ROUNDS; round++) {
            OpenLoop.Result edges = open(edge.port(), throughTheEdge, rate);
            through.add(edges.latency());
            told.add(edges.told());
            lateness.add(edges.lateness());
            OpenLoop.Result upstreams = open(upstreamPort, toTheUpstream, rate);
            direct.add(upstreams.latency());
            System.out.printf(
                    Locale.ROOT,
                    "round %d: through %s | direct %s%n",
                    round + 1,
                    line(edges.latency()),
                    line(upstreams.latency()));
        }
        report();
    }

    private void report() {
        System.out.printf(Locale.ROOT, "through the edge  %s, of %d%n", line(through), through.getTotalCount());
        System.out.printf(Locale.ROOT, "direct            %s, of %d%n", line(direct), direct.getTotalCount());
        StringBuilder added = new StringBuilder();
        for (double percentile : PERCENTILES) {
            double millis = (through.getValueAtPercentile(percentile) - direct.getValueAtPercentile(percentile)) / 1e6;
            added.append(String.format(Locale.ROOT, "p%s %.3f ms  ", name(percentile), millis));
        }
        System.out.println("added             " + added.toString().strip());
        System.out.println("Server-Timing     " + line(told));
        System.out.println("sent too late by  " + line(lateness));
    }

    private static OpenLoop.Result open(int port, byte[] request, double rate)
            throws IOException, InterruptedException {
        OpenLoop.Result result = OpenLoop.run(port, request, rate, ROUND);
        if (result.failed() > 0) {
            throw new IllegalStateException(result.failed() + " answers were no 200, or never came");
        }
        return result;
    }

    private double closedLoop(int port, byte[] request, int connections, Duration howLong)
            throws InterruptedException, ExecutionException {
        ClosedLoop.Result result = ClosedLoop.run(port, request, connections, howLong);
        if (result.failed() > 0) {
            throw new IllegalStateException(result.failed() + " answers were no 200");
        }
        answered += port == edge.port() ? result.latency().getTotalCount() : 0;
        return result.perSecond();
    }

    /**
     * What the disk alone takes for an exchange: its request, forced, and its end, forced.
     *
     * @param filled whether the file was there before, of zeros, as a busy journal's segments are
     */
    private static Histogram forcedWrites(Path file, boolean filled) throws IOException {
        Histogram pairs = new Histogram(3);
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            if (filled) {
                out.write(ByteBuffer.allocate(24 << 20));
                out.force(true);
                out.position(0);
            }
            for (int i = 0; i < 2000; i++) {
                LockSupport.parkNanos(400_000);
                long start = System.nanoTime();
                for (int bytes : new int[] {2_000, 9_000}) {
                    out.write(ByteBuffer.allocate(bytes));
                    out.force(false);
                }
                pairs.recordValue(System.nanoTime() - start);
            }
        }
        return pairs;
    }

    private static String line(Histogram nanos) {
        StringBuilder line = new StringBuilder();
        for (double percentile : PERCENTILES) {
            line.append(String.format(
                    Locale.ROOT, "p%s %.3f ms  ", name(percentile), nanos.getValueAtPercentile(percentile) / 1e6));
        }
        return line.toString().strip();
    }

    private static String name(double percentile) {
        return percentile == Math.rint(percentile) ? Integer.toString((int) percentile) : Double.toString(percentile);
    }
}

package io.vectrail.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * How fast the shipper catches up while traffic goes on: the broker is away while requests come at a steady share of the
 * rate that saturates the edge, then it is back and they go on coming. What counts is the events shipped a second from the
 * first to the moment when nothing is behind, over the rate of the traffic. Arguments: that share in percent (default 30), seconds
 * without broker (default 30).
 */
public final class CatchUp {

    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration SATURATION = Duration.ofSeconds(10);
    private static final Duration LONGEST_CATCHING_UP = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newHttpClient();
    private final MeasuredEdge edge;
    private final byte[] request;

    /** What the edge's meters say at one moment. */
    private record Look(long nanos, double shipped, double secondsBehind, double bytesBehind) {}

    private CatchUp(MeasuredEdge edge) {
        this.edge = edge;
        this.request = Embedding.throughTheEdge(edge.token());
    }

    public static void main(String... arguments) throws IOException, InterruptedException, ExecutionException {
        double share = arguments.length == 0 ? 0.3 : Integer.parseInt(arguments[0]) / 100.0;
        Duration away = Duration.ofSeconds(arguments.length < 2 ? 30 : Integer.parseInt(arguments[1]));
        try (Child upstream = Child.start(List.of("-Xmx128m"), FixedUpstream.class.getName());
                MeasuredEdge edge = MeasuredEdge.before(upstream.port())) {
            new CatchUp(edge).run(share, away);
        }
        System.exit(0);
    }

    private void run(double share, Duration away) throws IOException, InterruptedException, ExecutionException {
        closedLoop(WARM_UP);
        double saturation = closedLoop(SATURATION);
        double rate = saturation * share;
        System.out.printf(Locale.ROOT, "saturated at %.0f requests/s; traffic at %.0f%n", saturation, rate);
        awaitNothingBehind();
        Duration traffic = away.plus(LONGEST_CATCHING_UP);
        edge.stopBroker();
        CompletableFuture<OpenLoop.Result> answers = CompletableFuture.supplyAsync(() -> open(rate, traffic));
        long without = System.nanoTime() + away.toNanos();
        while (System.nanoTime() < without) {
            Thread.sleep(LOOK);
        }
        edge.startBroker();
        List<Look> looks = looks();
        report(looks, rate);
        OpenLoop.Result result = answers.join();
        System.out.printf(
                Locale.ROOT,
                "answers in that time: %d, failed %d, p50 %.2f ms, p99 %.2f ms%n",
                result.latency().getTotalCount(),
                result.failed(),
                result.latency().getValueAtPercentile(50) / 1e6,
                result.latency().getValueAtPercentile(99) / 1e6);
    }

    /** Saturated, the shipper may have fallen behind already. */
    private void awaitNothingBehind() throws IOException, InterruptedException {
        long until = System.nanoTime() + LONGEST_CATCHING_UP.toNanos();
        for (Look now = look(); now.secondsBehind() >= 1; now = look()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("still behind before the broker went: " + now);
            }
            Thread.sleep(LOOK);
        }
    }

    /** From the last look at which nothing had been shipped to the first at which nothing was behind. */
    private List<Look> looks() throws IOException, InterruptedException {
        List<Look> looks = new ArrayList<>();
        Look first = look();
        long until = System.nanoTime() + LONGEST_CATCHING_UP.toNanos();
        while (System.nanoTime() < until) {
            Thread.sleep(LOOK);
            Look now = look();
            if (now.shipped() > first.shipped()) {
                looks.add(now);
                if (now.secondsBehind() < 1) {
                    return looks;
                }
            } else {
                looks.clear();
                looks.add(now);
            }
        }
        throw new IllegalStateException(
                "still behind after " + LONGEST_CATCHING_UP + ": " + looks.getFirst() + " to " + looks.getLast());
    }

    private static void report(List<Look> looks, double rate) {
        Look first = looks.getFirst();
        Look last = looks.getLast();
        double seconds = (last.nanos() - first.nanos()) / 1e9;
        double perSecond = (last.shipped() - first.shipped()) / seconds;
        System.out.printf(
                Locale.ROOT,
                "behind by %.0f s and %.0f MiB; caught up in %.1f s: %.0f events/s, %.1f times the live rate of %.0f%n",
                first.secondsBehind(),
                first.bytesBehind() / (1 << 20),
                seconds,
                perSecond,
                perSecond / rate,
                rate);
    }

    private Look look() throws IOException, InterruptedException {
        String page = http.send(
                        HttpRequest.newBuilder(URI.create(edge.adminUrl() + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return new Look(
                System.nanoTime(),
                meter(page, "vectrail_edge_shipped_total"),
                meter(page, "vectrail_edge_ship_lag_seconds"),
                meter(page, "vectrail_edge_ship_lag_bytes"));
    }

    private static double meter(String page, String name) {
        return page.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the edge has no meter " + name));
    }

    private OpenLoop.Result open(double rate, Duration howLong) {
        try {
            return OpenLoop.run(edge.port(), request, rate, howLong);
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private double closedLoop(Duration howLong) throws InterruptedException, ExecutionException {
        ClosedLoop.Result result = ClosedLoop.run(edge.port(), request, 64, howLong);
        if (result.failed() > 0) {
            throw new IllegalStateException(result.failed() + " answers were no 200");
        }
        return result.perSecond();
    }
}

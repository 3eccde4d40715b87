package io.vectrail.load;

import io.vectrail.local.testkit.LocalIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/**
 * Measures the edge's two cuts side by side, fsync on: continuations on the I/O thread against a virtual thread for each
 * request. 1.3 KB prompt, 8 KB base64 response, as many I/O threads as processors. Rounds are interleaved; the first of each is warm-up.
 */
public final class ThreadCuts {

    private static final List<String> CUTS = List.of("continuations", "virtual-threads");
    private static final int ROUNDS = 6;
    private static final Duration ROUND = Duration.ofSeconds(8);

    private ThreadCuts() {}

    private record Figures(double perSecond, double p50, double p99, double cpuMicros) {}

    public static void main(String... arguments) throws IOException, InterruptedException, ExecutionException {
        Path folder = Files.createTempDirectory(Path.of(arguments.length == 0 ? "." : arguments[0]), "cuts");
        Map<String, Child> edges = new TreeMap<>();
        try (FixedUpstream upstream = FixedUpstream.start();
                LocalIssuer issuer = LocalIssuer.create(folder.resolve("issuer"))) {
            for (String cut : CUTS) {
                edges.put(cut, start(cut, Files.createDirectory(folder.resolve(cut)), upstream, issuer));
            }
            byte[] request = Embedding.throughTheEdge(issuer.token("load", "measured"));
            for (int connections : new int[] {16, 64}) {
                measure(edges, request, connections);
            }
        } finally {
            edges.values().forEach(Child::close);
        }
    }

    private static void measure(Map<String, Child> edges, byte[] request, int connections)
            throws InterruptedException, ExecutionException {
        Map<String, List<Figures>> figures = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String cut : CUTS) {
                Child edge = Objects.requireNonNull(edges.get(cut));
                Figures measured = round(edge, request, connections);
                if (round > 0) {
                    figures.computeIfAbsent(cut, fresh -> new ArrayList<>()).add(measured);
                }
            }
        }
        figures.forEach((cut, rounds) -> System.out.printf(
                Locale.ROOT,
                "%-16s %3d connections  %8.0f requests/s  p50 %6.0f us  p99 %6.0f us  %5.0f us CPU each%n",
                cut,
                connections,
                median(rounds.stream().mapToDouble(Figures::perSecond).toArray()),
                median(rounds.stream().mapToDouble(Figures::p50).toArray()),
                median(rounds.stream().mapToDouble(Figures::p99).toArray()),
                median(rounds.stream().mapToDouble(Figures::cpuMicros).toArray())));
    }

    private static Figures round(Child edge, byte[] request, int connections)
            throws InterruptedException, ExecutionException {
        Duration before = edge.cpu();
        ClosedLoop.Result result = ClosedLoop.run(edge.port(), request, connections, ROUND);
        if (result.failed() > 0) {
            throw new IllegalStateException(result.failed() + " answers were no 200");
        }
        double cpu =
                edge.cpu().minus(before).toNanos() / 1000.0 / result.latency().getTotalCount();
        return new Figures(
                result.perSecond(),
                result.latency().getValueAtPercentile(50) / 1000.0,
                result.latency().getValueAtPercentile(99) / 1000.0,
                cpu);
    }

    private static Child start(String cut, Path data, FixedUpstream upstream, LocalIssuer issuer) throws IOException {
        return Child.start(
                List.of("-Xmx384m"),
                "io.vectrail.edge.ThreadCut",
                cut,
                data.toString(),
                upstream.url(),
                issuer.issuer(),
                issuer.jwksUrl());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}

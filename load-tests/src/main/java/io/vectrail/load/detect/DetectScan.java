package io.vectrail.load.detect;

import io.vectrail.policy.detect.Detection;
import io.vectrail.policy.detect.Detectors;
import io.vectrail.policy.detect.pattern.Finder;
import io.vectrail.policy.detect.pattern.Match;
import io.vectrail.policy.detect.pattern.PatternSet;
import io.vectrail.policy.detect.type.BuiltIns;
import io.vectrail.policy.detect.type.Recognizer;
import io.vectrail.policy.detect.type.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Looking for all built-in types in texts of 16 KB, per KB: as a document's rules do, by the automata alone, and by the same
 * patterns in java.util.regex one after the other, which must find the same.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@OperationsPerInvocation(DetectScan.KILOBYTES)
public class DetectScan {

    static final int KILOBYTES = 16;

    private final List<String> patterns = BuiltIns.all().stream()
            .flatMap(recognizer -> recognizer.shapes().stream())
            .map(Shape::pattern)
            .toList();
    private final List<Pattern> compiled =
            patterns.stream().map(Pattern::compile).toList();
    private final Finder automata = PatternSet.of(patterns);
    private final Detectors detectors = new Detectors(
            BuiltIns.all().stream().map(Recognizer::type).collect(Collectors.toSet()), List.of(), Map.of());

    @Param
    public Texts text = Texts.PROSE;

    private String scanned = "";

    @Setup
    public void fill() {
        scanned = text.ofLength(KILOBYTES * 1024);
        if (!new HashSet<>(byRegex()).equals(new HashSet<>(automata.find(scanned)))) {
            throw new IllegalStateException("the engines do not find the same in " + text);
        }
    }

    @Benchmark
    public List<Detection> detect() {
        return detectors.find(scanned);
    }

    @Benchmark
    public List<Match> automata() {
        return automata.find(scanned);
    }

    @Benchmark
    public List<Match> byRegex() {
        List<Match> found = new ArrayList<>();
        for (int i = 0; i < compiled.size(); i++) {
            Matcher matcher = compiled.get(i).matcher(scanned);
            while (matcher.find()) {
                found.add(new Match(i, matcher.start(), matcher.end()));
            }
        }
        return found;
    }
}

package io.vectrail.edge.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vectrail.document.CheckedDocument;
import io.vectrail.edge.analyzer.AnalyzerEvents;
import io.vectrail.edge.analyzer.Failure;
import io.vectrail.policy.rule.PresidioDetector;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Times and counts the requests that analyzers elsewhere were asked about. Tags are bounded: detectors of documents, and outcomes. */
public final class DetectorMeters implements AnalyzerEvents {

    private final Map<Seen, Timer> timers = new ConcurrentHashMap<>();
    private final MeterRegistry meters;

    /** What became of requests that a detector was asked about. */
    private record Seen(String detector, String outcome) {}

    public DetectorMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void ended(String detector, long nanos, @Nullable Failure failure) {
        String outcome = failure == null ? "answered" : failure.reason().code();
        timers.computeIfAbsent(new Seen(detector, outcome), fresh -> timer(detector, outcome))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Forgets the detectors that this document does not have. */
    public void keep(CheckedDocument document) {
        Set<String> present = document.allAnalyzers().keySet().stream()
                .map(PresidioDetector::name)
                .collect(Collectors.toSet());
        timers.entrySet().removeIf(timer -> {
            boolean gone = !present.contains(timer.getKey().detector());
            if (gone) {
                meters.remove(timer.getValue());
            }
            return gone;
        });
    }

    private Timer timer(String detector, String outcome) {
        return Timer.builder("vectrail.edge.detector.requests")
                .description("requests that an analyzer was asked about, by detector and what came of it")
                .tag("detector", detector)
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(5))
                .register(meters);
    }
}

package io.vectrail.edge.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vectrail.edge.recorder.OwedEnds;
import io.vectrail.edge.recorder.Strangers;
import io.vectrail.edge.recorder.journal.EntryKind;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.JournalEvent;
import io.vectrail.edge.recorder.journal.Unavailability;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Counts what happens to the journal. Every counter is there from the start, so that a first fault shows as a rise. */
public final class JournalMeters implements Consumer<JournalEvent> {

    private final MeterRegistry meters;
    private final Timer forces;
    private final Counter entries;
    private final Counter bytes;
    private final Counter givenUp;
    private final Counter damaged;
    private final Counter notDropped;
    private final Map<Unavailability, Counter> refused = new EnumMap<>(Unavailability.class);
    private final Map<EntryKind, Counter> late = new EnumMap<>(EntryKind.class);

    public JournalMeters(MeterRegistry meters) {
        this.meters = meters;
        forces = Timer.builder("vectrail.edge.journal.force")
                .description("forces of the journal to the disk")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(50_000))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(meters);
        entries = counter(meters, "entries", "entries that became durable");
        bytes = counter(meters, "written", "bytes of entries that became durable");
        givenUp = counter(meters, "segments.given.up", "segments given up after a failed write or force");
        damaged = counter(meters, "damaged", "bytes read that are no whole entry although entries had been there");
        notDropped = counter(meters, "segments.not.dropped", "times that a shipped segment could not be deleted");
        for (Unavailability why : Unavailability.values()) {
            refused.put(
                    why,
                    Counter.builder("vectrail.edge.journal.refused")
                            .description("entries that the journal did not take")
                            .tag("reason", why.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        for (EntryKind kind : EntryKind.values()) {
            late.put(
                    kind,
                    Counter.builder("vectrail.edge.journal.late")
                            .description("entries that became durable after their waiter had given up")
                            .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    /** What the recorder can be asked at any time. */
    public void watch(Journal journal, OwedEnds owed, Strangers strangers) {
        Gauge.builder("vectrail.edge.journal.bytes", journal, Journal::bytes)
                .description("bytes of the journal on the disk")
                .register(meters);
        Gauge.builder("vectrail.edge.owed.ends", owed, OwedEnds::count)
                .description("exchanges whose end the journal has not taken yet")
                .register(meters);
        FunctionCounter.builder("vectrail.edge.owed", owed, OwedEnds::total)
                .description("exchanges whose end the journal did not take at first")
                .register(meters);
        strangers("singly", strangers, Strangers::recordedSingly);
        strangers("counted", strangers, Strangers::recordedCounted);
        strangers("dropped", strangers, Strangers::dropped);
    }

    private void strangers(String recorded, Strangers strangers, ToDoubleFunction<Strangers> count) {
        FunctionCounter.builder("vectrail.edge.strangers", strangers, count)
                .description("refusals of unknown callers, by how they were recorded")
                .tag("recorded", recorded)
                .register(meters);
    }

    @Override
    public void accept(JournalEvent event) {
        switch (event) {
            case JournalEvent.Forced forced -> {
                forces.record(forced.nanos(), TimeUnit.NANOSECONDS);
                entries.increment(forced.entries());
                bytes.increment((double) forced.bytes());
            }
            case JournalEvent.Refused refusal -> increment(refused.get(refusal.why()));
            case JournalEvent.Late durable -> increment(late.get(durable.kind()));
            case JournalEvent.SegmentGivenUp _ -> givenUp.increment();
            case JournalEvent.NotDropped _ -> notDropped.increment();
            case JournalEvent.Damaged damage ->
                damaged.increment((double) damage.damage().bytes());
        }
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder("vectrail.edge.journal." + name)
                .description(description)
                .register(meters);
    }

    private static void increment(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }
}

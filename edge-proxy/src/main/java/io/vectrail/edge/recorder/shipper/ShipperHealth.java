package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.shipper.PassedOver.Standing;
import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the operator is told of shipping: how far it is, what is set aside and why, what to do. Pure. */
final class ShipperHealth {

    private ShipperHealth() {}

    /** How it stands with the connection. */
    sealed interface State {

        /** No connection yet. */
        record Connecting() implements State {}

        /** Shipping; the last sequence that Kafka has. */
        record Shipping(long sequence) implements State {}

        /** The connection failed; another try follows. */
        record Waiting(Throwable failure) implements State {}
    }

    /**
     * @param over what Kafka's position lists; empty before it was read
     * @param remark on where this run began; empty when there is none
     */
    static Condition condition(
            State state, Lag lag, SetAsideFolder folder, PassedOver over, String epoch, String remark) {
        List<String> faults = new ArrayList<>(faults(folder, over, epoch));
        if (!remark.isEmpty()) {
            faults.addFirst(remark);
        }
        return switch (state) {
            case State.Shipping shipping -> {
                String progress = "shipped up to sequence " + shipping.sequence() + lag.words();
                yield faults.isEmpty()
                        ? new Condition.Up(progress)
                        : new Condition.Degraded(progress + "; " + String.join("; ", faults));
            }
            case State.Connecting connecting -> {
                faults.addFirst("connecting to Kafka; requests are journaled meanwhile" + lag.words());
                yield new Condition.Degraded(String.join("; ", faults));
            }
            case State.Waiting waiting -> {
                faults.addFirst(waiting(waiting.failure()) + "; requests are journaled meanwhile" + lag.words());
                yield new Condition.Degraded(String.join("; ", faults));
            }
        };
    }

    static String waiting(Throwable failure) {
        if (failure instanceof FullException full) {
            return "shipping waits: " + full.getMessage();
        }
        if (failure instanceof ForeignPositionException foreign) {
            return "shipping waits: " + foreign.getMessage();
        }
        if (failure instanceof IOException) {
            return "shipping waits for the edge's own disk: " + Verdict.words(failure);
        }
        Verdict verdict = Verdict.of(failure);
        String words = "cannot ship to Kafka: " + Verdict.words(failure);
        return verdict.scope() == Verdict.Scope.ALL
                ? words + "; " + verdict.meaning() + ": " + verdict.remedy() + ", and it goes on by itself"
                : words;
    }

    private static List<String> faults(SetAsideFolder folder, PassedOver over, String epoch) {
        List<String> faults = new ArrayList<>();
        List<SetAsideItem> exchanges = of(folder, SetAsideItem.Kind.EXCHANGE);
        if (!exchanges.isEmpty()) {
            faults.add(exchanges.size() + " exchanges (" + megabytes(exchanges)
                    + " MiB) are set aside, since Kafka refused" + " them: " + reasons(exchanges) + "; "
                    + remedy(exchanges) + ", then run ./vectrail journal resend");
        }
        List<SetAsideItem> entries = of(folder, SetAsideItem.Kind.ENTRY);
        if (!entries.isEmpty()) {
            faults.add(entries.size() + " exchanges could not be made of the journal's entries: " + reasons(entries)
                    + "; look at the .entry files in the set-aside folder, then take them away");
        }
        if (!folder.unreadable().isEmpty()) {
            faults.add("files in the set-aside folder cannot be read: " + String.join(", ", folder.unreadable())
                    + "; bring them back from a backup");
        }
        List<String> missing = missing(exchanges, over);
        if (!missing.isEmpty()) {
            faults.add("the files of exchanges that were set aside are missing: " + String.join(", ", missing)
                    + "; bring the set-aside folder back from a backup");
        }
        long strays = exchanges.stream()
                .filter(item -> SetAsideFolder.standing(item, over, epoch) == Standing.STRAY)
                .count();
        if (strays > 0 && !over.epochs().isEmpty()) {
            faults.add(strays + " of them belong to an epoch that Kafka's position does not know; keep their files");
        }
        return faults;
    }

    private static List<SetAsideItem> of(SetAsideFolder folder, SetAsideItem.Kind kind) {
        return folder.items().stream().filter(item -> item.kind() == kind).toList();
    }

    private static List<String> missing(List<SetAsideItem> present, PassedOver over) {
        List<String> missing = new ArrayList<>();
        over.epochs()
                .forEach((epoch, known) -> known.sequences().stream()
                        .filter(sequence -> present.stream()
                                .noneMatch(item -> item.sequence() == sequence
                                        && item.epoch().equals(epoch)))
                        .forEach(sequence -> missing.add(epoch + " " + sequence)));
        return missing;
    }

    private static String reasons(List<SetAsideItem> items) {
        Map<String, Integer> counts = new TreeMap<>();
        items.forEach(item -> counts.merge(item.detail(), 1, Integer::sum));
        List<String> words = new ArrayList<>();
        counts.forEach((reason, count) -> words.add(count + " " + reason));
        return String.join(", ", words);
    }

    private static String remedy(List<SetAsideItem> items) {
        return items.stream()
                .map(item -> Verdict.named(item.reason()).remedy())
                .distinct()
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }

    private static long megabytes(List<SetAsideItem> items) {
        return Math.ceilDiv(items.stream().mapToLong(SetAsideItem::bytes).sum(), 1L << 20);
    }
}

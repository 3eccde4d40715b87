package io.vectrail.policy.decide;

import io.vectrail.event.Decision;
import io.vectrail.event.Detection;
import io.vectrail.event.ItemAction;
import io.vectrail.event.RuleMatch;
import io.vectrail.policy.rule.Rule;
import io.vectrail.provider.json.Replacement;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What rules make of a request. Whoever asked enforces it.
 *
 * @param refusal why the request is refused; names the rule, never what it found. Null where it is not refused
 * @param changes of the request's body: as it is forwarded or, where it is refused, as it is recorded
 * @param matches the rules that matched, those in shadow included, in the document's order
 * @param items by index, those in which something was found
 * @param masked how many values were masked, by type
 * @param withheld the inputs that are not forwarded, and whose vectors are not released
 * @param redactions what is taken from the vectors of which input
 * @param model how the model is recorded; null where it is as asked for
 * @param approvals the rules for which people must consent before it goes on, in the document's order
 * @param uses what the request takes of limits over time, if it goes on; of nothing where it is refused
 * @param recorded whether the body is recorded; not where it is refused before all was found that is to be hidden in it
 */
public record Verdict(
        @Nullable String refusal,
        List<Replacement> changes,
        List<RuleMatch> matches,
        SortedMap<Integer, Item> items,
        SortedMap<String, Integer> masked,
        NavigableSet<Integer> withheld,
        Redactions redactions,
        @Nullable String model,
        List<Rule> approvals,
        List<Use> uses,
        boolean recorded) {

    /** No rule found anything. */
    public static final Verdict NOTHING = new Verdict(
            null,
            List.of(),
            List.of(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeSet<>(),
            Redactions.NONE,
            null,
            List.of(),
            List.of(),
            true);

    public Verdict {
        changes = List.copyOf(changes);
        matches = List.copyOf(matches);
        items = new TreeMap<>(items);
        masked = new TreeMap<>(masked);
        withheld = new TreeSet<>(withheld);
        approvals = List.copyOf(approvals);
        uses = List.copyOf(uses);
    }

    /** The same, with what the request takes of limits over time; a refused one takes nothing. */
    Verdict using(List<Use> more) {
        return refusal != null || more.isEmpty()
                ? this
                : new Verdict(
                        null, changes, matches, items, masked, withheld, redactions, model, approvals, more, recorded);
    }

    /** Refused, and not looked at to its end. */
    static Verdict unread(String refusal, List<RuleMatch> matches) {
        return new Verdict(
                refusal,
                List.of(),
                matches,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeSet<>(),
                Redactions.NONE,
                "",
                List.of(),
                List.of(),
                false);
    }

    /** The strictest that was done with anything. */
    public Decision decision() {
        if (refusal != null || !withheld.isEmpty()) {
            return Decision.BLOCK;
        }
        if (!approvals.isEmpty()) {
            return Decision.APPROVE;
        }
        if (!redactions.isEmpty()) {
            return Decision.REDACT;
        }
        return masked.isEmpty() ? Decision.ALLOW : Decision.MASK;
    }

    /**
     * One input.
     *
     * @param action what is done with it
     * @param detections what was found in it, with places in its text as it is forwarded or recorded
     * @param characters of that text (UTF-16 code units)
     */
    public record Item(ItemAction action, List<Detection> detections, int characters) {

        public Item {
            detections = List.copyOf(detections);
        }
    }
}
